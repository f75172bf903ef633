import { remedies } from '#law/remedies.ts';
import type { z } from 'zod';
import { calendarDays } from '#kernel/calendar/count.ts';
import { defineAct } from '#kernel/definition.ts';
import type { Deadline } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { PastFacts, ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { JsonObject } from '#kernel/json.ts';
import { numbersOf } from '#kernel/product/life.ts';
import type { Objection } from '#kernel/refusal.ts';
import { productIn, productName } from './rule.ts';

const indicator = {
  item: field.text('项目', { max: 60 }),
  kind: field.choice('类别', { functional: '功能指标', performance: '性能指标' }),
  requirement: field.text('指标值', { max: 120 }),
  method: field.text('试验方法', { max: 120, hint: '标准编号和条款，或者方法名称' }),
  level: field.choice('与推荐性标准相比', {
    none: '没有相应项目',
    meets: '不低于',
    lower: '低于',
  }),
};

const declareForm = field.form({
  ownStandard: field.optional(
    field.group('企业标准', {
      title: field.text('标准名称', { max: 120 }),
      compared: field.standards('对比的推荐性标准', { min: 0, max: 5 }),
      indicators: field.rows('指标和试验方法', indicator, { max: 60 }),
      fewer: field.optional(field.longText('少于推荐性标准的项目', { max: 500 })),
    }),
  ),
  truthful: field.yesNo('声明内容真实，对公开的标准负责'),
});

/** Declares to the public what the product executes, before it is supplied (standardisation law 27, order 83 14–16). */
export const declare = defineAct({
  title: '声明公开执行标准',
  by: ['producer'],
  from: ['filed', 'supplied', 'stopped'],
  optional: true,
  basis: ['guidance/2.3', 'standardization-law/27', 'order-83/12', 'order-83/14', 'order-83/15'],
  form: declareForm,
  document: '企业标准自我声明',
  recites: [{ act: ['file', 'revise'], fields: ['name', 'model', 'standards'] }],
  when: checkDeclaration,
  then: (facts, input) => [
    ...takenBack(facts, '声明已经更新'),
    ...namingEnded(facts),
    published(facts, input),
  ],
});

/** Takes the declaration back; what was declared stays readable. */
export const withdrawDeclaration = defineAct({
  title: '废止声明',
  by: ['producer'],
  from: ['filed', 'stopped'],
  optional: true,
  basis: ['order-83/15', 'order-83/16'],
  form: field.form({ reason: field.text('废止原因', { min: 2 }) }),
  document: '企业标准自我声明废止',
  recites: [{ act: ['file', 'revise'], fields: ['name', 'model', 'standards'] }],
  possible: (past) => (isDeclared(past) ? undefined : '还没有声明公开，无须废止。'),
  then: (facts, { reason }) => takenBack(facts, reason),
});

/** The office that finds nothing declared, or something wrong, sets a day (standardisation law 38, order 83 28–29). */
export const orderDeclaration = defineAct({
  title: '责令改正声明',
  by: ['regulator'],
  from: ['filed', 'supplied', 'stopped'],
  optional: true,
  basis: ['standardization-law/38', 'order-83/28', 'order-83/29'],
  form: field.form({
    letterNumber: field.text('通知书文号', { max: 60 }),
    finding: field.longText('发现的问题', { max: 1000 }),
    dueOn: field.date('改正期限'),
    paper: field.files('责令改正通知书', { min: 1 }),
  }),
  document: '责令改正通知书',
  recites: [{ act: ['file', 'revise'], fields: ['name', 'model', 'standards'] }],
  tells: [remedies({ paper: '通知书' })],
  when: (facts, { dueOn }) => (dueOn <= facts.today ? '改正期限应当晚于今天。' : undefined),
  then: (_facts, { dueOn }) => [
    {
      do: 'notify',
      to: { role: 'producer' },
      title: `执行标准的声明须在${dueOn}前改正`,
    },
  ],
});

/** Who lets that day pass is named (standardisation law 38, order 83 29). */
export const nameOverdue = defineAct({
  title: '公示逾期不改正',
  by: ['regulator'],
  from: ['filed', 'supplied', 'stopped'],
  optional: true,
  basis: ['standardization-law/38', 'order-83/29'],
  form: field.form({ note: field.text('公示说明') }),
  possible: ({ clock }) =>
    clock('correction')?.status === 'overdue'
      ? undefined
      : {
          code: 'too-early',
          sentence: '责令改正的期限还没有届满，或者已经改正，不能公示。',
          later: clock('correction')?.status === 'running',
        },
  then: (facts, { note }) => [
    {
      do: 'publish',
      kind: 'standard-undeclared',
      key: overdueKey,
      title: `${facts.subject?.name ?? ''}逾期未改正执行标准的声明`,
      text: `${productName(facts)}：${note}`,
    },
  ],
});

/** The day that an order sets; what is declared anew meets it. */
export const correction: Deadline = {
  title: '改正声明期限',
  owner: 'producer',
  nature: 'duty',
  starts: { act: 'orderDeclaration', on: 'dueOn' },
  restarts: true,
  count: calendarDays(0),
  ends: ['declare'],
  voidedBy: ['retire'],
  basis: ['standardization-law/38', 'order-83/29'],
  policy: '改正期限由责令机关确定，法律和办法没有规定天数。',
  escalates: [
    { afterDays: -3, to: 'principal' },
    { afterDays: 1, to: { role: 'regulator' } },
  ],
};

/** What the public pages showed of it vanishes from the list; day and reason stay. */
export function takenBack(facts: ProceedingFacts, reason: string): readonly Effect[] {
  if (!isDeclared(facts)) return [];
  return [{ do: 'withdraw', key: declarationKey(facts.all('declare').length - 1), reason }];
}

/** Who has put it right is named no longer. */
function namingEnded(facts: ProceedingFacts): readonly Effect[] {
  return facts.last('nameOverdue') === undefined
    ? []
    : [{ do: 'withdraw', key: overdueKey, reason: '已经声明公开' }];
}

const overdueKey = 'overdue';
const declarationKey = (count: number) => `declaration-${count}`;

function isDeclared(facts: PastFacts): boolean {
  const last = facts.history.findLast(
    ({ act }) => act === 'declare' || act === 'withdrawDeclaration',
  );
  return last?.act === 'declare';
}

function checkDeclaration(
  facts: ProceedingFacts,
  input: z.output<typeof declareForm>,
): Objection | undefined {
  const { own, mode } = productIn(facts);
  if (mode === 'entrusted') {
    return { sentence: '受委托生产的产品由委托方声明公开。', basis: ['order-83/15'] };
  }
  if (!input.truthful) return '请确认声明内容真实。';
  const said = input.ownStandard;
  if (own === '') {
    return said === undefined ? undefined : '产品没有执行企业标准，不用填写企业标准的指标。';
  }
  if (said === undefined) {
    return {
      sentence: `产品执行企业标准${own}，应当公开功能指标、性能指标和对应的试验方法。`,
      basis: ['standardization-law/27', 'order-83/14'],
    };
  }
  const isCompared = said.indicators.some(({ level }) => level !== 'none');
  if ((isCompared || said.fewer !== undefined) && said.compared.length === 0) {
    return { sentence: '请选择对比的推荐性标准。', basis: ['order-83/14'] };
  }
  return undefined;
}

function published(facts: ProceedingFacts, input: z.output<typeof declareForm>): Effect {
  const product = productIn(facts);
  const { standards, own } = product;
  const name = productName(facts);
  return {
    do: 'publish',
    kind: 'standard-declaration',
    key: declarationKey(facts.all('declare').length),
    title: `${name}执行标准自我声明`,
    text: `${facts.subject?.name ?? ''}声明${name}执行${numbersOf(product).length}项标准。`,
    record: JSON.parse(
      JSON.stringify({
        product: name,
        standards,
        ...(own === '' ? {} : { own }),
        ownStandard: input.ownStandard,
      }),
    ) as JsonObject,
  };
}
