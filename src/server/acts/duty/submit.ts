import { slotOf } from '#kernel/calendar/period.ts';
import { alreadyRecorded, decideDuty, isOwed } from '#kernel/decide-duty.ts';
import type { Duty } from '#kernel/definition.ts';
import { definitionHash } from '#kernel/derive/hash.ts';
import type { Effect } from '#kernel/effect.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context, SignedIn } from '../../context.ts';
import { carryOut } from '../effects.ts';
import { checkFirstCorrection } from '../correction.ts';
import { isPlain, recordInCrowd } from './crowd.ts';
import { writeEntry } from '../entry.ts';
import type { Entry } from '../entry.ts';
import type { Receipt } from '../present.ts';
import { checkEntryId } from '../entry-id.ts';
import { bitsOf, dutyEntry } from './entry-of.ts';
import type { DutyRecordRequest } from './entry-of.ts';
import { dutyFacts } from './facts.ts';
import type { DutyContext } from './facts.ts';
import { elsewhere } from '../proceeding.ts';
import { checkPicked } from '../picked.ts';
import { Refused, replayed, submitOnce } from '../replayed.ts';

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
  const asked = checkRequest(context, who, dutyId, request);
  if (asked.ok && isPlain(context, asked.duty, request)) {
    const receipt = await recordInCrowd(context, { who, ...asked, request, raw });
    if (receipt !== undefined) return receipt;
  }
  return submitOnce(context, who, request.id, raw, async (tx) => {
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
  loaded: DutyContext,
): Promise<Receipt | Refusal> {
  const { facts } = loaded;
  const { reason, input, corrects } = request;
  const amends = corrects !== undefined;
  // Asked only of what comes late: today's record finds out when it marks its period.
  const recorded = facts.late && !amends && (await isRecorded(tx, duty, facts));
  const decision = decideDuty({ duty, facts, actor: who.actor, input, reason, amends, recorded });
  if (!decision.ok) return decision;
  const entry = dutyEntry(who, duty, request, loaded, decision);
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
    elsewhere,
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
  const bits = bitsOf(entry, effects, owed);
  const amends = entry.corrects !== undefined;
  const changed = await tx.rows(amends ? amendMark : newMark, [
    entry.organisation,
    duty.id,
    bits.month,
    entry.region,
    entry.domains,
    bits.expected,
    bits.done,
    bits.late,
    bits.finding,
    bits.idle,
    ...(amends ? [entry.corrects, entry.period] : []),
  ]);
  if (changed.length > 0) return undefined;
  return amends
    ? refuse('not-found', '没有找到要更正的记录。', duty.basis)
    : alreadyRecorded(duty, entry.period!);
}

/** Whether the period of a record bears the mark of an earlier one. */
async function isRecorded(tx: Tx, duty: Duty, { organisation, period }: DutyFacts) {
  const { month, bit } = slotOf(period.from);
  const rows = await tx.rows(selectMark, [organisation.id, duty.id, month, (1 << bit) | 0]);
  return rows.length > 0;
}

const selectMark = `select 1 from duty_month
where organisation_id = $1 and duty = $2 and month = $3 and done & $4::int <> 0`;

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
