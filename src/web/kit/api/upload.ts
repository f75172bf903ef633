import { call } from './call.ts';
import type { Answer } from './problem.ts';

const longestEdgePx = 1600;
const quality = 0.82;
const limitBytes = 10_000_000;

/** The pictures that the server takes. */
export const pictureTypes = 'image/jpeg,image/png,image/webp';

/** What the server takes. */
export const acceptedTypes = `${pictureTypes},application/pdf`;

/**
 * Uploads a photo or a PDF. Photos are made smaller on the way: an officer's phone may have one bar of network.
 * @param isTraceless photos lose what the camera wrote into them (place, device), for whoever must not be known.
 * @returns the SHA-256 of what was stored, in hexadecimal.
 */
export async function upload(
  file: File,
  isTraceless = false,
): Promise<Answer<{ readonly hash: string }>> {
  const smaller = file.type.startsWith('image/') ? await shrink(file, isTraceless) : file;
  if (smaller === undefined) return refused('file-type', '无法读取这张照片，请使用JPEG、PNG格式。');
  if (smaller.size > limitBytes) return refused('file-too-large', '文件超过10MB，请压缩后再上传。');
  return call('PUT', '/api/files', smaller);
}

/**
 * Draws a photo with its longest edge at most 1,600 px as JPEG; undefined where the browser can't read it.
 * @param isTraceless also one that is small enough: a drawing holds nothing but what is seen.
 */
export async function shrink(file: Blob, isTraceless = false): Promise<Blob | undefined> {
  const picture = await decode(file);
  if (picture === undefined) return undefined;
  const scale = Math.min(1, longestEdgePx / Math.max(picture.width, picture.height));
  const isSmall = scale === 1 && file.size < 500_000 && file.type === 'image/jpeg';
  if (isSmall && !isTraceless) return file;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const context = canvas.getContext('2d');
  if (context === null) return isTraceless ? undefined : file;
  // JPEG has no transparency: what was clear would turn black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
  return blob ?? (isTraceless ? undefined : file);
}

async function decode(file: Blob): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return undefined;
  }
}

function refused(code: 'file-type' | 'file-too-large', detail: string): Answer<never> {
  return { ok: false, problem: { status: 0, code, detail, basis: [], issues: [] } };
}
