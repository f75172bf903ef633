import { answerTo, drawChallenge, linesOf } from './draft.ts';
import type { Answer, Draft } from './draft.ts';
import { pressesOn } from '#law/enterprise/daily/periodic.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { RiskLine, RiskList, Today } from './today.ts';

/** The lines of a day: what is due every day, and the weekly and monthly ones that the day presses for. */
export function listFor(list: NonNullable<Today['list']>, day: PlainDate): RiskList {
  const { periodic = [], ...plain } = list;
  const due = periodic
    .filter(({ every, doneOn }) => pressesOn(every, day, doneOn))
    .map((line): RiskLine => {
      const { code, keyLink, riskPoint, measure, photoRequired, every } = line;
      return { code, keyLink, riskPoint, measure, photoRequired, extra: true, due: every };
    });
  return due.length === 0 ? plain : { ...plain, items: [...plain.items, ...due] };
}

/**
 * Moves a draft to another version of the list. An answer stays where the line still says the same; a line that was
 * added or reworded is to be checked anew.
 * @returns the draft, and how many lines are open because of it.
 */
export function moveToList(
  draft: Draft,
  list: RiskList,
  today: Pick<Today, 'checkpoint'>,
): { readonly draft: Draft; readonly reopened: number } {
  const before = new Map(linesOf(draft).map((line) => [line.code, line]));
  const answers: Record<string, Answer> = {};
  for (const line of list.items) {
    if (isSame(before.get(line.code), line)) answers[line.code] = answerTo(draft, line.code);
  }
  const moved = drawChallenge({ ...draft, list, answers }, today);
  const isOpen = ({ code, due }: RiskLine) =>
    due === undefined && answers[code]?.result === undefined;
  const reopened = list.items.filter(isOpen).length;
  return { draft: moved, reopened };
}

function isSame(before: RiskLine | undefined, now: RiskLine): boolean {
  return before?.riskPoint === now.riskPoint && before.measure === now.measure;
}

/**
 * Turns a record that the server sent back into a draft that can be handed in again. Nothing was written under its
 * former id, so it gets a new one; what the refusal was about is opened again, everything else stays as it was.
 */
export function reopen(draft: Draft, refused: Draft['refused'], today: Today, id: string): Draft {
  const { refused: _, ...rest } = draft;
  const renewed: Draft = { ...rest, id, form: today.duty.form, ...(refused ? { refused } : {}) };
  switch (refused?.code) {
    case 'list-superseded':
      return today.list === undefined
        ? renewed
        : moveToList(renewed, listFor(today.list, draft.day), today).draft;
    case 'challenge-failed':
    case 'stale-photo': {
      const { challenge: dropped, ...undrawn } = renewed;
      const drawn = drawChallenge(undrawn, today);
      return drawn.challenge === undefined && dropped !== undefined ? renewed : drawn;
    }
    default:
      return renewed;
  }
}

/** A record as the server keeps it, as far as the phone reads it. */
export interface KeptRecord {
  readonly dayType?: 'production' | 'idle';
  readonly idleReason?: string;
  readonly riskList?: string;
  readonly items?: readonly (Answer & { readonly item: string })[];
  readonly remark?: string;
}

/** Fills a new draft with the record that it corrects; the drawn line must be photographed anew. */
export function fillFrom(draft: Draft, entry: string, record: KeptRecord): Draft {
  const answers: Record<string, Answer> = {};
  for (const { item, ...answer } of record.items ?? []) answers[item] = answer;
  return {
    ...draft,
    answers,
    dayType: record.dayType ?? 'production',
    idleReason: record.idleReason ?? '',
    remark: record.remark ?? '',
    corrects: entry,
  };
}

/** A line of the list as its book keeps it. */
export interface KeptLine extends RiskLine {
  readonly frequency?: string;
}

/** The lines of a version that are due every day, with those that a record answered besides. */
export function linesDue(items: readonly KeptLine[], answered: readonly string[]): RiskLine[] {
  const due = (line: KeptLine) => line.frequency === undefined || line.frequency === 'day';
  return items
    .filter((line) => due(line) || answered.includes(line.code))
    .map((line) => {
      const { code, keyLink, riskPoint, measure, photoRequired } = line;
      const plain = { code, keyLink, riskPoint, measure, photoRequired: photoRequired === true };
      return due(line) ? plain : { ...plain, extra: true as const };
    });
}
