import { parentPort } from 'node:worker_threads';
import type { LabelSheet } from './labels/sheet.ts';
import type { OfficialDocument } from './model.ts';

/** The files a document can become. */
export type DocumentFormat = 'pdf' | 'docx';

/** What the renderer sends to its worker. */
export type RenderRequest = { id: number } & Rendered;

/** What there is to render: a paper, or a sheet of codes. */
export type Rendered =
  | { format: DocumentFormat; document: OfficialDocument }
  | { format: 'labels'; document: LabelSheet };

/** What the worker answers: the bytes (transferred) or why it failed. */
export type RenderAnswer =
  | { id: number; ok: true; bytes: Uint8Array<ArrayBuffer> }
  | { id: number; ok: false; message: string };

parentPort?.on('message', (request: RenderRequest) => {
  void answer(request).then((message) => {
    parentPort?.postMessage(message, message.ok ? [message.bytes.buffer] : []);
  });
});

async function answer({ id, ...what }: RenderRequest): Promise<RenderAnswer> {
  try {
    return { id, ok: true, bytes: await build(what) };
  } catch (error) {
    // A native error does not survive the crossing between threads; its text does.
    return { id, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** Each format loads its library on first use: a worker that only makes DOCX never reads the fonts. */
async function build({ format, document }: Rendered): Promise<Uint8Array<ArrayBuffer>> {
  if (format === 'labels') return (await import('./labels/compile.ts')).compileLabels(document);
  if (format === 'pdf') return (await import('./pdf-compile.ts')).compilePdf(document);
  return (await import('./docx-build.ts')).buildDocx(document);
}
