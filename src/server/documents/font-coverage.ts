/**
 * Reads which characters a TrueType font can draw. PDF/A forbids missing glyphs, so the PDF renderer
 * must know before it compiles. Source: OpenType 1.9, table 'cmap', formats 4 and 12.
 * @param font the bytes of one .ttf file
 * @returns a test for one code point
 * @throws RangeError when the font has no Unicode 'cmap' of these formats
 */
export function readCoverage(font: Uint8Array): (codePoint: number) => boolean {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const subtable = findSubtable(view, findTable(view, 'cmap'));
  const bits = new Uint8Array(0x110000 / 8);
  const mark = (codePoint: number): void => {
    bits[codePoint >> 3] = (bits[codePoint >> 3] ?? 0) | (1 << (codePoint & 7));
  };
  if (view.getUint16(subtable) === 12) markSegmented(view, subtable, mark);
  else markBasicPlane(view, subtable, mark);
  return (codePoint) => ((bits[codePoint >> 3] ?? 0) & (1 << (codePoint & 7))) !== 0;
}

function findTable(view: DataView, tag: string): number {
  const count = view.getUint16(4);
  for (let index = 0; index < count; index++) {
    const record = 12 + index * 16;
    const name = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(record + byte)));
    if (name === tag) return view.getUint32(record + 8);
  }
  throw new RangeError(`font without table ${tag}`);
}

/** Prefers format 12 (all planes) over format 4 (the first plane). */
function findSubtable(view: DataView, cmap: number): number {
  const offsets = new Map<number, number>();
  for (let index = 0; index < view.getUint16(cmap + 2); index++) {
    const offset = cmap + view.getUint32(cmap + 4 + index * 8 + 4);
    offsets.set(view.getUint16(offset), offset);
  }
  const found = offsets.get(12) ?? offsets.get(4);
  if (found === undefined) throw new RangeError('font without a Unicode character map');
  return found;
}

function markSegmented(view: DataView, table: number, mark: (codePoint: number) => void): void {
  const groups = view.getUint32(table + 12);
  for (let index = 0; index < groups; index++) {
    const group = table + 16 + index * 12;
    const [first, last] = [view.getUint32(group), view.getUint32(group + 4)];
    const firstGlyph = view.getUint32(group + 8);
    for (let codePoint = first; codePoint <= last; codePoint++) {
      if (firstGlyph + codePoint - first !== 0) mark(codePoint);
    }
  }
}

function markBasicPlane(view: DataView, table: number, mark: (codePoint: number) => void): void {
  const segments = view.getUint16(table + 6) / 2;
  const [ends, starts] = [table + 14, table + 16 + segments * 2];
  const [deltas, ranges] = [starts + segments * 2, starts + segments * 4];
  for (let index = 0; index < segments; index++) {
    const [first, last] = [view.getUint16(starts + index * 2), view.getUint16(ends + index * 2)];
    const delta = view.getUint16(deltas + index * 2);
    const rangeAt = ranges + index * 2;
    const range = view.getUint16(rangeAt);
    for (let codePoint = first; codePoint <= last && codePoint !== 0xffff; codePoint++) {
      const raw =
        range === 0 ? codePoint : view.getUint16(rangeAt + range + (codePoint - first) * 2);
      if (range === 0 || raw !== 0) {
        if (((raw + delta) & 0xffff) !== 0) mark(codePoint);
      }
    }
  }
}
