import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Objection } from '#kernel/refusal.ts';
import type { Besides } from './acts.ts';

/** What followed a check (Order 107, 10): its negative information is repaired like the penalty, and sooner where none came. */
const penalties = {
  none: '没有受到行政处罚',
  minor: '仅受到轻微行政处罚（公示期三个月）',
  ended: '受到其他行政处罚，处罚信息已停止公示',
  shown: '受到其他行政处罚，处罚信息仍在公示',
} as const;

const ended = ['stopped', 'ended', 'withdrawn'];

/** The further condition of the repair: no penalty or a minor one, or one that is shown no more. */
export const followedBy: Besides = {
  form: {
    followed: field.choice('随后的行政处罚', penalties),
    penaltyNumber: field.optional(
      field.text('行政处罚决定书文号', { hint: '因本次抽查检查受到行政处罚的填写。' }),
    ),
  },
  defect: followedDefect,
  unmet: ({ followed }) =>
    followed === 'shown'
      ? '随后受到的行政处罚不属于轻微处罚的，负面信息随处罚信息一并修复；处罚信息停止公示后方可申请。'
      : undefined,
};

function followedDefect(facts: ProceedingFacts, said: JsonObject): Objection | undefined {
  const { followed, penaltyNumber: number } = said;
  if ((followed === 'none') !== (number === undefined)) {
    return followed === 'none'
      ? '没有受到行政处罚的，不填写行政处罚决定书文号。'
      : '受到行政处罚的，请填写行政处罚决定书文号。';
  }
  const publicity = facts.related.find(
    ({ procedure, opening }) =>
      procedure === 'penalty-publicity' && opening['number'] === number && number !== undefined,
  );
  if (publicity === undefined) return undefined;
  const { state, opening } = publicity;
  const sentence = contradiction(followed, state, opening['tier']);
  return sentence === undefined ? undefined : { sentence, basis: ['order-107/10'] };
}

/** What the platform knows of the penalty must not say otherwise. */
function contradiction(
  followed: JsonObject[string] | undefined,
  state: string,
  tier: JsonObject[string] | undefined,
): string | undefined {
  if (followed === 'minor') {
    // Where it was registered first its tier is not in the opening; what may be asked to end early is no minor one.
    const isMinor = tier === undefined ? state !== 'published' : tier === 'small';
    return isMinor ? undefined : '该行政处罚的公示期不是三个月，不属于轻微处罚。';
  }
  if (followed === 'ended' && !ended.includes(state)) return '该行政处罚信息尚未停止公示。';
  return followed === 'shown' && ended.includes(state) ? '该行政处罚信息已经停止公示。' : undefined;
}
