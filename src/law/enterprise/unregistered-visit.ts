import { workingDays } from '#kernel/calendar/count.ts';
import { defineProcedure } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { above, answering, asking, concluding } from './unregistered-visit/superior.ts';

/** Until it is asked itself the authority doesn't learn who spoke. */
const secret = { hiddenFrom: ['visitor'] };
const basis = ['inspection-2024-54/scan', 'inspection-2024-54/frequency'];

/** An enterprise tells the authority above of a visit that nobody registered on the platform. */
export const unregisteredVisit = defineProcedure({
  id: 'unregistered-visit',
  title: '未登记检查反映',
  basis: ['guidance/2.6', ...basis],
  inForce: { from: '2025-10-27' },
  party: 'enterprise',
  named: 'matterName',
  subject: 'required',
  roles: {
    enterprise: {
      title: '反映企业',
      kinds: ['enterprise', 'platform'],
      posts: ['principal', 'quality-safety-director', 'quality-safety-officer'],
      fills: 'subject',
    },
    visitor: {
      title: '实施检查的机关',
      kinds: ['market-regulator', 'industry-department'],
      posts: ['leader', 'case-officer', 'department-officer'],
      fills: 'named',
    },
    city: {
      title: '设区市级市场监管部门',
      kinds: ['market-regulator'],
      posts: ['leader', 'reviewer', 'case-officer'],
      level: 'city',
      fills: 'competent',
    },
    province: {
      title: '省级市场监管部门',
      kinds: ['market-regulator'],
      posts: ['leader', 'reviewer', 'case-officer'],
      level: 'province',
      fills: 'competent',
    },
  },
  states: {
    'with-city': { title: '设区市级核查中', ...secret },
    'with-province': { title: '省级核查中', ...secret },
    'asked-by-city': { title: '待检查机关说明' },
    'asked-by-province': { title: '待检查机关说明' },
    'city-answered': { title: '已说明，待设区市级处理' },
    'province-answered': { title: '已说明，待省级处理' },
    closed: { title: '已处理', final: true },
  },
  acts: {
    report: {
      title: '反映未登记的检查',
      by: ['enterprise'],
      to: { by: 'level', cases: { city: 'with-city', province: 'with-province' } },
      basis,
      form: field.form({
        matterName: field.text('检查事由'),
        visitor: field.organisation('实施检查的机关', ['market-regulator', 'industry-department']),
        level: field.optional(
          field.choice('由哪一级核查', above, {
            levelAbove: 'visitor',
            hint: '按实施检查的机关自动确定为它的上一级；该机关没有级别的才需要选择。',
          }),
        ),
        visitedOn: field.date('检查日期'),
        persons: field.text('检查人员和人数', { personal: true }),
        shown: field.choice('出示证件', { yes: '出示', no: '未出示', partly: '部分人员出示' }),
        scanned: field.yesNo('扫描了企业检查码'),
        facts: field.longText('检查情况'),
        evidence: field.files('照片、文书'),
      }),
      seats: { visitor: 'visitor' },
      document: '未登记检查反映单',
      when: (facts, { visitedOn }) => impossibleDay(facts, '检查日期', visitedOn),
      then: (_facts, { level = 'city' }) => [
        { do: 'notify', to: { role: level }, title: '企业反映未在平台登记的检查，请核查' },
      ],
    },
    askByCity: asking('city', 'with-city', 'asked-by-city'),
    askByProvince: asking('province', ['with-province', 'with-city'], 'asked-by-province'),
    answerCity: answering('city', 'asked-by-city', 'city-answered'),
    answerProvince: answering('province', 'asked-by-province', 'province-answered'),
    concludeByCity: concluding('city', ['with-city', 'city-answered']),
    concludeByProvince: concluding('province', ['with-province', 'province-answered', 'with-city']),
  },
  deadlines: {
    handling: {
      title: '核查处理期限',
      owner: 'city',
      nature: 'duty',
      starts: { act: 'report', where: { field: 'level', is: 'city' } },
      count: workingDays(15),
      ends: ['concludeByCity', 'concludeByProvince'],
      basis,
      policy: '规定没有处理期限，平台定为15个工作日。',
      escalates: [{ afterDays: 0, to: { role: 'province' } }],
    },
    'handling-province': {
      title: '核查处理期限',
      owner: 'province',
      nature: 'duty',
      starts: { act: 'report', where: { field: 'level', is: 'province' } },
      count: workingDays(15),
      ends: ['concludeByProvince'],
      basis,
      policy: '规定没有处理期限，平台定为15个工作日。',
    },
    answer: {
      title: '检查机关说明期限',
      owner: 'visitor',
      nature: 'duty',
      starts: [{ act: 'askByCity' }, { act: 'askByProvince' }],
      count: workingDays(10),
      ends: ['answerCity', 'answerProvince'],
      basis: ['enforcement-supervision/17'],
    },
  },
});
