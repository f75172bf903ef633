import { addMonths } from '#kernel/calendar/plain-date.ts';
import type { Effect } from '#kernel/effect.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { JsonObject } from '#kernel/json.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { masked, smallFine, tiers, tierTitles } from './tiers.ts';
import type { TierId } from './tiers.ts';

/** By what the announcement of a penalty is withdrawn. */
export const penaltyKey = 'penalty';

/** What is said of a decision that is to be published. */
export const decided = {
  number: field.text('行政处罚决定书文号'),
  decidedOn: field.date('处罚决定日期'),
  procedure: field.choice('适用程序', { ordinary: '普通程序', simple: '简易程序' }),
  warningOnly: field.yesNo('仅给予警告'),
  violation: field.text('违法行为类型'),
  basis: field.text('处罚依据', { max: 500 }),
  content: field.text('处罚内容', { max: 1000 }),
  amountYuan: field.optional(field.decimal('罚款金额', { unit: '元' })),
  confiscationYuan: field.optional(field.decimal('没收金额', { unit: '元' })),
  partyKind: field.choice('当事人类别', { organisation: '法人或者其他组织', person: '自然人' }),
  partyName: field.optional(
    field.text('当事人姓名或者名称', {
      personal: true,
      hint: '自然人和没有在平台登记的单位填写；平台登记的单位不填。',
    }),
  ),
  partyId: field.optional(
    field.text('自然人证件号码或者单位统一社会信用代码', { personal: true, max: 30 }),
  ),
};

/** How it is shown, and for how long. */
export const shown = {
  tier: field.choice('公示期类别', tierTitles),
  limitUntil: field.optional(field.date('限制、停产停业期满日')),
  servedOn: field.date('决定书送达日期'),
  told: field.optional(
    // The case that served the decision knows by its own acts what was told.
    field.yesNo('办案程序中已书面告知将予公示', { byEffect: true, unprinted: true }),
  ),
  proof: field.optional(
    field.files('载明处罚信息将予公示的送达回证或者送达公告', {
      min: 1,
      hint: '在本平台办理的案件由平台核对，无需上传。',
    }),
  ),
};

/** Whether it may be asked to end early, by its tier. */
export const stateOfTier = {
  small: 'fixed',
  'key-product': 'published',
  restriction: 'published',
  'long-restriction': 'fixed',
  revocation: 'fixed',
  other: 'published',
} as const;

interface Decision {
  readonly number: string;
  readonly decidedOn: string;
  readonly procedure: string;
  readonly warningOnly: boolean;
  readonly violation: string;
  readonly basis: string;
  readonly content: string;
  readonly amountYuan?: string | undefined;
  readonly confiscationYuan?: string | undefined;
  readonly partyKind: string;
  readonly partyName?: string | undefined;
  readonly partyId?: string | undefined;
}

interface Showing {
  readonly tier: TierId;
  readonly limitUntil?: string | undefined;
  readonly servedOn: string;
  readonly told?: boolean | undefined;
  readonly proof?: readonly string[] | undefined;
}

/** The decision that the proceeding is about, in whichever way it was opened. */
export function decisionOf(facts: Pick<ProceedingFacts, 'last'>): Decision {
  const opening = facts.last('open') ?? facts.last('openPublished');
  return (opening?.input ?? {}) as unknown as Decision;
}

/** What was said when it was published; undefined before. */
export function shownBy(facts: Pick<ProceedingFacts, 'last'>): JsonObject | undefined {
  return (facts.last('publish') ?? facts.last('openPublished'))?.input;
}

/** Why a decision is not published at all, or not with so little said of whom it is about. */
export function notPublishable(facts: ProceedingFacts, input: Decision): string | undefined {
  if (input.procedure === 'simple') return '适用简易程序的处罚决定不予公示。';
  if (input.warningOnly) return '仅给予警告的处罚决定不予公示。';
  const isNamed = input.partyName !== undefined && input.partyId !== undefined;
  if (input.partyKind === 'person') {
    if (!isNamed) return '自然人当事人须填写姓名和证件号码，公示时隐去证件号码。';
  } else if (facts.subject === undefined && !isNamed) {
    return '请选择当事人单位；没有在平台登记的，须填写名称和统一社会信用代码。';
  }
  return impossibleDay(facts, '处罚决定日期', input.decidedOn);
}

/** Why it may not be shown in this way. */
export function notShowable(
  facts: ProceedingFacts,
  decision: Decision,
  { tier, limitUntil, servedOn, told, proof }: Showing,
): string | undefined {
  if (told !== true && proof === undefined) {
    return '送达处罚决定书时应当书面告知当事人将予公示；请上传载明该告知的送达回证或者送达公告。';
  }
  if (tier === 'small' && !isSmall(decision)) {
    return '罚款超过单位五万元、个人五千元的，不适用三个月公示期。';
  }
  const isLimited = tier === 'restriction' || tier === 'long-restriction';
  if (isLimited !== (limitUntil !== undefined)) return '限制类处罚须填写期满日，其他处罚不填。';
  if (limitUntil !== undefined) {
    const isLong = limitUntil > addMonths(facts.today, 36);
    if (isLong !== (tier === 'long-restriction')) return '限制期是否超过三年与公示期类别不符。';
  }
  return impossibleDay(facts, '决定书送达日期', servedOn);
}

function isSmall({ partyKind, amountYuan }: Decision): boolean {
  return Number(amountYuan ?? 0) <= smallFine[partyKind === 'person' ? 'person' : 'organisation'];
}

/** The announcement, and the word to the party. */
export function published(
  facts: ProceedingFacts,
  decision: Decision,
  { tier, limitUntil }: Showing,
): readonly Effect[] {
  return [
    announcement(facts, decision, tier, limitUntil),
    { do: 'notify', to: { role: 'party' }, title: `处罚决定已公示，${tierTitles[tier]}` },
  ];
}

/** What is published of a penalty; a natural person's number is masked before it leaves the form. */
function announcement(
  facts: ProceedingFacts,
  decision: Decision,
  tier: TierId,
  limitUntil?: string,
): Effect {
  const { number, violation, content, partyKind, partyId = '' } = decision;
  const isPerson = partyKind === 'person';
  const { termMonths } = tiers[tier] as { termMonths?: number };
  const until = termMonths === undefined ? limitUntil! : addMonths(facts.today, termMonths);
  const party = (isPerson ? undefined : facts.subject?.name) ?? decision.partyName ?? '';
  const isUnknown = !isPerson && facts.subject === undefined;
  return {
    do: 'publish',
    kind: 'penalty',
    key: penaltyKey,
    title: `行政处罚决定：${party}`,
    text: `${violation}。${number}，${content}。公示至${until}。`,
    until,
    sites: ['credit-china', 'gsxt'],
    record: {
      number,
      decidedOn: decision.decidedOn,
      grounds: violation,
      basis: decision.basis,
      content,
      amountYuan: decision.amountYuan ?? '',
      confiscationYuan: decision.confiscationYuan ?? '',
      partyKind: isPerson ? '自然人' : '法人及非法人组织',
      ...(isPerson ? { party, partyId: masked(partyId) } : {}),
      ...(isUnknown ? { party, code: partyId } : {}),
    },
  };
}
