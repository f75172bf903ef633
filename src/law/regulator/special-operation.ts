import { calendarDays } from '#kernel/calendar/count.ts';
import { defineProcedure } from '#kernel/definition.ts';
import * as operation from './areas/operation.ts';
import { carriedOutBy, spans, visitClocks } from './areas/parts.ts';

const ends = ['conclude', 'endEarly'];
const officers = ['case-officer', 'reviewer', 'department-officer', 'local-officer'] as const;

/** 专项行动: several bodies act together in town fringe and countryside, report and publish what came of it. */
export const specialOperation = defineProcedure({
  id: 'special-operation',
  title: '专项行动',
  basis: ['guidance/4.1', 'guidance/5.1'],
  inForce: { from: '2025-10-27' },
  party: 'regulator',
  named: 'title',
  watch: {
    inStates: ['running'],
    fields: { classes: 'classes', from: 'from', until: 'until' },
    frequency: { acts: ['approve'], field: 'frequency', months: spans },
    visits: { act: 'report' },
    objects: { rows: 'objects', field: 'object' },
    carriedOutBy: carriedOutBy('operation'),
  },
  subject: 'optional',
  roles: {
    organiser: {
      title: '组织单位',
      kinds: ['market-regulator'],
      posts: ['case-officer', 'reviewer'],
      fills: 'opener',
    },
    chief: {
      title: '组织单位负责人',
      kinds: ['market-regulator'],
      posts: ['leader'],
      fills: 'named',
      sameAs: 'organiser',
    },
    member: {
      title: '参加单位',
      kinds: ['market-regulator', 'industry-department', 'local-government', 'customs'],
      posts: officers,
      fills: 'named',
    },
  },
  states: {
    planned: { title: '方案待审批' },
    running: { title: '进行中' },
    dropped: { title: '未实施', final: true },
    closed: { title: '已总结', final: true },
    'ended-early': { title: '已提前结束', final: true },
  },
  acts: {
    launch: operation.launch,
    approve: operation.approve,
    report: operation.report,
    conclude: operation.conclude,
    endEarly: operation.endEarly,
  },
  deadlines: {
    ...visitClocks('member', '报送', ['approve', 'report'], ['report'], ends, true),
    end: {
      title: '专项行动期限',
      owner: 'organiser',
      nature: 'duty',
      starts: { act: 'launch', on: 'until' },
      count: calendarDays(15),
      ends,
      basis: ['guidance/4.1'],
      policy: '指导意见没有规定总结期限，平台定为行动结束后十五日。',
      escalates: [
        { afterDays: -7, to: { role: 'organiser' } },
        { afterDays: 0, to: { role: 'chief' } },
      ],
    },
  },
});
