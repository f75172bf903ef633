import { photosPerLine } from '../photo/limits.ts';
import { progressOf } from './check.ts';
import { answerTo, linesOf } from './draft.ts';
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
    items: linesOf(draft).map((line) => rowOf(draft, line)),
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

function rowOf(draft: Draft, { code, photoRequired }: RiskLine) {
  const { result, measured, note, immediateMeasure, photos } = answerTo(draft, code);
  const drawn = draft.challenge?.item === code ? draft.challenge.photo : undefined;
  // One photo serves both where the line asks for one and was drawn as well.
  const needsDrawn = photoRequired && photos.length === 0 && result !== 'not-applicable';
  const own = needsDrawn && drawn !== undefined ? [drawn] : photos.slice(0, photosPerLine);
  const found = result === 'finding';
  return {
    item: code,
    result,
    ...filled('measured', measured),
    ...(found ? filled('note', note) : {}),
    photos: own,
    ...(found ? filled('immediateMeasure', immediateMeasure) : {}),
  };
}

function filled<K extends string>(key: K, text: string | undefined): { [P in K]?: string } {
  const trimmed = text?.trim() ?? '';
  return (trimmed === '' ? {} : { [key]: trimmed }) as { [P in K]?: string };
}
