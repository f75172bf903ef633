import { dayOf, startOf } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { periodOf } from '#kernel/calendar/period.ts';
import type { Period } from '#kernel/calendar/period.ts';
import { isLate } from '#kernel/decide-duty.ts';
import type { Duty } from '#kernel/definition.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import { toBase64 } from '#ledger/bytes.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context, SignedIn } from '../../context.ts';
import { organisationFacts } from '../../reading/organisation-facts.ts';
import type { LoadedOrganisation } from '../../reading/organisation-facts.ts';
import { owedDays } from '../../reading/duty-months.ts';
import type { OwedDays } from '../../reading/duty-months.ts';
import { readRecords } from '../../reading/records.ts';
import type { ReadRecords } from '../../reading/records.ts';
import { filesIn } from '../entry.ts';
import { relatedProceedings } from '../../reading/related.ts';

/** The facts of a duty's turn with the organisation they were loaded for. */
export interface DutyContext {
  readonly facts: DutyFacts;
  readonly organisation: LoadedOrganisation;
}

/** What must be known of the record that is handed in. */
export interface Submitted {
  readonly input: unknown;
  readonly corrects?: string | undefined;
}

/** What the log knows of a challenge. */
export type ChallengeFacts = Pick<DutyFacts, 'head' | 'reusedFiles' | 'headBefore' | 'notPictures'>;

/** Loads what guards, effects and drafts of a duty may know. */
export async function dutyFacts(
  tx: Tx,
  context: Context,
  who: SignedIn,
  duty: Duty,
  organisationId: string,
  from: PlainDate,
  submitted?: Submitted,
): Promise<DutyContext | undefined> {
  const now = context.now();
  const period = periodOf(duty.every, from);
  const [organisation, records, owed, proceedings, proof] = await Promise.all([
    organisationFacts(tx, organisationId, dayOf(now)),
    recordsOf(tx, context, organisationId, duty, period),
    owedOf(tx, context, organisationId, duty, period),
    readsProceedings(duty, submitted) ? relatedProceedings(tx, organisationId, period, now) : [],
    challengeFacts(tx, duty, from, submitted),
  ]);
  if (organisation === undefined) return undefined;
  const turn = { who, duty, from, now };
  return {
    organisation,
    facts: factsOf(context, turn, { organisation, records, owed, proceedings, proof }),
  };
}

/** What was loaded for one turn. */
export interface Loaded {
  readonly organisation: LoadedOrganisation;
  readonly records: ReadRecords;
  readonly owed: OwedDays;
  readonly proceedings: DutyFacts['proceedings'];
  readonly proof: ChallengeFacts;
}

/** Puts together what the rules may know of one turn of a duty. */
export function factsOf(
  context: Context,
  { who, duty, from, now }: { who: SignedIn; duty: Duty; from: PlainDate; now: Instant },
  { organisation, records, owed, proceedings, proof }: Loaded,
): DutyFacts {
  const today = dayOf(now);
  const { to } = periodOf(duty.every, from);
  const all = (id: string) => records.get(id) ?? [];
  return {
    now,
    today,
    actor: who.actor,
    organisation: organisation.facts,
    period: { from, to },
    late: isLate(duty, from, now),
    calendar: context.law.calendar,
    latest: (id) => all(id).at(-1),
    records: (id) => (isVersions(context, id, today) ? all(id) : within(all(id), { from, to })),
    owed: (id) => owed.get(id) ?? [],
    proceedings,
    ...proof,
  };
}

/** Whether a book holds versions: of these the latest twenty are read, of everything else also all of the period. */
export function isVersions({ law }: Context, id: string, day: PlainDate): boolean {
  return law.book(id, day)?.holds === 'versions';
}

async function recordsOf(
  tx: Tx,
  context: Context,
  organisation: string,
  { reads = [] }: Duty,
  period: Period,
): Promise<ReadRecords> {
  const versions = reads.filter((id) => isVersions(context, id, period.to));
  const others = reads.filter((id) => !versions.includes(id));
  const found = await Promise.all([
    readRecords(tx, organisation, versions),
    readRecords(tx, organisation, others, period),
  ]);
  return new Map(found.flatMap((records) => [...records]));
}

/** What was owed of the duties that a duty reads; most read none, and nothing is asked for them. */
async function owedOf(
  tx: Tx,
  { law }: Context,
  organisation: string,
  { reads = [] }: Duty,
  period: Period,
): Promise<OwedDays> {
  const duties = reads.filter((id) => law.duty(id, period.to) !== undefined);
  return duties.length === 0 ? new Map() : owedDays(tx, organisation, duties, period);
}

/** Drafts read what is open; so do corrections, which open nothing a second time. A first record comes before all. */
function readsProceedings(duty: Duty, submitted: Submitted | undefined): boolean {
  if (submitted === undefined || duty.draft !== undefined) return duty.draft !== undefined;
  return duty.then !== undefined && submitted.corrects !== undefined;
}

/** Size of the tree head that a submitted challenge names. */
export function namedHead({ challenge }: Duty, input: unknown): number | null {
  if (challenge === undefined) return null;
  const named = (input as Record<string, { checkpointSize?: unknown } | undefined> | null)?.[
    challenge
  ];
  return Number.isSafeInteger(named?.checkpointSize) ? (named?.checkpointSize as number) : null;
}

/** The tree head that a challenge names, and which of the input's files were handed in before or are no pictures. */
async function challengeFacts(
  tx: Tx,
  duty: Duty,
  from: PlainDate,
  submitted: Submitted | undefined,
): Promise<ChallengeFacts> {
  if (duty.challenge === undefined) return {};
  const [row] = await tx.rows<ChallengeRow>(selectChallenge, [
    namedHead(duty, submitted?.input),
    filesIn(submitted?.input),
    submitted?.corrects ?? '00000000-0000-0000-0000-000000000000',
    startOf(from),
  ]);
  const { size, root, at, before, reused, papers } = row!;
  return {
    head: size === null ? undefined : { size, root: toBase64(root), at },
    headBefore: before ?? undefined,
    reusedFiles: reused,
    notPictures: papers,
  };
}

interface ChallengeRow {
  size: number | null;
  root: Uint8Array;
  at: Instant;
  before: number | null;
  reused: string[];
  papers: string[];
}

// An amended record may name again the photos of the one that it corrects.
const selectChallenge = `select c.size, c.root, c.at,
  (select b.size from checkpoint b where b.at < $4 order by b.at desc limit 1) as before,
  array(select f.hash from unnest($2::text[]) as f (hash) where file_was_used(f.hash, $3)) as reused,
  array(select distinct f.hash from file f where f.hash = any ($2::text[]) and f.type not like 'image/%') as papers
  from (select) as always left join checkpoint c on c.size = $1`;

function within(records: ReturnType<DutyFacts['records']>, { from, to }: Period) {
  return records.filter((record) => {
    const day = record.period ?? dayOf(record.at);
    return from <= day && day <= to;
  });
}
