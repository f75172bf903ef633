import type { DrawPreview } from '#server/draws/present.ts';
import { call } from '../../kit/api/call.ts';
import type { Answer } from '../../kit/api/problem.ts';
import { submitOnce } from '../../kit/api/submission.ts';
import type { Receipt } from '#server/acts/present.ts';

/** Has the server compute what an act would come to. */
export function previewDraw(id: string, asked: object): Promise<Answer<DrawPreview>> {
  return call('POST', `/api/draws/${id}/preview`, asked);
}

/** Hands an act in with the computed result; the server computes it again and refuses another one. */
export function handIn(
  id: string,
  act: string,
  input: object,
  { result, inspectors }: DrawPreview,
): Promise<Answer<Receipt>> {
  const path = `/api/proceedings/${id}/acts/${act}`;
  return submitOnce(path, path, { input: { ...input, result: [result], inspectors } });
}
