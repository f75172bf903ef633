import { calendarDays, hours, workingDays } from '#kernel/calendar/count.ts';
import type { Deadline } from '#kernel/definition.ts';
import type { Start } from '#kernel/calendar/span.ts';
import type { Objector } from './parts.ts';

/**
 * Days are calendar days and roll past statutory holidays (55). Where a plain weekend ends a party's right, the
 * generous reading is taken and it rolls too; duties of an office roll past holidays only.
 */
const right = { rolls: 'rest-day' } as const;
const duty = { rolls: 'statutory-holiday' } as const;
const suffix = { sampled: 'Sampled', producer: 'Producer' } as const;
const unsampled = ['mustNotSample', 'cannotSample', 'reportRefusal', 'reportViolation', 'close'];

function objection(owner: Objector): Deadline {
  return {
    title: '提出异议期限',
    owner,
    nature: 'right',
    starts: { act: `receive${suffix[owner]}`, on: 'receivedOn' },
    count: calendarDays(15, right),
    ends: [`object${suffix[owner]}`],
    basis: ['order-18/36', 'order-18/55', 'product-quality-law/15'],
  };
}

function retestFormalities(owner: Objector): Deadline {
  return {
    title: '办理复检手续期限',
    owner,
    nature: 'right',
    starts: { act: `receiveRetestNotice${suffix[owner]}`, on: 'receivedOn' },
    count: calendarDays(7, right),
    ends: [`arrangeRetest${suffix[owner]}`],
    basis: ['order-18/38', 'order-18/55'],
  };
}

/** Article 37 has each objection decided and names no period. */
function decision(objector: Objector): Deadline {
  return {
    title: objector === 'sampled' ? '处理被抽样者异议期限' : '处理标称生产者异议期限',
    owner: 'organiser',
    nature: 'duty',
    starts: { act: `object${suffix[objector]}` },
    count: calendarDays(15, duty),
    ends: ['decideObjection'],
    endsWhere: { field: 'objector', is: objector },
    basis: ['order-18/37', 'order-18/55'],
    policy: '办法未规定处理异议的期限，平台按十五日提醒。',
    escalates: [{ afterDays: 1, to: 'leader' }],
  };
}

function stop(owner: Objector): Deadline {
  const start: Start = {
    act: `receive${suffix[owner]}`,
    on: 'receivedOn',
    where: { field: 'conclusion', is: 'fail' },
  };
  return {
    title: '停止生产、销售同一产品',
    owner,
    nature: 'duty',
    starts: start,
    count: hours(0),
    ends: [`stop${suffix[owner]}`],
    basis: ['order-18/45'],
  };
}

