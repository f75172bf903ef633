import { endOf, epochMs } from '#kernel/calendar/plain-date.ts';
import { now } from '#web/kit/api/clock.ts';
import { newId } from '#web/kit/api/id.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import { progressOf } from '../day/check.ts';
import { isUntouched, newDraft } from '../day/draft.ts';
import type { Draft } from '../day/draft.ts';
import { bodyOf, kindOf, photosSent } from '../day/record.ts';
import { fillFrom, linesDue, listFor, moveToList, reopen } from '../day/renew.ts';
import type { KeptLine, KeptRecord } from '../day/renew.ts';
import type { RiskList, Today } from '../day/today.ts';
import { ask } from '../send/ask.ts';
import { announce } from '../store/announce.ts';
import { dropDraft, dropParcel, handIn, openDraft, saveDraft, takeBack } from '../store/drafts.ts';
import type { Parcel } from '../store/drafts.ts';
import { push, refresh, reload } from './load.ts';
import { go } from './route.ts';
import { change, current, dayNow, toast } from './state.ts';
import { unsaved } from './unsaved.ts';

const saveAfterMs = 200;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Opens the draft of a day, or begins it. */
export async function openDay(day: string): Promise<void> {
  const { person, kept, drafts } = current();
  if (person === undefined || kept === undefined) return;
  const known = drafts.find((draft) => draft.day === day);
  const { today } = kept;
  const list = await listOn(today, day);
  const fresh = () =>
    newDraft({ id: newId(epochMs(now())), account: person.account, today, day, list });
  if (known === undefined) await openDraft(fresh());
  else if (isUntouched(known) && list !== undefined && known.list?.record !== list.record) {
    await saveDraft({ ...moveToList(known, list, today).draft, form: today.duty.form });
  }
  await reload();
}

/**
 * Changes the draft of a day, on the screen at once and on the phone a moment later.
 * @param revise gets the draft as it is by then: a photo may be ready only after more was typed.
 */
export function edit(day: string, revise: (draft: Draft) => Draft): void {
  const { drafts } = current();
  const draft = drafts.find((one) => one.day === day);
  if (draft === undefined) return;
  const revised = revise(draft);
  change({ drafts: [...drafts.filter((other) => other.day !== day), revised] });
  unsaved.add(revised);
  clearTimeout(timer);
  timer = setTimeout(() => void saveNow(), saveAfterMs);
}

/** Writes unsaved changes to the phone; called also when the page goes out of sight. */
export async function saveNow(): Promise<void> {
  const changed = [...unsaved.values()];
  try {
    for (const draft of changed) {
      await saveDraft(draft);
      unsaved.settle(draft);
    }
  } catch (error) {
    toast(fullSentence(error));
  }
  if (changed.length > 0) announce();
}

/** What to say when the phone did not keep something. @throws the error where it is none of the store's. */
export function fullSentence(error: unknown): string {
  if (!(error instanceof DOMException)) throw error;
  return '手机存储空间不足，内容没有保存。请清理空间后再试，暂时不要关闭本页。';
}

/** Hands a draft in: from now on the phone keeps sending it until the receipt is there. */
export async function submit(day: string): Promise<void> {
  await saveNow();
  const { person, drafts } = current();
  const draft = drafts.find((one) => one.day === day);
  if (person === undefined || draft === undefined) return;
  const { findings, answered } = progressOf(draft);
  const kind = kindOf(draft);
  const parcel: Parcel = {
    id: draft.id,
    account: draft.account,
    person: person.name,
    day: draft.day,
    kind,
    findings: kind === 'idle' ? 0 : findings,
    lines: kind === 'idle' ? 0 : answered,
    body: bodyOf(draft, new Date().toISOString()),
    photos: photosSent(draft),
    uploaded: [],
    draft,
    handedInAt: now(),
    tries: 0,
  };
  const isFirst = await handIn(parcel);
  if (!isFirst) toast('这份记录已在另一个窗口提交。');
  announce();
  await reload();
  go(`/done/${draft.id}`, { replace: true });
  await push();
}

/** Throws a draft away. */
export async function discard(draft: Draft): Promise<void> {
  unsaved.drop(draft.day);
  await dropDraft(draft);
  announce();
  await reload();
}

/** Throws a refused record away. */
export async function discardParcel(id: string): Promise<void> {
  await dropParcel(id);
  announce();
  await reload();
}

/** Opens a refused record again with all that was filled in, under today's list, form and draw. */
export async function mend(parcel: Parcel, corrects?: string): Promise<void> {
  await refresh();
  const { kept } = current();
  if (kept === undefined) return;
  const opened = reopen(parcel.draft, parcel.refused, kept.today, newId(epochMs(now())));
  await takeBack(parcel, corrects === undefined ? opened : { ...opened, corrects });
  announce();
  await reload();
  go(`/day/${parcel.day}`, { replace: true });
}

/** Begins the correction of a record that the server has. */
export async function correct(entry: PresentedEntry): Promise<void> {
  const { person, kept } = current();
  const day = entry.period;
  if (person === undefined || kept === undefined || day === undefined) return;
  const record = entry.input as KeptRecord;
  const answered = (record.items ?? []).map(({ item }) => item);
  const { today } = kept;
  const list =
    (record.riskList === undefined ? undefined : await listVersion(record.riskList, answered)) ??
    (await listOn(today, day));
  const start = { id: newId(epochMs(now())), account: person.account, today, day, list };
  const begun = current().drafts.find((draft) => draft.corrects === entry.id);
  if (begun === undefined) await saveDraft(fillFrom(newDraft(start), entry.id, record));
  announce();
  await reload();
  go(`/day/${day}`);
}

/** The version of the list that was valid on a day: for today the one that the phone has. */
async function listOn(today: Today, day: string): Promise<RiskList | undefined> {
  const list = today.list && listFor(today.list, day);
  const isLater = list !== undefined && epochMs(list.at) >= epochMs(endOf(day));
  if (!isLater || day >= dayNow(current())) return list;
  const path = `/api/books/risk-control-list/records?organisation=${today.organisation.id}`;
  const answer = await ask<{ records: readonly PresentedEntry[] }>('GET', path);
  const valid = answer.ok
    ? answer.value.records.find(({ at }) => epochMs(at) < epochMs(endOf(day)))
    : undefined;
  return valid === undefined ? list : versionOf(valid, []);
}

async function listVersion(id: string, answered: readonly string[]): Promise<RiskList | undefined> {
  const answer = await ask<PresentedEntry>('GET', `/api/entries/${id}`);
  return answer.ok ? versionOf(answer.value, answered) : undefined;
}

function versionOf(entry: PresentedEntry, answered: readonly string[]): RiskList {
  const items = (entry.input['items'] ?? []) as unknown as readonly KeptLine[];
  return { record: entry.id, at: entry.at, items: linesDue(items, answered) };
}
