import { crc32, deflateSync } from 'node:zlib';

const width = 96;
const height = 72;
const colours = 64;

/**
 * Draws a small PNG that stands for a photo in the demonstration: slanting bands in colours that depend on the number.
 * No two numbers give the same bytes, so that each counts as a fresh photo.
 * @param number from 0 to 2^32 - 1.
 */
export function picture(number: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', palette(number)),
    bands,
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Compressed once for all pictures: the world shows thousands, and each differs in its colours alone. */
const bands = chunk('IDAT', deflateSync(drawBands()));

function drawBands(): Buffer {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = ((x + y) >> 2) % colours;
  }
  return rows;
}

/** Muted shades that lead from one colour to the next; the first one holds the number itself. */
function palette(number: number): Buffer {
  const table = Buffer.alloc(colours * 3);
  for (let at = 0; at < colours; at += 1) {
    const shade = [90 + ((at * 3 + number * 7) % 96), 100 + ((at * 2 + number * 13) % 90)];
    table.set([...shade, 110 + ((at + number) % 80)], at * 3);
  }
  table.writeUInt32BE(number, 0);
  return table;
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(content.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
