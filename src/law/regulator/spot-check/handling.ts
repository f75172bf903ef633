import { remedies } from '#law/remedies.ts';
import { defineAct } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { showNegative } from './handing-on/negative.ts';
import { isPlaceTold } from './handing-on/telling.ts';
import { resultsDefect } from './rules/items.ts';
import {
  batch,
  conclusionOf,
  conclusions,
  findings,
  product,
  standardOf,
  testItems,
} from './parts.ts';
import { afterFailure } from './phases.ts';
import type { Objector } from './parts.ts';

/** Whom the platform tells of a result as it is made public (44). */
const informed = {
  government: '地方人民政府',
  superior: '上一级市场监管部门',
  departments: '同级有关部门',
} as const;

/** What follows a result: publicity, stop, order to correct, follow-up checks, suspension, revocation (44–50). */
export const publish = defineAct({
  title: '公开抽查结果并通报',
  by: ['organiser'],
  // Whatever has come after the final conclusion: what was not made public yet still can be.
  from: ['passed', ...afterFailure, 'revoked'],
  basis: ['order-18/10', 'order-18/44', 'product-quality-law/24'],
  form: field.form({
    text: field.longText('公开内容'),
    told: field.optional(
      field.choices('一并通报', informed, { hint: '平台随公开把通报送达所选部门。' }),
    ),
    producerElsewhere: field.yesNo('不合格产品的生产者在本行政区域以外'),
    letter: field.optional(
      field.group('生产者所在地部门不在平台上的：通报函', {
        office: field.text('生产者所在地同级市场监管部门'),
        number: field.text('通报函文号'),
        sentOn: field.date('发出日期'),
        proof: field.files('通报函和送达凭证', { min: 1 }),
      }),
    ),
  }),
  document: '监督抽查结果公告',
  recites: [product, batch, ...findings, { seats: ['laboratory'] }],
  possible: ({ last }) => (last('publish') === undefined ? undefined : '抽查结果已经公开。'),
  when: (facts, { told = [], producerElsewhere, letter }) => {
    if (told.includes('superior') && facts.actor.level === 'province') {
      return '省级部门的上一级不在本平台，请另行通报，不选择“上一级市场监管部门”。';
    }
    if (letter !== undefined && letter.sentOn > facts.today) return '通报发出日期不能晚于今天。';
    return placeDefect(facts, producerElsewhere, letter !== undefined);
  },
  then: (facts, { text, told = [] }) => {
    const name = facts.subject?.name ?? '被抽样者';
    return [
      facts.state === 'passed'
        ? { do: 'publish', kind: 'spot-check-result', title: `监督抽查结果：${name}`, text }
        : showNegative(facts, 'result', textOf(facts.value('assign', 'taskNumber')), text),
      ...told.map((whom) => inform(facts, whom, name)),
    ];
  },
});

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** That the maker's place was told rests on the act that told it, or on the letter and its proof; not on a tick. */
function placeDefect(facts: ProceedingFacts, elsewhere: boolean, byLetter: boolean) {
  const isTold = isPlaceTold(facts) || byLetter;
  if (elsewhere === isTold) return undefined;
  if (!elsewhere) return '已经通报外地生产者所在地部门，应当选择生产者在本行政区域以外。';
  return {
    sentence:
      '外地生产者的不合格产品，须通报生产者所在地同级市场监管部门：请先办理“通报生产者所在地市场监管部门”，该部门不在本平台上的，填写通报函并上传送达凭证。',
    basis: ['order-18/44'],
    later: true as const,
  };
}

/** The platform delivers what is said to be told; where no such office is registered nobody is told, and it says so. */
function inform(
  { subject, actor }: ProceedingFacts,
  whom: keyof typeof informed,
  name: string,
): Effect {
  const place = subject?.region ?? 0;
  const [office, region] = {
    government: ['local-government', place] as const,
    departments: ['industry-department', place] as const,
    superior: ['market-regulator', above(place, actor.level)] as const,
  }[whom];
  return {
    do: 'notify',
    to: { office, region },
    title: `监督抽查结果通报：${name}`,
    orRefuse: `本地的${informed[whom]}没有在平台登记，平台不能代为通报；请另行书面通报，不选择该项。`,
  };
}

/** The territory of the office above: a county's city, a city's province. */
function above(place: number, level: string | undefined): number {
  const digits = level === 'county' ? 100 : 10_000;
  return Math.floor(place / digits) * digits;
}

const stops = { sampled: 'stopSampled', producer: 'stopProducer' } as const;

/** Stop of production and sale, at once (45). */
export function stopBy(role: Objector) {
  return defineAct({
    title: role === 'sampled' ? '被抽样者停止生产销售' : '标称生产者停止生产销售',
    by: [role],
    from: ['notified', 'objected', 'failed', 'ordered'],
    basis: ['order-18/45'],
    form: field.form({
      stoppedOn: field.date('停止日期'),
      stock: field.integer('库存数量'),
      sold: field.integer('已售数量'),
      measures: field.longText('控制措施'),
      evidence: field.files('照片和材料'),
    }),
    document: '停止生产销售情况报告',
    recites: [
      product,
      batch,
      { act: 'notify', fields: ['noticeNumber'] },
      { act: ['test', 'testOnSite'], fields: ['reportNumber'] },
    ],
    possible: ({ last }) => (last(stops[role]) === undefined ? undefined : '已经报告停止情况。'),
    when: (facts, { stoppedOn }) => impossibleDay(facts, '停止日期', stoppedOn),
    then: () => [{ do: 'notify', to: { role: 'handler' }, title: '同一产品已停止生产、销售' }],
  });
}

