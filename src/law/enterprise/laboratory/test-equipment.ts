import { calendarDays } from '#kernel/calendar/count.ts';
import { defineAct, defineProcedure } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';

const calibration = {
  kind: field.choice('方式', { verification: '检定', calibration: '校准', check: '自行核查' }),
  certificate: field.text('证书编号', { max: 60 }),
  issuer: field.text('检定、校准机构'),
  doneOn: field.date('检定、校准日期'),
  dueOn: field.date('有效期至'),
  files: field.files('检定、校准证书', { min: 1 }),
};

type Days = { readonly doneOn: string; readonly dueOn: string };

function impossibleDays(today: string, { doneOn, dueOn }: Days): string | undefined {
  if (doneOn > today) return '检定、校准日期不能晚于今天。';
  return dueOn <= doneOn ? '有效期应当晚于检定、校准日期。' : undefined;
}

const register = defineAct({
  title: '登记检验设备',
  by: ['keeper'],
  to: 'in-use',
  basis: ['guidance/2.4'],
  form: field.form({
    number: field.text('设备编号', { max: 40 }),
    name: field.text('设备名称'),
    model: field.text('型号规格'),
    maker: field.optional(field.text('制造单位')),
    range: field.text('测量范围'),
    accuracy: field.text('准确度等级或者最大允许误差'),
    location: field.text('存放地点'),
    items: field.text('用于检验的项目', { hint: '几项之间用顿号隔开。' }),
    ...calibration,
  }),
  when: (facts, input) => {
    const isKnown = facts.related.some(
      ({ procedure, state, opening }) =>
        procedure === 'test-equipment' &&
        state !== 'scrapped' &&
        opening['number'] === input.number,
    );
    if (isKnown) {
      const sentence = `编号“${input.number}”的设备已经登记。`;
      return { code: 'already-done', sentence };
    }
    if (input.dueOn < facts.today) return '检定、校准已到期的设备不能登记为在用。';
    return impossibleDays(facts.today, input);
  },
});

const calibrate = defineAct({
  title: '登记检定、校准',
  by: ['keeper'],
  from: ['in-use', 'stopped'],
  to: { by: 'result', cases: { pass: 'in-use', fail: 'stopped' } },
  basis: ['guidance/2.4', 'order-39/14'],
  form: field.form({
    ...calibration,
    result: field.choice('结论', { pass: '合格，可以使用', fail: '不合格，停用' }),
    impact: field.optional(
      field.longText('对已有检验结果的影响', { hint: '不合格的，写明对哪些结果重新评价。' }),
    ),
  }),
  when: (facts, input) => {
    if (input.result === 'fail' && input.impact === undefined) {
      return '检定、校准不合格的，请写明对已有检验结果的影响。';
    }
    return impossibleDays(facts.today, input);
  },
  then: (_facts, { result }) =>
    result === 'fail'
      ? [
          {
            do: 'notify',
            to: { post: 'quality-safety-director', of: 'subject' },
            title: '检验设备检定、校准不合格，请评价已有检验结果',
          },
        ]
      : [],
});

const reason = field.form({ reason: field.longText('原因') });

/** 检验设备: the life of one instrument from its registration to its end, calibrated in time all along. */
export const testEquipment = defineProcedure({
  id: 'test-equipment',
  title: '检验设备',
  basis: ['guidance/2.4', 'order-39/14'],
  inForce: { from: '2021-06-01' },
  party: 'enterprise',
  named: 'name',
  subject: 'required',
  reads: ['test-equipment'],
  roles: { keeper: { title: '企业检验人员', kinds: ['enterprise'], fills: 'subject' } },
  states: {
    'in-use': { title: '在用' },
    stopped: { title: '停用' },
    scrapped: { title: '已报废', final: true },
  },
  acts: {
    register,
    calibrate,
    stop: {
      title: '停用',
      by: ['keeper'],
      from: 'in-use',
      to: 'stopped',
      optional: true,
      basis: ['guidance/2.4'],
      form: reason,
    },
    scrap: {
      title: '报废',
      by: ['keeper'],
      from: ['in-use', 'stopped'],
      to: 'scrapped',
      optional: true,
      basis: ['guidance/2.4'],
      form: reason,
    },
  },
  deadlines: {
    calibration: {
      title: '检定、校准到期',
      owner: 'keeper',
      nature: 'duty',
      starts: [
        { act: 'register', on: 'dueOn' },
        { act: 'calibrate', on: 'dueOn', where: { field: 'result', is: 'pass' } },
      ],
      restarts: true,
      count: calendarDays(0),
      ends: ['calibrate'],
      voidedBy: ['stop', 'scrap'],
      basis: ['guidance/2.4'],
      policy:
        '有效期以检定、校准证书为准；没有规定提前多少天提醒，平台提前三十天、七天各提醒一次。',
      escalates: [
        { afterDays: -30, to: { role: 'keeper' } },
        { afterDays: -7, to: { role: 'keeper' } },
        { afterDays: 0, to: 'quality-safety-director' },
      ],
    },
  },
});
