import { photosPerLine } from '../photo/limits.ts';
import { progressOf } from './check.ts';
import { answerTo, linesSent } from './draft.ts';
import type { Draft } from './draft.ts';
import type { RiskLine } from './today.ts';

/** What sort of day a record reports. */
export type DayKind = 'zero' | 'finding' | 'idle';

/** What sort of day a draft reports. */
export function kindOf(draft: Draft): DayKind {
  if (draft.dayType === 'idle') return 'idle';
  return progressOf(draft).findings > 0 ? 'finding' : 'zero';
}

/**
 * The body of the submission, byte for byte: a retry sends the very same text, so that the server recognises it.
 * @param filledAt the phone's own clock when the person pressed the button.
 */
export function bodyOf(draft: Draft, filledAt: string): string {
  const { id, day, form, reason, corrects } = draft;
  const input = draft.dayType === 'idle' ? idleInput(draft) : productionInput(draft);
  return JSON.stringify({
    id,
    period: day,
    form,
    clientAt: filledAt,
    ...filled('reason', reason),
    ...filled('corrects', corrects),
    input: { ...input, filledAt, ...filled('remark', draft.remark) },
  });
}

function idleInput({ idleReason }: Draft) {
  return { dayType: 'idle', idleReason: idleReason.trim(), items: [] };
}

function productionInput(draft: Draft) {
  const { list, challenge } = draft;
  return {
    dayType: 'production',
    ...filled('riskList', list?.record),
    items: linesSent(draft).map((line) => rowOf(draft, line)),
    ...(challenge?.photo === undefined
      ? {}
      : {
          challenge: {
            checkpointSize: challenge.size,
            item: challenge.item,
            photo: [challenge.photo],
          },
        }),
  };
}

function rowOf(draft: Draft, line: RiskLine) {
  const { result, measured, note, immediateMeasure } = answerTo(draft, line.code);
  const found = result === 'finding';
  return {
    item: line.code,
    result,
    ...filled('measured', measured),
    ...(found ? filled('note', note) : {}),
    photos: linePhotos(draft, line),
    ...(found ? filled('immediateMeasure', immediateMeasure) : {}),
  };
}

/** Photos of a line; the drawn photo serves also where the line itself asks for one. */
function linePhotos(draft: Draft, { code, photoRequired }: RiskLine): readonly string[] {
  const { result, photos } = answerTo(draft, code);
  if (result === 'not-applicable') return [];
  const { item, photo } = draft.challenge ?? {};
  const isServed = photoRequired && photos.length === 0 && item === code;
  return isServed && photo !== undefined ? [photo] : photos.slice(0, photosPerLine);
}

/** Photos that a record names, each once. */
export function photosSent(draft: Draft): string[] {
  if (draft.dayType === 'idle') return [];
  const { photo } = draft.challenge ?? {};
  const own = linesSent(draft).flatMap((line) => linePhotos(draft, line));
  return [...new Set(photo === undefined ? own : [...own, photo])];
}

function filled<K extends string>(key: K, text: string | undefined): { [P in K]?: string } {
  const trimmed = text?.trim() ?? '';
  return (trimmed === '' ? {} : { [key]: trimmed }) as { [P in K]?: string };
}