export const order = defineAct({
  title: '责令改正',
  by: ['handler'],
  from: 'failed',
  to: 'ordered',
  basis: ['order-18/46', 'product-quality-law/17'],
  form: field.form({
    orderNumber: field.text('责令改正通知书文号'),
    requirements: field.longText('改正要求'),
    caseNumber: field.optional(field.text('行政处罚案件号', { hint: '同时依法查处的填写。' })),
  }),
  document: '责令改正通知书',
  recites: [
    product,
    batch,
    { act: 'notify', fields: [{ field: 'noticeNumber', as: '检验结论告知书编号' }] },
    ...findings,
    { seats: ['organiser', 'laboratory'] },
  ],
  tells: [
    {
      text: '自责令之日起{correction}内（至{correction:day}）改正，并书面报告改正情况。',
      basis: ['order-18/46', 'order-18/55'],
    },
    {
      text: '本机关自责令之日起{follow-up}内组织复查；复查不合格的，逐级上报省级市场监管部门向社会公告。',
      basis: ['order-18/47'],
    },
    {
      text: '应当立即停止生产、销售同一产品；经认定复查合格前，不得恢复生产、销售。',
      basis: ['order-18/45', 'order-18/49'],
    },
    remedies({ paper: '通知书' }),
  ],
  then: () => [
    { do: 'notify', to: { role: 'sampled' }, title: '责令改正通知书，自责令之日起六十日内改正' },
  ],
});

export const reportCorrection = defineAct({
  title: '报告改正情况',
  by: ['sampled'],
  from: 'ordered',
  to: 'corrected',
  basis: ['order-18/46'],
  form: field.form({
    cause: field.longText('不合格原因'),
    measures: field.longText('改正措施'),
    stock: field.longText('不合格产品处置'),
    evidence: field.files('证明材料', { min: 1 }),
  }),
  document: '整改报告',
  recites: [
    product,
    batch,
    { act: 'order', fields: [{ field: 'orderNumber', as: '责令改正通知书文号' }, 'requirements'] },
    ...findings,
  ],
  then: () => [{ do: 'notify', to: { role: 'handler' }, title: '改正情况已报告，请组织复查' }],
});

const check = {
  inspectors: field.people('复查人员', ['sampler', 'case-officer'], { min: 2, max: 6 }),
  free: field.yesNo('复查样品由被抽样者无偿提供'),
  reportNumber: field.text('检验报告编号'),
  items: testItems('复查项目和结果'),
  result: field.choice('复查结论', conclusions),
  evidence: field.files('复查文书和检验报告', { min: 1 }),
};

/** One follow-up check under the same rules of judgement (47–49), with its two ends. */
function checkAgain(own: {
  title: string;
  from: string | readonly string[];
  failed: string;
  basis: readonly string[];
  notBefore?: string;
}) {
  const { failed, ...rest } = own;
  return defineAct({
    ...rest,
    by: ['handler'],
    to: { by: 'result', cases: { pass: 'rectified', fail: failed } },
    form: field.form(check),
    document: '监督抽查复查结论书',
    recites: [product, { act: 'order', fields: ['orderNumber'] }, ...findings],
    tells: [
      {
        text: '经认定复查合格前，不得恢复生产、销售同一产品。',
        basis: ['order-18/49'],
        where: { field: 'result', is: 'fail' },
      },
      {
        text: '复查合格，可以恢复生产、销售同一产品。',
        basis: ['order-18/49'],
        where: { field: 'result', is: 'pass' },
      },
    ],
    when: (facts, { free, items, result }) => {
      if (!free) return '复查样品由被抽样者无偿提供。';
      const wrong = resultsDefect(standardOf(facts), items, false);
      if (wrong !== undefined) return wrong;
      return conclusionOf(items) === result ? undefined : '复查结论与单项判定不一致。';
    },
    then: (_facts, { result }) => [
      {
        do: 'notify',
        to: { role: 'sampled' },
        title:
          result === 'pass'
            ? '复查合格，可以恢复生产、销售同一产品'
            : '复查不合格，不得恢复生产、销售同一产品',
      },
    ],
  });
}

export const followUp = checkAgain({
  title: '组织复查',
  from: ['ordered', 'corrected'],
  failed: 'follow-up-failed',
  basis: ['order-18/47', 'order-18/49'],
});

export const secondFollowUp = checkAgain({
  title: '公告后再次复查',
  from: 'announced',
  failed: 'second-failed',
  basis: ['order-18/48', 'order-18/49', 'product-quality-law/17'],
  notBefore: 'second-follow-up-opens',
});

export const recheckSuspended = checkAgain({
  title: '整顿期满复查',
  from: 'suspended',
  failed: 'suspension-failed',
  basis: ['order-18/48', 'order-18/49', 'product-quality-law/17'],
  notBefore: 'rectification-ends',
});
