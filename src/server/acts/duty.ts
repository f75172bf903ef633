import { dayOf, startOf } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { decideDuty, isLate, isOwed } from '#kernel/decide-duty.ts';
import type { Duty } from '#kernel/definition.ts';
import { definitionHash } from '#kernel/derive/hash.ts';
import type { Effect } from '#kernel/effect.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import { periodOf, slotOf } from '#kernel/calendar/period.ts';
import type { Period } from '#kernel/calendar/period.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { toBase64 } from '#ledger/bytes.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context, SignedIn } from '../context.ts';
import { carryOut } from './effects.ts';
import { checkFirstCorrection } from './correction.ts';
import { filesIn, writeEntry } from './entry.ts';
import type { Entry } from './entry.ts';
import type { Receipt } from './present.ts';
import { checkEntryId } from './entry-id.ts';
import { organisationFacts } from '../reading/organisation-facts.ts';
import type { LoadedOrganisation } from '../reading/organisation-facts.ts';
import { readRecords } from '../reading/records.ts';
import type { ReadRecords } from '../reading/records.ts';
import { relatedProceedings } from './related.ts';
import { openWithin } from './proceeding.ts';
import { checkPicked } from './picked.ts';
import { Refused, replayed, submitOnce } from './replayed.ts';

/** The record of one turn of a duty as it was submitted. */
export interface DutyRecordRequest {
  readonly id: string;
  readonly period: PlainDate;
  /** Hash of the form that was filled in; absent for systems that always send the current one. */
  readonly form?: string | undefined;
  readonly clientAt?: Instant | undefined;
  readonly reason?: string | undefined;
  readonly corrects?: string | undefined;
  readonly input: unknown;
}

/** Keeps the record of a duty's turn, in one transaction with its bitmap, its effects and its place in the log. */
export async function submitDutyRecord(
  context: Context,
  who: SignedIn,
  dutyId: string,
  request: DutyRecordRequest,
  raw: Uint8Array,
): Promise<Receipt | Refusal> {
  const skew = checkEntryId(request.id, context.now());
  if (skew !== undefined) return skew;
  return submitOnce(context, who, request.id, raw, async (tx) => {
    const asked = checkRequest(context, who, dutyId, request);
    // First of all: what was accepted once stays accepted, also where the form has changed since.
    const [before, loaded] = await Promise.all([
      replayed(tx, request.id, who.account.id, raw),
      asked.ok
        ? dutyFacts(tx, context, who, asked.duty, asked.organisation, request.period, request)
        : undefined,
    ]);
    if (before !== undefined) return before;
    if (!asked.ok) return asked;
    if (loaded === undefined) return refuse('not-found', '没有找到您的单位。', asked.duty.basis);
    return recordWithin(tx, context, who, asked.duty, request, raw, loaded);
  });
}

function checkRequest(
  context: Context,
  who: SignedIn,
  dutyId: string,
  { period, form }: DutyRecordRequest,
): { readonly ok: true; readonly duty: Duty; readonly organisation: string } | Refusal {
  const duty = context.law.duty(dutyId, period);
  if (duty === undefined)
    return refuse('unknown-definition', '没有这项责任事项，或者当日尚未施行。');
  if (form !== undefined && form !== definitionHash(duty)) {
    return refuse('form-version', '表单已经更新，请刷新后按新表单重新填写。', duty.basis);
  }
  const { organisation } = who.actor;
  if (organisation === undefined) return refuse('not-entitled', '您不在任何单位任职。', duty.basis);
  return { ok: true, duty, organisation };
}

