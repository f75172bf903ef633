import { jpegQuality, longestEdgePx, pickLimitBytes } from './limits.ts';

/** A photo ready to be kept, or why it is not. */
export type Shrunk =
  | { readonly ok: true; readonly blob: Blob }
  | { readonly ok: false; readonly sentence: string };

/**
 * Makes a photo as small as needed, turned upright, without place and device in it. Nothing is drawn onto it: the same
 * picture must give the same bytes, or the server could not tell that a photo is used twice.
 */
export async function shrink(file: File): Promise<Shrunk> {
  if (!file.type.startsWith('image/')) {
    return { ok: false, sentence: '这里只能添加照片，不能添加视频或其他文件。' };
  }
  if (file.size > pickLimitBytes) {
    return { ok: false, sentence: '照片过大，请用手机相机的普通模式重新拍摄。' };
  }
  const picture = await decode(file);
  if (picture === undefined) {
    const sentence = '手机浏览器读不出这张照片，请在相机设置中选择JPEG（兼容性最佳）后重新拍摄。';
    return { ok: false, sentence };
  }
  const blob = await draw(picture);
  return blob === null
    ? { ok: false, sentence: '手机内存不足，照片没有保存，请关闭其他应用后重新拍摄。' }
    : { ok: true, blob };
}

function draw(picture: ImageBitmap): Promise<Blob | null> {
  const scale = Math.min(1, longestEdgePx / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) return Promise.resolve(null);
  // JPEG has no transparency: what was clear would turn black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', jpegQuality));
}

async function decode(file: Blob): Promise<ImageBitmap | undefined> {
  // Older browsers refuse the option, and turn pictures upright without it.
  for (const options of [{ imageOrientation: 'from-image' as const }, undefined]) {
    try {
      return await createImageBitmap(file, options);
    } catch {
      continue;
    }
  }
  return undefined;
}
