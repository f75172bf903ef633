import { workingDays } from '#kernel/calendar/count.ts';
import type { Deadline } from '#kernel/definition.ts';

/**
 * The clocks of a repair. Order 44 gave fifteen working days for leaving its list; Order 107, later and of the same rank,
 * gives seven and ten. It repeals nothing by name, so that applying it is the platform's reading.
 * @param reading what screens say of that reading, for the list alone.
 */
export function repairClocks(
  reading?: string,
): Record<'acceptance' | 'supplement' | 'repair-decision' | 'stop', Deadline> {
  return {
    acceptance: {
      title: '决定是否受理期限',
      owner: 'authority',
      nature: 'duty',
      starts: [{ act: 'apply' }, { act: 'supplement' }],
      count: workingDays(2),
      ends: ['accept', 'retract'],
      basis: ['order-107/14'],
      escalates: [{ afterDays: 0, to: { role: 'head' } }],
    },
    supplement: {
      title: '补正材料期限',
      owner: 'party',
      nature: 'right',
      starts: { act: 'accept', where: { field: 'outcome', is: 'incomplete' } },
      count: workingDays(10),
      ends: ['supplement', 'retract'],
      basis: ['order-107/14'],
      policy: '办法没有规定补正的期限，平台按十个工作日提示，逾期仍可补正。',
    },
    'repair-decision': {
      title: '作出信用修复决定期限',
      owner: 'head',
      nature: 'duty',
      starts: { act: 'accept', where: { field: 'outcome', is: 'accepted' } },
      count: workingDays(7),
      ends: ['decideRepair', 'retract'],
      extendedBy: { act: 'extend', by: workingDays(10) },
      basis: reading === undefined ? ['order-107/16'] : ['order-107/16', 'order-44/17'],
      ...(reading === undefined ? {} : { policy: reading }),
      escalates: [{ afterDays: 0, to: { role: 'head' } }],
    },
    stop: {
      title: '停止公示期限',
      owner: 'publisher',
      nature: 'duty',
      starts: { act: 'decideRepair', where: { field: 'decision', is: 'granted' } },
      count: workingDays(3),
      ends: ['stopPublicity'],
      basis: ['order-107/17'],
      escalates: [{ afterDays: 0, to: { role: 'head' } }],
    },
  };
}
