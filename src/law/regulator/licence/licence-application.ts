import { workingDays } from '#kernel/calendar/count.ts';
import { defineProcedure } from '#kernel/definition.ts';
import * as applying from './applying.ts';
import * as reviewing from './reviewing.ts';

const chief = [{ afterDays: 0, to: { role: 'chief' } }] as const;
const authority = [{ afterDays: 0, to: { role: 'authority' } }] as const;
const taken = [
  { act: 'accept', where: { field: 'outcome', is: 'accepted' } },
  { act: 'deem' },
] as const;
const given = [{ act: 'apply' }, { act: 'supplement' }] as const;
const over = ['withdraw', 'terminate'];

/** 生产许可申请: application, review on the spot, test, decision and certificate; the licence then lives on its own. */
export const licenceApplication = defineProcedure({
  id: 'licence-application',
  title: '工业产品生产许可申请',
  basis: ['guidance/4.2', 'licence-regulation', 'licence-measures/11'],
  inForce: { from: '2025-03-18' },
  party: 'regulator',
  named: 'product',
  subject: 'required',
  roles: {
    applicant: {
      title: '申请企业',
      kinds: ['enterprise'],
      posts: ['principal', 'quality-safety-director'],
      fills: 'subject',
    },
    authority: {
      title: '省级市场监管部门',
      kinds: ['market-regulator'],
      posts: ['case-officer', 'reviewer'],
      level: 'province',
      fills: 'competent',
    },
    chief: {
      title: '省级市场监管部门负责人',
      kinds: ['market-regulator'],
      posts: ['leader'],
      fills: 'named',
      sameAs: 'authority',
    },
    laboratory: { title: '检验机构', kinds: ['laboratory'], fills: 'named' },
  },
  states: {
    submitted: { title: '已申请，待受理' },
    incomplete: { title: '材料待补正' },
    'not-accepted': { title: '不予受理', final: true },
    accepted: { title: '已受理，待安排核查' },
    planned: { title: '待实地核查' },
    reviewed: { title: '已核查，待告知结论' },
    sealing: { title: '核查合格，待封样' },
    testing: { title: '产品检验中' },
    'to-decide': { title: '待决定' },
    granted: { title: '准予许可，待发证' },
    issued: { title: '已发证', final: true },
    refused: { title: '不予许可', final: true },
    ended: { title: '已终止办理', final: true },
  },
  acts: { ...applying, ...reviewing },
  deadlines: {
    acceptance: {
      title: '受理或者一次告知补正期限',
      owner: 'authority',
      nature: 'duty',
      starts: given,
      count: workingDays(5),
      ends: ['accept', 'deem', ...over],
      basis: ['licence-measures/12'],
    },
    deemed: {
      title: '逾期未告知视为受理',
      owner: 'applicant',
      nature: 'opening',
      starts: given,
      restarts: true,
      count: workingDays(5),
      ends: ['accept', 'deem', ...over],
      basis: ['licence-measures/12'],
    },
    notice: {
      title: '核查计划通知满五个工作日',
      owner: 'authority',
      nature: 'opening',
      starts: { act: 'plan' },
      restarts: true,
      count: workingDays(5),
      ends: ['review', ...over],
      basis: ['licence-measures/16'],
    },
    review: {
      title: '完成实地核查期限',
      owner: 'authority',
      nature: 'duty',
      starts: taken,
      count: workingDays(30),
      ends: ['review', ...over],
      basis: ['licence-measures/18'],
      escalates: chief,
    },
    conclusion: {
      title: '书面告知核查结论期限',
      owner: 'authority',
      nature: 'duty',
      starts: taken,
      count: workingDays(30),
      ends: ['tell', ...over],
      basis: ['licence-measures/19'],
      escalates: chief,
    },
    delivery: {
      title: '样品送检期限',
      owner: 'applicant',
      nature: 'duty',
      starts: { act: 'seal' },
      restarts: true,
      count: workingDays(7),
      ends: ['deliver', ...over],
      basis: ['licence-measures/21', 'licence-regulation/19'],
      escalates: authority,
    },
    decision: {
      title: '作出许可决定期限',
      owner: 'chief',
      nature: 'duty',
      starts: taken,
      count: workingDays(60),
      ends: ['decide', ...over],
      pausedBy: [{ from: 'deliver', until: 'report' }],
      basis: ['licence-measures/24', 'licence-regulation/24'],
      escalates: chief,
    },
    certificate: {
      title: '颁发证书期限',
      owner: 'authority',
      nature: 'duty',
      starts: { act: 'decide', where: { field: 'decision', is: 'granted' } },
      count: workingDays(10),
      ends: ['issue'],
      basis: ['licence-measures/24'],
      escalates: chief,
    },
  },
});
