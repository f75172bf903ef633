import type { OfficialDocument } from './model.ts';
import { render, type RenderOptions } from './renderer.ts';

/**
 * Renders a document as DOCX in the look offices expect (GB/T 9704-2012), to be edited and stamped.
 * Same source and same wording as the PDF. Runs in the render worker.
 * @throws DocumentFault, see `render`
 */
export async function renderDocx(
  document: OfficialDocument,
  options?: RenderOptions,
): Promise<Buffer> {
  return render('docx', document, options);
}
