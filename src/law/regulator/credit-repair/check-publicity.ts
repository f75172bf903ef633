import { months } from '#kernel/calendar/count.ts';
import { defineAct, defineProcedure } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { applying, deciding, stopping } from './acts.ts';
import type { Repair } from './acts.ts';
import { repairClocks } from './clocks.ts';
import { followedBy } from './followed.ts';

const office = { kinds: ['market-regulator'], fills: 'named', sameAs: 'authority' } as const;
const negativeKey = 'negative';

/** What is shown. */
const sources = {
  result: '监督抽查结果',
  announcement: '监督抽查复查不合格公告',
} as const;

const publish = defineAct({
  title: '公示抽查检查负面信息',
  by: ['authority'],
  to: 'published',
  basis: ['order-18/44', 'order-18/47', 'product-quality-law/24', 'order-107/10'],
  form: field.form({
    matter: field.text('抽查检查事项'),
    number: field.text('抽查任务编号或者公告号'),
    source: field.choice('信息来源', sources),
    text: field.longText('公示内容'),
    fromCheck: field.optional(
      // The check that found it says so; what was checked elsewhere is shown with its papers.
      field.yesNo('由本平台的抽查公开结果时登记', { byEffect: true, unprinted: true }),
    ),
    papers: field.optional(
      field.files('检验报告和抽查结果的法律文书', {
        min: 1,
        hint: '没有在本平台办理的抽查检查上传。',
      }),
    ),
  }),
  when: (_facts, { fromCheck, papers }) =>
    fromCheck === true || papers !== undefined
      ? undefined
      : '本平台的抽查在“公开抽查结果并通报”时自动公示；在平台以外办理的，请上传检验报告和法律文书。',
  then: (facts, { matter, number, source, text }) => [
    {
      do: 'publish',
      kind: 'negative-check',
      key: negativeKey,
      title: `${sources[source]}：${facts.subject?.name ?? '被抽样者'}`,
      text,
      record: { number, grounds: matter },
    },
    {
      do: 'notify',
      to: { role: 'party' },
      title: '抽查不合格信息已公示，满三个月未受处罚或者仅受轻微处罚的可以申请信用修复',
    },
  ],
});

const repair: Repair = {
  wish: '停止公示',
  published: 'published',
  basis: ['order-107/10'],
  notBefore: 'early',
  barred: () => undefined,
  recites: [{ act: 'publish', fields: ['matter', 'number', 'source', 'text'] }],
  besides: followedBy,
};
const { apply, supplement, retract } = applying(repair);
const { accept, check, extend, decideRepair } = deciding(repair);

/** What a check found against an enterprise, shown until its credit is repaired (Order 107, 10). The check opens it. */
export const checkPublicity = defineProcedure({
  id: 'check-publicity',
  title: '抽查检查负面信息公示',
  basis: ['guidance/4.4', 'order-18/44', 'order-107'],
  inForce: { from: '2025-12-25' },
  party: 'regulator',
  named: 'matter',
  reads: ['penalty-publicity'],
  subject: 'required',
  roles: {
    authority: {
      title: '公示信息的市场监管部门',
      kinds: ['market-regulator'],
      posts: ['case-officer', 'reviewer', 'publisher', 'leader'],
      fills: 'opener',
    },
    head: { ...office, title: '公示部门负责人', posts: ['leader'] },
    publisher: { ...office, title: '信息公示人员', posts: ['publisher', 'case-officer'] },
    party: { title: '当事人', kinds: ['enterprise', 'platform'], fills: 'subject' },
  },
  states: {
    published: { title: '公示中', rests: true },
    applied: { title: '申请停止公示，待受理' },
    incomplete: { title: '申请材料待补正' },
    checking: { title: '停止公示审查中' },
    removing: { title: '准予停止，待办理' },
    stopped: { title: '已停止公示', final: true },
  },
  acts: {
    publish,
    apply,
    accept,
    supplement,
    retract,
    check,
    extend,
    decideRepair,
    stopPublicity: stopping('publisher', 'stopped', negativeKey, ['order-107/4', 'order-107/17']),
  },
  deadlines: {
    early: {
      title: '公示满三个月，可申请停止',
      owner: 'party',
      nature: 'opening',
      starts: { act: 'publish' },
      count: months(3),
      ends: ['apply'],
      basis: ['order-107/10'],
    },
    ...repairClocks(),
  },
});
