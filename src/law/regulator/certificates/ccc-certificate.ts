import { calendarDays, daysBefore, workingDays } from '#kernel/calendar/count.ts';
import { defineProcedure } from '#kernel/definition.ts';
import * as registering from '../ccc/registering.ts';
import * as standing from '../ccc/standing.ts';
import { checkActs, correctionClock } from './checks.ts';
import { certificateFields } from './parts.ts';

const voidedBy = ['cancel', 'revoke'];
const lastDay = [
  { act: 'enter', on: 'validUntil' },
  { act: 'renew', on: 'validUntil' },
];

/** The life of one compulsory certificate: entered by the enterprise, verified, checked, suspended, renewed, ended. */
export const cccCertificate = defineProcedure({
  id: 'ccc-certificate',
  title: '强制性产品认证证书',
  basis: ['guidance/4.2', 'ccc-order', 'certification-regulation'],
  inForce: { from: '2022-11-01' },
  party: 'regulator',
  named: 'number',
  certifies: {
    kind: 'ccc',
    validIn: ['valid', 'ordered', 'corrected'],
    fields: certificateFields,
  },
  subject: 'required',
  roles: {
    holder: { title: '持证企业', kinds: ['enterprise'], fills: 'subject' },
    regulator: {
      title: '所在地市场监管部门',
      kinds: ['market-regulator'],
      posts: ['case-officer', 'leader', 'reviewer'],
      fills: 'competent',
    },
    authority: {
      title: '省级市场监管部门',
      kinds: ['market-regulator'],
      posts: ['case-officer', 'leader', 'reviewer'],
      level: 'province',
      fills: 'competent',
    },
  },
  states: {
    claimed: { title: '待核实' },
    rejected: { title: '未通过核实', final: true },
    valid: { title: '有效' },
    ordered: { title: '责令改正中' },
    corrected: { title: '已报告改正，待核查' },
    suspended: { title: '暂停中' },
    rescinded: { title: '已撤销', final: true },
    cancelled: { title: '已注销', final: true },
  },
  acts: {
    enter: registering.enter,
    verify: registering.verify,
    noteChange: registering.noteChange,
    ...checkActs({
      check: ['guidance/4.2', 'ccc-order/54'],
      order: ['ccc-order/54', 'ccc-order/55'],
    }),
    applyRenewal: registering.applyRenewal,
    renew: registering.renew,
    suspend: standing.suspend,
    restore: standing.restore,
    revoke: standing.revoke,
    cancel: standing.cancel,
  },
  deadlines: {
    verification: {
      title: '核实证书期限',
      owner: 'regulator',
      nature: 'duty',
      starts: { act: 'enter' },
      count: workingDays(10),
      ends: ['verify'],
      basis: ['guidance/4.2'],
      policy: '法规没有规定核实企业登记证书的期限，平台定为十个工作日。',
      escalates: [{ afterDays: 0, to: { role: 'regulator' } }],
    },
    correction: correctionClock(
      ['ccc-order/54', 'ccc-order/55'],
      ['check'],
      ['suspend', ...voidedBy],
    ),
    'renewal-window': {
      title: '可以申请延续',
      owner: 'holder',
      nature: 'opening',
      starts: lastDay,
      restarts: true,
      // The window is the ninety days before the end; an opening ends with the day before it.
      count: daysBefore(91),
      ends: ['applyRenewal'],
      basis: ['ccc-order/22'],
    },
    renewal: {
      title: '申请延续期限',
      owner: 'holder',
      nature: 'duty',
      starts: lastDay,
      restarts: true,
      count: calendarDays(0),
      ends: ['applyRenewal'],
      voidedBy,
      basis: ['ccc-order/22'],
      escalates: [
        { afterDays: -90, to: 'principal' },
        { afterDays: -30, to: 'principal' },
        { afterDays: -30, to: { role: 'regulator' } },
        { afterDays: -7, to: 'principal' },
      ],
    },
    expiry: {
      title: '证书有效期',
      owner: 'regulator',
      nature: 'duty',
      starts: lastDay,
      restarts: true,
      count: calendarDays(0),
      ends: ['renew', 'cancel'],
      voidedBy: ['revoke'],
      basis: ['ccc-order/22', 'ccc-order/26'],
      escalates: [
        { afterDays: 0, to: { role: 'holder' } },
        { afterDays: 0, to: { role: 'regulator' } },
      ],
    },
    suspension: {
      title: '暂停期限',
      owner: 'regulator',
      nature: 'duty',
      starts: { act: 'suspend', on: 'endsOn' },
      count: calendarDays(0),
      ends: ['restore'],
      voidedBy,
      basis: ['ccc-order/27', 'ccc-order/28'],
      policy: '暂停期限由认证规则确定，规定本身没有写明天数。',
      escalates: [{ afterDays: 0, to: { role: 'regulator' } }],
    },
  },
});