async function recordWithin(
  tx: Tx,
  context: Context,
  who: SignedIn,
  duty: Duty,
  request: DutyRecordRequest,
  raw: Uint8Array,
  { facts, organisation }: DutyContext,
): Promise<Receipt | Refusal> {
  const { reason, input, corrects } = request;
  const amends = corrects !== undefined;
  const decision = decideDuty({ duty, facts, actor: who.actor, input, reason, amends });
  if (!decision.ok) return decision;
  const entry: Entry = {
    id: request.id,
    organisation: facts.organisation.id,
    region: facts.organisation.region,
    domains: organisation.domains,
    kind: 'duty',
    definition: duty.id,
    definitionHash: definitionHash(duty),
    act: amends ? 'amend' : 'record',
    period: request.period,
    corrects,
    at: facts.now,
    clientAt: request.clientAt,
    late: facts.late,
    lateReason: facts.late || amends ? reason?.trim() : undefined,
    by: actorOf(who),
    input: decision.input,
  };
  const owed = isOwed(duty, facts.organisation, request.period);
  // All of it leaves in one packet; where one part objects, the others are undone.
  const [wrong, again, marked, receipt] = await Promise.all([
    checkPicked(tx, duty.form, decision.input, duty.basis),
    checkFirstCorrection(tx, { ...entry, basis: duty.basis }),
    markPeriod(tx, duty, entry, decision.effects, owed),
    writeEntry(tx, entry, raw),
  ]);
  const objection = wrong ?? again ?? marked;
  if (objection !== undefined) throw new Refused(objection);
  const refusal = await carryOut(
    tx,
    context,
    who,
    decision.effects,
    {
      entry,
      seats: [],
      subject: facts.organisation.id,
      proceeding: undefined,
    },
    openWithin,
  );
  if (refusal !== undefined) throw new Refused(refusal);
  return receipt;
}

/** Sets the period's bits; the row's own lock makes two records of one period take turns, and the second is refused. */
async function markPeriod(
  tx: Tx,
  duty: Duty,
  entry: Entry,
  effects: readonly Effect[],
  owed: boolean,
): Promise<Refusal | undefined> {
  const { month, bit } = slotOf(entry.period!);
  const mask = (1 << bit) | 0;
  const has = (mark: string) =>
    effects.some((effect) => effect.do === 'mark' && effect.mark === mark);
  const amends = entry.corrects !== undefined;
  const changed = await tx.rows(amends ? amendMark : newMark, [
    entry.organisation,
    duty.id,
    month,
    entry.region,
    entry.domains,
    owed ? mask : 0,
    mask,
    entry.late && !amends ? mask : 0,
    has('finding') ? mask : 0,
    has('idle') ? mask : 0,
    ...(amends ? [entry.corrects, entry.period] : []),
  ]);
  if (changed.length > 0) return undefined;
  const sentence = amends
    ? '没有找到要更正的记录。'
    : `${entry.period}的《${duty.record.replace(/[《》]/g, '')}》已经提交，如需修改请使用更正。`;
  return refuse(amends ? 'not-found' : 'already-done', sentence, duty.basis);
}

const newMark = `insert into duty_month as d (organisation_id, duty, month, region, domains, expected, done, late, finding, idle)
values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)
on conflict (organisation_id, duty, month) do update set
  expected = d.expected | excluded.expected, done = d.done | excluded.done, late = d.late | excluded.late,
  finding = d.finding | excluded.finding, idle = d.idle | excluded.idle
where d.done & excluded.done = 0 returning 1`;

// An amendment never takes a finding away from the count: what was found was found.
const amendMark = `update duty_month d set finding = d.finding | $9::int, idle = (d.idle & ~$7::int) | $10::int
where d.organisation_id = $1 and d.duty = $2 and d.month = $3 and d.done & $7::int <> 0
  and ($4::int, $5::int, $6::int, $8::int) is not null
  and exists (select from entry e where e.organisation_id = $1 and e.id = $11 and e.definition = $2 and e.period = $12)
returning 1`;

/** The facts of a duty's turn with the organisation they were loaded for. */
export interface DutyContext {
  readonly facts: DutyFacts;
  readonly organisation: LoadedOrganisation;
}

