import type { FieldDescription } from '#kernel/derive/describe.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Block, Picture } from '../documents/model.ts';
import type { FileStore } from '../files/store.ts';
import { filesNamed } from './value-text.ts';

/** So many signatures of one paper are printed; of more, and of larger ones, the list of files tells. */
const most = 12;
const mostBytes = 60_000;
/** A drawing is no wider and higher than this, in pixels. */
const mostPixels = 6_000;

/** The signatures that were drawn on a screen, for the paper to show: field by field as the form has them. */
export async function drawnSignatures(
  files: FileStore,
  fields: readonly FieldDescription[],
  input: JsonObject,
): Promise<readonly Block[]> {
  const named = filesNamed(drawnOnly(fields), input).slice(0, most);
  const read = await Promise.all(
    named.map(async ({ label, hash }): Promise<Picture[]> => {
      const bytes = await files.get(hash);
      const size = bytes === undefined ? undefined : sizeOfPng(bytes);
      if (bytes === undefined || size === undefined) return [];
      return [{ label, ...size, png: Buffer.from(bytes).toString('base64') }];
    }),
  );
  const pictures = read.flat();
  return pictures.length === 0 ? [] : [{ kind: 'pictures', pictures }];
}

/** The fields that hold drawn signatures, and what leads to them. */
function drawnOnly(fields: readonly FieldDescription[]): FieldDescription[] {
  return fields.flatMap((field) => {
    if (field.drawn === true) return [field];
    const inner = drawnOnly(field.fields ?? []);
    return inner.length === 0 ? [] : [{ ...field, fields: inner }];
  });
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const header = Buffer.from('IHDR');

/** Width and height of a PNG in pixels; undefined for anything else, and for what is too large to be a signature. */
function sizeOfPng(bytes: Uint8Array): { width: number; height: number } | undefined {
  const data = Buffer.from(bytes);
  if (data.length < 33 || data.length > mostBytes) return undefined;
  if (!data.subarray(0, 8).equals(signature)) return undefined;
  if (!data.subarray(12, 16).equals(header)) return undefined;
  const [width, height] = [data.readUInt32BE(16), data.readUInt32BE(20)];
  const isSane = (pixels: number) => pixels > 0 && pixels <= mostPixels;
  return isSane(width) && isSane(height) ? { width, height } : undefined;
}
