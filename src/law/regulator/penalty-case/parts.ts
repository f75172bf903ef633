import { defineAct } from '#kernel/definition.ts';
import type { Act } from '#kernel/definition.ts';
import type { PastFacts } from '#kernel/facts.ts';
import type { Form } from '#kernel/field.ts';
import * as field from '#kernel/field.ts';
import type { Json } from '#kernel/json.ts';
import type { RecitedAct, Recital } from '#kernel/paper/words.ts';
import { peopleIn } from '#law/day-guards.ts';

/** What the party must not read while the case runs. */
export const internal = { hiddenFrom: ['party'] };

/** States in which facts are gathered. */
export const gathering = ['verifying', 'investigating'];

/** The officers named for the case, as they stand (order-2/19). */
export function teamOf(facts: Pick<PastFacts, 'history' | 'last'>): readonly string[] {
  const naming = facts.history.findLast(
    ({ act }) => act === 'decideFiling' || act === 'changeTeam',
  );
  return peopleIn(naming, 'team');
}

/** Refuses whoever is not one of the officers of the case. */
export function notInTeam(facts: PastFacts): string | undefined {
  const team = teamOf(facts);
  return team.length === 0 || team.includes(facts.actor.account)
    ? undefined
    : '您不是本案的办案人员，由立案时指定的办案人员办理。';
}

/** Refuses an officer of the case where somebody else must look at it. */
export function isInTeam(facts: PastFacts): string | undefined {
  return teamOf(facts).includes(facts.actor.account)
    ? '您是本案的办案人员，须由另一人办理。'
    : undefined;
}

/** An act of the officers of the case; whoever is not one of them is refused first. */
export function byTeam<F extends Form>(act: Omit<Act<F>, 'by'>) {
  const { possible } = act;
  return defineAct<F>({
    ...act,
    by: ['officer'],
    possible: (past) => notInTeam(past) ?? possible?.(past),
  });
}

/** An act of the head, who must not be an officer of the case. */
export function byChief<F extends Form>(act: Omit<Act<F>, 'by'>) {
  const { possible } = act;
  return defineAct<F>({
    ...act,
    by: ['chief'],
    possible: (past) => isInTeam(past) ?? possible?.(past),
  });
}

/** Who may speak for an enterprise, a platform or a laboratory; whoever works there may read along. */
const spokespeople = ['principal', 'quality-safety-director', 'leader'] as const;

/** Refuses whoever works for the party but may not bind it; officers who write an oral statement down may. */
export function notAuthorised(facts: PastFacts): string | undefined {
  const isParty = facts.actor.organisation === facts.subject?.id;
  return isParty && !spokespeople.some((post) => facts.actor.posts.includes(post))
    ? '须由单位负责人或者质量安全总监办理。'
    : undefined;
}

/** The eight kinds of evidence (order-2/23). */
export const evidenceKinds = {
  document: '书证',
  object: '物证',
  'audio-visual': '视听资料',
  electronic: '电子数据',
  witness: '证人证言',
  statement: '当事人的陈述',
  opinion: '鉴定意见',
  record: '勘验笔录、现场笔录',
} as const;

/** Evidence item by item, with its files; all of a case's stand together as one list. */
export const evidence = field.rows(
  '证据',
  {
    kind: field.choice('证据种类', evidenceKinds),
    name: field.text('证据名称'),
    collectedOn: field.date('收集日期'),
    place: field.text('收集地点'),
    provider: field.optional(field.text('提供人', { personal: true })),
    proves: field.text('证明事项'),
    files: field.files('原件、复制件', { min: 1 }),
  },
  { gathers: '证据清单', ...internal },
);

/** The officers who were there, with the numbers of their certificates (order-2/22). */
export const officersPresent = field.rows(
  '到场执法人员',
  {
    person: field.person('执法人员', ['case-officer']),
    certificate: field.text('行政执法证号', { max: 30 }),
  },
  { min: 2, max: 10 },
);

/** Refuses an officer who is named twice. */
export function namedTwice(
  officers: readonly { readonly person: string; readonly certificate: string }[],
): string | undefined {
  const people = new Set(officers.map(({ person }) => person));
  const numbers = new Set(officers.map(({ certificate }) => certificate));
  return people.size < officers.length || numbers.size < officers.length
    ? '执法人员不得少于二人，同一人不得重复填写，证号不得相同。'
    : undefined;
}

/** Goods that are sealed, seized or kept, item by item. */
export function goodsList(label: string) {
  return field.rows(label, {
    name: field.text('名称'),
    model: field.optional(field.text('规格型号')),
    batch: field.optional(field.text('批号')),
    quantity: field.decimal('数量'),
    unit: field.text('单位', { max: 10 }),
    place: field.text('存放地点'),
  });
}

/** Days on papers that are served: who, how. */
export const serviceModes = {
  direct: '直接送达',
  post: '邮寄送达',
  electronic: '电子送达',
  left: '留置送达',
  entrusted: '委托送达',
} as const;

/** A text of an earlier form; empty where it holds none. */
export function textIn(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** A party without a seat of its own is named by the case. */
export const party: RecitedAct = {
  act: 'open',
  fields: [{ field: 'partyName', as: '当事人' }],
  ofUnregistered: true,
};

/** Whom and which case a paper is about. */
export const inCase: readonly Recital[] = [
  party,
  { act: 'decideFiling', fields: [{ field: 'caseNumber', as: '立案文号' }] },
];

/** What the officers propose at the end of their investigation, for whoever reviews and discusses it. */
export const proposal: RecitedAct = {
  act: 'endInvestigation',
  title: '调查终结报告',
  fields: ['facts', 'grounds', 'discretion', 'factors', 'kinds', 'fineYuan', 'proposal'],
};