/** Loads what guards, effects and drafts of a duty may know. */
export async function dutyFacts(
  tx: Tx,
  context: Context,
  who: SignedIn,
  duty: Duty,
  organisationId: string,
  from: PlainDate,
  request?: Pick<DutyRecordRequest, 'input' | 'corrects'>,
): Promise<DutyContext | undefined> {
  const now = context.now();
  const today = dayOf(now);
  const period = periodOf(duty.every, from);
  const [organisation, records, proceedings, proof] = await Promise.all([
    organisationFacts(tx, organisationId, today),
    recordsOf(tx, context, organisationId, duty, period),
    needsRelated(duty) ? relatedProceedings(tx, organisationId, period, now) : [],
    challengeFacts(tx, duty, from, request?.input, request?.corrects),
  ]);
  if (organisation === undefined) return undefined;
  const inPeriod = (id: string) => records.get(id) ?? [];
  return {
    organisation,
    facts: {
      now,
      today,
      actor: who.actor,
      organisation: organisation.facts,
      period: { from, to: period.to },
      late: isLate(duty, from, now),
      calendar: context.law.calendar,
      latest: (id) => inPeriod(id).at(-1),
      records: (id) => within(context, id, inPeriod(id), period, today),
      proceedings,
      ...proof,
    },
  };
}

/** What the duty reads: of books of versions the latest twenty, of everything else also all of the period. */
async function recordsOf(
  tx: Tx,
  { law }: Context,
  organisation: string,
  { reads = [] }: Duty,
  period: Period,
): Promise<ReadRecords> {
  const isVersions = (id: string) => law.book(id, period.to)?.holds === 'versions';
  const [versions, others] = await Promise.all([
    readRecords(tx, organisation, reads.filter(isVersions)),
    readRecords(
      tx,
      organisation,
      reads.filter((id) => !isVersions(id)),
      period,
    ),
  ]);
  return new Map([...versions, ...others]);
}

/** Drafts and duties that open proceedings read what is already open. */
function needsRelated(duty: Duty): boolean {
  return duty.draft !== undefined || duty.then !== undefined;
}

/** The tree head that a challenge names, and which of the input's files were handed in before. */
async function challengeFacts(
  tx: Tx,
  duty: Duty,
  from: PlainDate,
  input: unknown,
  corrects: string | undefined,
): Promise<Pick<DutyFacts, 'head' | 'reusedFiles' | 'headBefore'>> {
  if (duty.challenge === undefined) return {};
  const named = (input as Record<string, { checkpointSize?: unknown } | undefined> | null)?.[
    duty.challenge
  ];
  const size = Number.isSafeInteger(named?.checkpointSize) ? named?.checkpointSize : null;
  const [row] = await tx.rows<ChallengeRow>(selectChallenge, [
    size,
    filesIn(input),
    corrects ?? '00000000-0000-0000-0000-000000000000',
    startOf(from),
  ]);
  const found = row!;
  return {
    head:
      found.size === null
        ? undefined
        : { size: found.size, root: toBase64(found.root), at: found.at },
    headBefore: found.before ?? undefined,
    reusedFiles: found.reused,
  };
}

interface ChallengeRow {
  size: number | null;
  root: Uint8Array;
  at: Instant;
  before: number | null;
  reused: string[];
}

// An amended record may name again the photos of the one that it corrects.
const selectChallenge = `select c.size, c.root, c.at,
  (select b.size from checkpoint b where b.at < $4 order by b.at desc limit 1) as before,
  array(select f.hash from unnest($2::text[]) as f (hash) where file_was_used(f.hash, $3)) as reused
  from (select) as always left join checkpoint c on c.size = $1`;
/** Of a book of versions all; of everything else what falls into the period. */
function within(
  context: Context,
  id: string,
  records: ReturnType<DutyFacts['records']>,
  period: { from: PlainDate; to: PlainDate },
  today: PlainDate,
) {
  if (context.law.book(id, today)?.holds === 'versions') return records;
  return records.filter((record) => {
    const day = record.period ?? dayOf(record.at);
    return period.from <= day && day <= period.to;
  });
}

/** The person behind an entry, as it is written down. */
export function actorOf(who: SignedIn): Entry['by'] {
  const { account, organisation, posts } = who.actor;
  return { account, posts, ...(organisation === undefined ? {} : { organisation }) };
}
