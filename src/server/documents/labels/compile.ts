import { readFileSync } from 'node:fs';
import QRCode from 'qrcode';
import { typeset } from '../pdf-compile.ts';
import type { LabelSheet } from './sheet.ts';

const template = readFileSync(new URL('./labels.typ', import.meta.url), 'utf8');

/** Compiles a sheet of codes, synchronously but for the codes: call it in the render worker only. */
export async function compileLabels({
  title,
  labels,
}: LabelSheet): Promise<Uint8Array<ArrayBuffer>> {
  const drawn = await Promise.all(
    labels.map(async ({ url, text, lines }) => ({
      text,
      lines,
      qr: await QRCode.toString(url, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }),
    })),
  );
  return typeset(template, { title, labels: drawn }, {});
}
