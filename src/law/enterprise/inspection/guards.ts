import { epochMs } from '#kernel/calendar/plain-date.ts';
import type { DutyFacts, RecordFacts } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import { lotName } from '../lots/guards.ts';
import { laboratoryDefect } from '../laboratory/standing.ts';
import type { LaboratoryUse } from '../laboratory/standing.ts';
import { severities } from './form.ts';
import type { stages } from './form.ts';
import { standingOf } from './history.ts';
import { outcomeOf } from './outcome.ts';
import type { Outcome, PlanRules, Scheme } from './outcome.ts';
import type { Measured } from './values.ts';

/** An inspection record as the guards of all three stages see it. */
export interface Inspection extends LaboratoryUse {
  readonly plan: string;
  readonly productName: string;
  readonly supplier?: string | undefined;
  readonly batch: string;
  readonly lot?: string | undefined;
  readonly lotSize: number;
  readonly attempt: 'first' | 'retest';
  readonly retestOf?: string | undefined;
  readonly cause?: string | undefined;
  readonly testedOn: string;
  readonly scheme?: Scheme | undefined;
  readonly first: readonly Measured[];
  readonly second?: readonly Measured[] | undefined;
  readonly outcome: Outcome;
  readonly inspector: string;
  readonly signatory: string;
}

/** What an inspection plan says, as the book keeps it. */
export type PlanInput = PlanRules & {
  readonly number: string;
  readonly stage: keyof typeof stages;
  readonly productName: string;
};

/**
 * Refuses an inspection that doesn't follow its plan, wasn't tested by able means, or whose outcome isn't the one that
 * its values give. @param book the record's own book.
 */
export function checkInspection(
  facts: DutyFacts,
  input: Inspection,
  book: string,
  stage: keyof typeof stages,
): string | undefined {
  const plan = planOf(facts, input, stage);
  if (typeof plan === 'string') return plan;
  if (input.testedOn > facts.today) return '检验日期不能晚于今天。';
  return (
    checkPeople(facts, input) ??
    lotDefect(facts, input, stage) ??
    checkAttempt(facts.records(book), input) ??
    (isSameLaboratory(facts, input) ? undefined : laboratoryDefect(facts, input, plan.items)) ??
    checkOutcome(facts, input, book, plan)
  );
}

/** The plan that a record names, where it is the one that stands; otherwise why not. */
function planOf(
  facts: DutyFacts,
  input: Inspection,
  stage: keyof typeof stages,
): PlanInput | string {
  const all = facts.records('inspection-plan');
  const named = all.find(({ entry }) => entry === input.plan);
  if (named === undefined) return '所选检验方案不是本单位的方案。';
  const plan = named.input as unknown as PlanInput;
  const latest = all.findLast((one) => one.input['number'] === plan.number);
  // A slip of the pen is put right under the plan that the lot was inspected by.
  const isAsBefore = facts.corrected?.input['plan'] === input.plan;
  if (latest !== named && !isAsBefore) return `检验方案${plan.number}已有新版本，请按新版本检验。`;
  if (plan.stage !== stage) return `检验方案${plan.number}不是用于这一环节的。`;
  return plan.productName === input.productName
    ? plan
    : `检验方案${plan.number}用于“${plan.productName}”，与产品名称不一致。`;
}

/** Means that were in order when the lot was tested need not be so when a slip in its record is put right. */
function isSameLaboratory({ corrected }: DutyFacts, input: Inspection): boolean {
  const means = (one: unknown) => {
    const { laboratory, equipment, entrusted, testedOn } = one as Inspection;
    return JSON.stringify([laboratory, equipment, entrusted?.body, testedOn]);
  };
  return corrected !== undefined && means(corrected.input) === means(input);
}

/** Who signs is somebody else than who tests and who enters the record. */
function checkPeople(facts: DutyFacts, { inspector, signatory }: Inspection): string | undefined {
  return signatory === inspector || signatory === facts.actor.account
    ? '签发人应当是检验人、记录人以外的人员。'
    : undefined;
}

/**
 * A record that names a lot of the platform is about that one: the number is the lot's, and what the house made itself is
 * inspected under the name that it gave it; a supplier may call its goods otherwise.
 */
