import { crc32, deflateSync } from 'node:zlib';

const width = 96;
const height = 72;

/**
 * Draws a small PNG that stands for a photo in the demonstration: bands of colour that no other number gives, so that
 * each counts as a fresh photo.
 */
export function picture(number: number): Uint8Array {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * (width * 3 + 1) + 1 + x * 3;
      rows[at] = 90 + ((x + number * 7) % 96);
      rows[at + 1] = 100 + ((y * 2 + number * 13) % 90);
      rows[at + 2] = 110 + ((x + y + number) % 80);
    }
  }
  // The number itself, so that two pictures never have the same bytes.
  rows.writeUInt32BE(number >>> 0, 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(content.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
