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
  try {
    const input = JSON.stringify(pdfInput(document, qrSvg, covers));
    const result = compiler.compile({ mainFileContent: template, inputs: { document: input } });
    const compiled = result.result;
    if (compiled === null && document.blocks.some(({ kind }) => kind === 'pictures')) {
      // A drawing that cannot be read must not keep the paper from being printed; its file is still listed.
      const blocks = document.blocks.filter(({ kind }) => kind !== 'pictures');
      return await compilePdf({ ...document, blocks });
    }
    if (compiled === null) {
      throw new Error(JSON.stringify(result.takeError()?.shortDiagnostics ?? 'no diagnostics'));
    }
    const archival = document.issuedOn !== undefined;
    // Copied, because the memory of a native buffer cannot be transferred to another thread.
    return new Uint8Array(compiler.pdf(compiled, archival ? { pdfStandard: 'a-2b' } : {}));
  } finally {
    compiler.evictCache(CACHE_AGE);
  }
}