/** Every clock of a spot check, in the order in which they can start. */
export const deadlines: Readonly<Record<string, Deadline>> = {
  report: {
    title: '报送检验报告期限',
    owner: 'laboratory',
    nature: 'duty',
    // The order says "within the period set": the task names the day.
    starts: { act: 'assign', on: 'reportDueOn' },
    count: calendarDays(0),
    ends: ['signReport', 'testOnSite', 'reportUntestable', ...unsampled],
    basis: ['order-18/33'],
  },
  notice: {
    title: '告知检验结论期限',
    owner: 'organiser',
    nature: 'duty',
    starts: [{ act: 'signReport' }, { act: 'testOnSite' }],
    count: workingDays(5),
    ends: ['notify'],
    basis: ['order-18/35'],
    policy: '办法只要求及时告知，平台按五个工作日提醒。',
  },
  receipt: {
    title: '签收检验结论告知书',
    owner: 'sampled',
    nature: 'duty',
    starts: { act: 'notify' },
    count: calendarDays(3, duty),
    ends: ['receiveSampled'],
    basis: ['order-18/35'],
    policy: '办法未规定签收期限，平台按三日提醒；拒不签收的由组织部门凭送达凭证登记。',
    escalates: [{ afterDays: 1, to: { role: 'organiser' } }],
  },
  'objection-sampled': objection('sampled'),
  'objection-producer': objection('producer'),
  'decision-sampled': decision('sampled'),
  'decision-producer': decision('producer'),
  'stop-sampled': stop('sampled'),
  'stop-producer': stop('producer'),
  'retest-formalities-sampled': retestFormalities('sampled'),
  'retest-formalities-producer': retestFormalities('producer'),
  'retest-laboratory': {
    title: '确定复检机构期限',
    owner: 'organiser',
    nature: 'duty',
    starts: [{ act: 'arrangeRetestSampled' }, { act: 'arrangeRetestProducer' }],
    count: calendarDays(10, duty),
    ends: ['fixLaboratory', 'endRetest'],
    basis: ['order-18/39', 'order-18/55'],
  },
  retest: {
    title: '复检并出具报告',
    owner: 'retestLaboratory',
    nature: 'duty',
    starts: { act: 'fixLaboratory' },
    count: calendarDays(20, duty),
    ends: ['retest', 'endRetest'],
    basis: ['order-18/41', 'order-18/42'],
    policy: '办法未规定复检期限，平台按二十日提醒。',
    escalates: [{ afterDays: 1, to: { role: 'organiser' } }],
  },
  'retest-fee': {
    title: '退还复检费用',
    owner: 'organiser',
    nature: 'duty',
    starts: { act: 'retest', where: { field: 'comparison', is: 'different' } },
    count: workingDays(10),
    ends: ['refundRetest'],
    basis: ['order-18/43'],
    policy:
      '办法规定结论不一致的复检费用由组织部门承担，没有规定退还的期限，平台按十个工作日提醒。',
  },
  publication: {
    title: '公开抽查结果并通报',
    owner: 'organiser',
    nature: 'duty',
    starts: { act: 'settle' },
    count: workingDays(20),
    ends: ['publish'],
    basis: ['order-18/44'],
    policy: '办法未规定公开期限，平台按二十个工作日提醒。',
  },
  samples: {
    title: '退还或处理样品',
    owner: 'organiser',
    nature: 'duty',
    starts: { act: 'settle', where: { field: 'conclusion', is: 'pass' } },
    count: workingDays(10),
    ends: ['disposeSamples'],
    basis: ['order-18/34'],
    policy: '办法只要求异议期届满后及时退还，平台按十个工作日提醒。',
  },
  correction: {
    title: '改正期限',
    owner: 'sampled',
    nature: 'duty',
    starts: { act: 'order' },
    count: calendarDays(60, duty),
    ends: ['reportCorrection', 'followUp'],
    basis: ['order-18/46', 'order-18/55'],
    escalates: [{ afterDays: 1, to: { role: 'handler' } }],
  },
  'follow-up': {
    title: '组织复查期限',
    owner: 'handler',
    nature: 'duty',
    starts: { act: 'order' },
    count: calendarDays(75, duty),
    ends: ['followUp'],
    basis: ['order-18/47', 'order-18/55'],
    escalates: [{ afterDays: 1, to: 'leader' }],
  },
  'second-follow-up-opens': {
    title: '公告后再次复查的起始时间',
    owner: 'handler',
    nature: 'opening',
    starts: { act: 'announce' },
    count: calendarDays(60),
    ends: ['secondFollowUp'],
    basis: ['order-18/48'],
  },
  'second-follow-up': {
    title: '公告后再次复查期限（九十日前）',
    owner: 'handler',
    nature: 'duty',
    starts: { act: 'announce' },
    // "Before the ninetieth day": the eighty-ninth is the last, and nothing is gained from a holiday.
    count: calendarDays(89),
    ends: ['secondFollowUp'],
    basis: ['order-18/48'],
    escalates: [{ afterDays: 1, to: 'leader' }],
  },
  'rectification-ends': {
    title: '停业整顿期满',
    owner: 'handler',
    nature: 'opening',
    starts: { act: 'suspend', on: 'rectifyBy' },
    count: calendarDays(0),
    ends: ['recheckSuspended'],
    basis: ['order-18/48', 'product-quality-law/17'],
  },
};
