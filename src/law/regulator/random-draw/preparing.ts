import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { locked, nameIn, publicFirst } from './parts.ts';
import { planOf, poolsOf } from './rounds.ts';

/** Least share of the objects that is drawn evenly over the whole pool, in percent; no instrument sets it. */
const uniformPercent = 10;
/** Entries that the log must still gain when a size is named; the operator's, not the law's. */
const ahead = 5;

/** The pools are closed: whatever is drawn later is drawn from these very files. */
export const commit = defineAct({
  title: '锁定名录库和抽取方案',
  by: ['organiser'],
  to: 'committed',
  basis: ['guidance/4.1', 'order-18/15', 'order-18/12'],
  form: field.form({
    name: field.text('抽查任务名称'),
    matter: field.choice('抽查事项类别', { general: '一般检查事项', key: '重点检查事项' }),
    objects: field.files('检查对象名录库', { min: 1, max: 1 }),
    inspectors: field.files('执法检查人员名录库', { min: 1, max: 1 }),
    method: field.choice('抽取方法', {
      ranked: '分层排序（SHA-256）',
      rfc3797: 'RFC 3797（不分层、不加权）',
    }),
    uniform: field.integer('全库均匀抽取数', {
      hint: `分层抽取的，均匀抽取不少于总数的${uniformPercent}%，用以检验分层是否有效（平台规则，非法律规定）。`,
      max: 100_000,
    }),
    strata: field.rows(
      '分层抽取',
      { stratum: field.text('分层', { max: 60 }), count: field.integer('抽取数', { min: 1 }) },
      { min: 0, max: 50 },
    ),
    inspectorsEach: field.integer('每个对象检查人员数', {
      min: 2,
      max: 6,
      hint: '现场检查、抽样不少于二人。',
    }),
    objectsEach: field.integer('每人最多承担对象数', { min: 1, max: 10_000 }),
    witness: field.organisation('监督单位', [
      'market-regulator',
      'local-government',
      'industry-department',
    ]),
  }),
  seats: { witness: 'witness' },
  document: '双随机抽查名录库锁定单',
  when: (_facts, { method, uniform, strata }) => {
    const total = strata.reduce((sum, { count }) => sum + count, uniform);
    if (method === 'rfc3797' && strata.length > 0)
      return 'RFC 3797方法不分层，请不要填写分层抽取。';
    if (total === 0) return '请填写抽取数。';
    return strata.length > 0 && uniform * 100 < total * uniformPercent
      ? `均匀抽取至少${Math.ceil((total * uniformPercent) / 100)}个。`
      : undefined;
  },
  then: (_facts, input) => [
    { do: 'draw', pools: poolsOf(input), plan: planOf(input) },
    { do: 'notify', to: { role: 'witness' }, title: '双随机抽取的名录库已锁定，请到场监督' },
  ],
});

/** A later public value becomes the seed; it is named before anybody can know it. */
export const announce = defineAct({
  title: '公布随机源',
  by: ['organiser'],
  from: 'committed',
  to: 'announced',
  basis: ['guidance/4.1', 'order-18/15'],
  form: field.form({
    size: field.integer('以账本的第几条记录为随机源', {
      min: 2,
      hint: `账本增长到这一条时的根哈希即为种子；至少还差${ahead}条（平台规则，非法律规定）。`,
    }),
    beaconName: field.optional(
      field.text('另一公开随机源', {
        max: 60,
        hint: '由他人在约定时间公布的数值，写明名称和期号，如“双色球2026135期”。',
      }),
    ),
    beaconOn: field.optional(field.date('该随机源公布日期')),
  }),
  document: '双随机抽取公告',
  recites: [locked],
  tells: [
    {
      text: '种子取自存证账本增长到上列条数时的根哈希；约定另一公开随机源的，连同其数值一并使用。名录库已按附件清单所列哈希锁定，任何人都可以据此重新计算抽取结果。',
      basis: ['guidance/4.1', 'order-18/15'],
    },
  ],
  when: ({ today }, { beaconName, beaconOn }) => {
    if ((beaconName === undefined) !== (beaconOn === undefined)) {
      return '另一公开随机源须同时写明名称和公布日期。';
    }
    return beaconOn !== undefined && beaconOn <= today
      ? '所选随机源须在明天或者以后公布，公布前谁也不能知道。'
      : undefined;
  },
  then: (facts, { size, beaconName, beaconOn }) => {
    const commitment = poolsOf(facts.last('commit')!.input);
    const other = beaconName === undefined ? '' : `，以及${beaconOn}公布的${beaconName}`;
    return [
      { do: 'name-size', size, ahead },
      {
        do: 'publish',
        kind: 'random-draw',
        title: `双随机抽取公告：${nameIn(facts)}`,
        text: `检查对象名录库（SHA-256 ${commitment.objects}）、检查人员名录库（SHA-256 ${commitment.inspectors}）已经锁定。随机源为存证账本第${size}条记录时的根哈希${other}。`,
      },
      { do: 'disclose', acts: publicFirst },
      { do: 'notify', to: { role: 'witness' }, title: '随机源已公布' },
    ];
  },
});
