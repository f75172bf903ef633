import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { deadlinesOf } from '#kernel/due.ts';
import { proceedingFacts } from '#kernel/facts.ts';
import { stateBefore } from '#kernel/replay.ts';
import type { Effect } from '#kernel/effect.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import type { OrganisationFacts } from '#kernel/organisation.ts';
import { canonicalJson } from '#ledger/canonical-json.ts';
import type { Tx } from '#db/transaction.ts';
import { causedId } from '../../acts/entry-id.ts';
import type { Replay, ReplayedStep } from '../expected-proceeding.ts';
import type { Audit, Difference } from '../difference.ts';

/** An announcement as it is kept. */
export interface PublicationRow {
  id: string;
  kind: string;
  title: string;
  text: string;
  organisation_id: string | null;
  region: number;
  entry_id: string;
  at: Instant;
  key: string;
  shown_until: PlainDate | null;
  sites: string[];
  record: JsonObject;
  withdrawn_at: Instant | null;
  withdrawn_by: string | null;
  withdrawn_reason: string | null;
}

/** Announcements whose entry is neither an act of a proceeding nor a record of a book: nothing else publishes. */
export async function findStray(tx: Tx): Promise<Difference | undefined> {
  const [row] = await tx.rows<{ id: string; entry_id: string }>(
    `select p.id, p.entry_id from publication p where not exists (select from entry e
      left join proceeding c on c.id = e.proceeding_id
      where e.id = p.entry_id and (c.id is not null or e.kind = 'book')) order by p.at limit 1`,
  );
  return row && differ(row.entry_id, 'entry_id', '没有对应的记录', 'rests on no act');
}

/**
 * Works out what the acts of a proceeding published and compares it with what is shown.
 * @param names what the subject was ever called: an announcement bears the name of its day.
 */
export async function checkPublications(
  audit: Audit,
  replay: Pick<Replay, 'procedure' | 'row'>,
  steps: readonly ReplayedStep[],
  stored: readonly PublicationRow[],
  names: readonly string[],
): Promise<Difference | undefined> {
  return compareAnnouncements(await expectedOfAll(audit, replay, steps, names), stored);
}

/**
 * Compares what was to be published with what is shown.
 * @param expected each announcement in every version that would be right.
 */
export function compareAnnouncements(
  expected: readonly (readonly PublicationRow[])[],
  stored: readonly PublicationRow[],
): Difference | undefined {
  const left = new Map(stored.map((row) => [row.id, row]));
  for (const versions of expected) {
    const [{ id, entry_id: entry }] = versions as [PublicationRow];
    const found = left.get(id);
    if (found === undefined) return differ(entry, 'id', '应当公布而没有', 'is missing');
    left.delete(found.id);
    const wrong = versions.map((one) => columns.find((name) => !isSame(one[name], found[name])));
    const [column] = wrong;
    if (column === undefined || wrong.includes(undefined)) continue;
    return differ(entry, column, `的${column}被改动`, `was changed in ${column}`);
  }
  const [stray] = left.values();
  return (
    stray && differ(stray.entry_id, 'id', '不是由所列记录公布', 'does not follow from its act')
  );
}

const columns = [
  'kind',
  'title',
  'text',
  'organisation_id',
  'region',
  'at',
  'key',
  'shown_until',
  'sites',
  'record',
  'withdrawn_at',
  'withdrawn_by',
  'withdrawn_reason',
] as const;

function isSame(one: unknown, other: unknown): boolean {
  return one === other || canonicalJson(one) === canonicalJson(other);
}

/** Everything that the acts published, as later acts withdrew it; each in as many versions as the subject had names. */
async function expectedOfAll(
  audit: Audit,
  replay: Pick<Replay, 'procedure' | 'row'>,
  steps: readonly ReplayedStep[],
  names: readonly string[],
): Promise<readonly (readonly PublicationRow[])[]> {
  const all: PublicationRow[][] = [];
  for (const step of steps) {
    const versions = effectsOf(audit, replay, step, names);
    all.push(...publishedBy(step, replay.row.organisation_id, versions));
    for (const effect of versions[0] ?? []) {
      if (effect.do === 'withdraw') withdraw(all.flat(), step, effect);
    }
  }
  return all;
}

/** The shell's rule: of what the case published under a key, whatever still stands goes. */
function withdraw(
  rows: readonly PublicationRow[],
  { act }: ReplayedStep,
  { key, reason }: Extract<Effect, { do: 'withdraw' }>,
): void {
  for (const row of rows) {
    if (row.key !== key || row.withdrawn_at !== null) continue;
    row.withdrawn_at = act.at;
    row.withdrawn_by = act.entry;
    row.withdrawn_reason = reason;
  }
}

/** What follows from an act, under each name that the subject had. */
export function effectsOf(
  { law }: Audit,
  { procedure, row }: Pick<Replay, 'procedure' | 'row'>,
  { act, before }: ReplayedStep,
  names: readonly string[],
  lots: readonly LotFacts[] = [],
): (readonly Effect[])[] {
  const { then } = procedure.acts[act.act] ?? {};
  if (then === undefined) return [];
  const { calendar } = law;
  const clocks = deadlinesOf(procedure, before.history, calendar, act.at, before.seats);
  const subject = row.organisation_id;
  return (subject === null ? [undefined] : names).map((name) =>
    then(
      proceedingFacts({
        now: act.at,
        today: dayOf(act.at),
        actor: act.by,
        state: before.state,
        seats: before.seats,
        subject: subject === null ? undefined : subjectNamed(subject, name ?? '', row.region),
        history: before.history,
        before: (earlier) => stateBefore(procedure, before.history, earlier),
        clocks,
        lots,
      }),
      act.input,
    ),
  );
}

/** What one entry publishes, in every version of its effects. */
export function publishedBy(
  { act }: { readonly act: Pick<ReplayedStep['act'], 'entry' | 'at' | 'region'> },
  subject: string | null,
  versions: readonly (readonly Effect[])[],
): PublicationRow[][] {
  const found: PublicationRow[][] = [];
  for (const [index, effect] of (versions[0] ?? []).entries()) {
    if (effect.do !== 'publish') continue;
    const id = causedId(act.entry, `publish:${index}`);
    const rows = versions.flatMap((effects): PublicationRow[] => {
      const one = effects[index];
      if (one?.do !== 'publish') return [];
      const { kind, title, text, key = kind, until = null, sites = [], record = {} } = one;
      return [
        {
          id,
          kind,
          title,
          text,
          organisation_id: subject,
          region: act.region,
          entry_id: act.entry,
          at: act.at,
          key,
          shown_until: until,
          sites: [...sites],
          record,
          withdrawn_at: null,
          withdrawn_by: null,
          withdrawn_reason: null,
        },
      ];
    });
    found.push(rows);
  }
  return found;
}

function subjectNamed(id: string, name: string, region: number): OrganisationFacts {
  return { id, kind: 'enterprise', name, region, productClasses: [], filledPosts: [] };
}

function differ(entry: string, column: string, zh: string, en: string): Difference {
  return {
    check: 'proceedings',
    table: 'publication',
    column,
    entry,
    zh: `记录${entry}的公开信息${zh}。`,
    en: `the announcement of entry ${entry} ${en}`,
  };
}
