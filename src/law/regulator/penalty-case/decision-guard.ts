import type { ProceedingFacts } from '#kernel/facts.ts';
import { amountOf, discretionOf, discretions, fineBounds, yuanText } from './amount/amount.ts';
import type { PenaltyGround } from './amount/bands.ts';
import { needsLegalReview } from './review.ts';

/** What a decision says about the sums. */
interface Sums {
  readonly decision: string;
  readonly grounds: readonly PenaltyGround[];
  readonly kinds: readonly string[];
  readonly goodsValueYuan: string;
  readonly illegalGainYuan: string;
  readonly amountYuan: string;
  readonly confiscationYuan: string;
  readonly discretion: string;
  readonly mitigation?: string | undefined;
  readonly seriousCircumstances: boolean;
}

/** Why a penalty may not be decided in this way; undefined where it may. */
export function checkDecision(facts: ProceedingFacts, input: Sums): string | undefined {
  return (
    checkDiscussed(facts, input) ??
    checkKinds(input) ??
    checkNotHeavier(facts, input) ??
    checkBand(input)
  );
}

/** What needed a legal review, and whatever is grave, is decided after a discussion (order-2/60). */
function checkDiscussed(facts: ProceedingFacts, input: Sums): string | undefined {
  const isGrave =
    input.seriousCircumstances || needsLegalReview(facts) || facts.all('holdHearing').length > 0;
  return isGrave && facts.last('discuss') === undefined
    ? '须经法制审核或者情节严重的案件，应当由负责人集体讨论决定。'
    : undefined;
}

function checkKinds({ decision, kinds, amountYuan, confiscationYuan }: Sums): string | undefined {
  const fine = amountOf(amountYuan);
  const gain = amountOf(confiscationYuan);
  if (fine < 0n || gain < 0n) return '数额不得小于零。';
  if (kinds.includes('fine') !== fine > 0n) return '处罚种类与罚款数额不一致。';
  if (kinds.includes('confiscate-gain') !== gain > 0n) return '处罚种类与没收数额不一致。';
  return (decision === 'warning') === (kinds.length === 1 && kinds[0] === 'warning')
    ? undefined
    : '决定与处罚种类不一致：仅给予警告的，不并处其他处罚。';
}

/** A defence never makes a penalty heavier; what is heavier must be told again first (order-2/58). */
function checkNotHeavier(facts: ProceedingFacts, input: Sums): string | undefined {
  const told = facts.last('notify')?.input ?? {};
  const toldKinds = [told['kinds'] ?? []].flat();
  const isHeavier =
    amountOf(input.amountYuan) > amountOf(told['amountYuan'] as string | undefined) ||
    amountOf(input.confiscationYuan) > amountOf(told['confiscationYuan'] as string | undefined) ||
    input.kinds.some((kind) => !toldKinds.includes(kind));
  return isHeavier
    ? '处罚不得重于告知的内容；不得因陈述、申辩、要求听证而加重处罚，事实有变化的须重新告知。'
    : undefined;
}

/** The fine lies within the band, or below it on a lawful ground, and the level named is the one it has. */
function checkBand(input: Sums): string | undefined {
  const fine = amountOf(input.amountYuan);
  if (!input.kinds.includes('fine')) return undefined;
  const bounds = fineBounds({
    grounds: input.grounds,
    goodsValueYuan: amountOf(input.goodsValueYuan),
    illegalGainYuan: amountOf(input.illegalGainYuan),
  });
  if (bounds === undefined) return undefined;
  const span = `${yuanText(bounds.lower)}元至${yuanText(bounds.upper)}元`;
  const level = discretionOf(fine, bounds);
  if (level === undefined) return `罚款超出法定幅度${span}，法律没有加重处罚的规定。`;
  if (level === 'mitigated' && input.mitigation === undefined) {
    return `罚款低于法定幅度${span}，减轻处罚须有法定理由。`;
  }
  return level === input.discretion
    ? undefined
    : `罚款在法定幅度${span}中属于“${discretions[level]}”，与所填裁量等级不一致。`;
}
