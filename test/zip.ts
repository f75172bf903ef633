import { inflateRawSync } from 'node:zlib';

/** Reads the parts of a zip by its central directory; enough for what docx writes. */
export function unzip(zip: Buffer): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < zip.readUInt16LE(end + 10); index++) {
    const [size, name] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28)];
    const extra = zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + size);
    const path = zip.toString('utf8', at + 46, at + 46 + name);
    parts.set(path, zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data));
    at += 46 + name + extra;
  }
  return parts;
}

/** The text of a DOCX, one paragraph a line; table cells are paragraphs of their own. */
export function docxText(docx: Buffer): string {
  const xml = unzip(docx).get('word/document.xml')?.toString('utf8') ?? '';
  return xml
    .replaceAll('</w:p>', '\n')
    .replaceAll('<w:br/>', ' ')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&');
}
