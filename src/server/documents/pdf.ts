import type { OfficialDocument } from './model.ts';
import { render, type RenderOptions } from './renderer.ts';

/**
 * Renders a document as tagged PDF/A-2b with its fonts inside; PDF/A demands a date, so a paper without
 * `issuedOn` becomes an ordinary PDF. The same document gives the same bytes on every machine with the
 * same packages: the only date inside is `issuedOn`. Runs in the render worker.
 * @throws DocumentFault, see `render`
 */
export async function renderPdf(
  document: OfficialDocument,
  options?: RenderOptions,
): Promise<Buffer> {
  return render('pdf', document, options);
}