function lotDefect(
  facts: DutyFacts,
  { lot, batch, productName }: Inspection,
  stage: keyof typeof stages,
): string | undefined {
  if (lot === undefined) {
    // What it kept back would be let go without anybody having said that the lot is good.
    return facts.corrected?.input['lot'] === undefined
      ? undefined
      : '原记录列入了平台批次，更正时也应选择批次。';
  }
  const held = facts.lots?.find(({ id }) => id === lot);
  if (held === undefined) return '所选批次不在本单位持有的批次中，请重新选择。';
  if (held.own !== (stage !== 'incoming')) {
    return held.own
      ? `${lotName(held)}是本单位生产的，不做进货检验。`
      : `${lotName(held)}不是本单位生产的，不做过程检验和出厂检验。`;
  }
  if (held.number !== batch) return `所选批次的批号是${held.number}，与生产批号${batch}不一致。`;
  return held.own && held.product !== productName
    ? `${lotName(held)}与产品名称“${productName}”不一致，请重新选择批次。`
    : undefined;
}

/** A first inspection comes once for a batch, a retest stands beside the one it was asked for. */
function checkAttempt(
  former: readonly RecordFacts[],
  { attempt, batch, lot, productName, supplier, retestOf, cause }: Inspection,
): string | undefined {
  // Two lots may bear one number; a record from before lots could be named may be about either.
  const isSame = ({ input }: RecordFacts) =>
    input['batch'] === batch &&
    input['productName'] === productName &&
    input['supplier'] === supplier &&
    (lot === undefined || input['lot'] === undefined || input['lot'] === lot);
  if (attempt === 'first') {
    if (retestOf !== undefined || cause !== undefined) return '首次检验不填写复验内容。';
    return former.some(isSame)
      ? `批号${batch}已有检验记录；再次检验的请登记为复验，填写有误的请更正原记录。`
      : undefined;
  }
  if (retestOf === undefined || cause === undefined) return '复验的，请选择原检验记录并写明原因。';
  const before = former.find(({ entry }) => entry === retestOf);
  return before === undefined || !isSame(before)
    ? '复验针对的记录不是这一批的检验记录。'
    : undefined;
}

/** The outcome follows from plan, history and values; what was handed in must be just that. */
function checkOutcome(
  facts: DutyFacts,
  input: Inspection,
  book: string,
  plan: PlanInput,
): string | undefined {
  const own = plan.sampling === 'aql' ? plan.scheme : undefined;
  if (!isSame(own, input.scheme)) return '抽样的检验水平和AQL应与检验方案一致。';
  let severity: keyof typeof severities = 'normal';
  if (own !== undefined) {
    const standing = standingOf(
      { productName: input.productName, supplier: input.supplier, scheme: own },
      asOf(facts, facts.records(book)),
      asOf(facts, facts.records('sampling-decision')).filter((one) => one.input['book'] === book),
    );
    if (standing.severity === 'discontinued') {
      return '加严检验已累计五批不接收，抽样检验暂停；采取措施并由负责人决定恢复后再检验。';
    }
    severity = standing.severity;
  }
  const outcome = outcomeOf(plan, input, severity);
  if (typeof outcome === 'string') return outcome;
  return isSame(outcome, input.outcome) ? undefined : `判定应为：${outcomeText(outcome)}。`;
}

/** What had been recorded when the lot was inspected: all of it, or for a correction what came before. */
export function asOf(
  { corrected }: Pick<DutyFacts, 'corrected'>,
  records: readonly RecordFacts[],
): readonly RecordFacts[] {
  if (corrected === undefined) return records;
  const until = epochMs(corrected.at);
  return records.filter(({ at }) => epochMs(at) < until);
}

/** An outcome in one sentence. */
export function outcomeText(outcome: Outcome): string {
  const { severity, sampleSize, accept, reject, found, verdict } = outcome;
  const how = severity === undefined ? '' : `${severities[severity]}，`;
  const said = verdict === 'pass' ? '合格' : '不合格';
  return `${how}样本量${sampleSize}，Ac ${accept}，Re ${reject}，发现${found}，${said}`;
}

function isSame(one: object | undefined, other: object | undefined): boolean {
  const plain = (value: object | undefined) => {
    const members = Object.entries((value ?? {}) as JsonObject);
    const said = members.filter(([, own]) => own !== undefined);
    return JSON.stringify(said.sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  return plain(one) === plain(other);
}
