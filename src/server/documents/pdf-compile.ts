import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import QRCode from 'qrcode';
import { readCoverage } from './font-coverage.ts';
import type { OfficialDocument } from './model.ts';
import { pdfInput } from './pdf-input.ts';

/** Memoised layout older than this many documents is dropped, which bounds the memory of the compiler. */
const CACHE_AGE = 2;

const resolve = createRequire(import.meta.url).resolve;
const FONTS = ['400Regular/NotoSansSC_400Regular.ttf', '700Bold/NotoSansSC_700Bold.ttf'].map(
  (file) => resolve(`@expo-google-fonts/noto-sans-sc/${file}`),
);
const template = readFileSync(new URL('./official.typ', import.meta.url), 'utf8');
const covers = readCoverage(readFileSync(FONTS[0] ?? ''));
const compiler = NodeCompiler.create({
  workspace: dirname(fileURLToPath(import.meta.url)),
  fontArgs: [{ fontPaths: FONTS.map((file) => dirname(file)) }],
});

/**
 * Compiles a checked document with Typst, synchronously for up to a second per 1,000 table rows: call it
 * in the render worker only. Loading this module reads the fonts (about 0.4 s).
 * @throws Error with the compiler's diagnostics
 */
export async function compilePdf(document: OfficialDocument): Promise<Uint8Array<ArrayBuffer>> {
  const { receipt } = document;
  const qrSvg =
    receipt === undefined
      ? undefined
      : (receipt.qrSvg ?? (await QRCode.toString(receipt.verifyUrl, { type: 'svg', margin: 0 })));
  const archival = document.issuedOn !== undefined;
  const options = archival ? ({ pdfStandard: 'a-2b' } as const) : {};
  try {
    return typeset(template, pdfInput(document, qrSvg, covers), options);
  } catch (error) {
    // A drawing that cannot be read must not keep the paper from being printed; its file is still listed.
    const blocks = document.blocks.filter(({ kind }) => kind !== 'pictures');
    if (blocks.length === document.blocks.length) throw error;
    return typeset(template, pdfInput({ ...document, blocks }, qrSvg, covers), options);
  }
}

/**
 * Sets a template with what it reads as `sys.inputs.document`, synchronously: call it in the render worker only.
 * @throws Error with the compiler's diagnostics
 */
export function typeset(
  main: string,
  input: object,
  options: { readonly pdfStandard?: 'a-2b' },
): Uint8Array<ArrayBuffer> {
  try {
    const inputs = { document: JSON.stringify(input) };
    const result = compiler.compile({ mainFileContent: main, inputs });
    const compiled = result.result;
    if (compiled === null) {
      throw new Error(JSON.stringify(result.takeError()?.shortDiagnostics ?? 'no diagnostics'));
    }
    // Copied, because the memory of a native buffer cannot be transferred to another thread.
    return new Uint8Array(compiler.pdf(compiled, options));
  } finally {
    compiler.evictCache(CACHE_AGE);
  }
}
