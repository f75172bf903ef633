import { calendarDays, workingDays } from '#kernel/calendar/count.ts';
import { defineProcedure } from '#kernel/definition.ts';
import type { DoneAct, Figure, FigureLine } from '#kernel/derive/figure.ts';
import type { JsonObject } from '#kernel/json.ts';
import * as weigh from './supervisory-measure/scale.ts';
import type { Measure, Weighing } from './supervisory-measure/scale.ts';
import * as acts from './supervisory-measure/acts.ts';

const secret = { hiddenFrom: ['addressee'] };

/** 分级处置: light measures at once, heavy ones and departures with the head's approval, verified, else a case. */
export const supervisoryMeasure = defineProcedure({
  id: 'supervisory-measure',
  title: '分级处置措施',
  basis: ['guidance/4.3'],
  inForce: { from: '2025-10-27' },
  party: 'regulator',
  named: 'matterName',
  subject: 'required',
  reads: ['supervisory-measure'],
  roles: {
    officer: {
      title: '采取措施的市场监管部门',
      kinds: ['market-regulator'],
      posts: ['case-officer'],
      fills: 'opener',
    },
    chief: {
      title: '市场监管部门负责人',
      kinds: ['market-regulator'],
      posts: ['leader'],
      fills: 'named',
      sameAs: 'officer',
    },
    addressee: {
      title: '当事人',
      kinds: ['enterprise', 'platform', 'laboratory'],
      fills: 'subject',
    },
  },
  states: {
    proposed: { title: '待批准', ...secret },
    rejected: { title: '不批准', final: true, ...secret },
    issued: { title: '已采取，待落实' },
    answered: { title: '已报告，待核查' },
    failed: { title: '未落实' },
    'to-escalate': { title: '待转案件', ...secret },
    escalated: { title: '已转行政处罚案件', final: true },
    closed: { title: '已落实终结', final: true },
  },
  acts: {
    issue: acts.issue,
    propose: acts.propose,
    approve: acts.approve,
    answer: acts.answer,
    verify: acts.verify,
    escalate: acts.escalate,
  },
  deadlines: {
    answer: {
      title: '落实期限',
      owner: 'addressee',
      nature: 'duty',
      starts: [
        { act: 'issue', on: 'dueOn' },
        { act: 'approve', on: 'dueOn', where: { field: 'decision', is: 'approve' } },
      ],
      count: calendarDays(0),
      ends: ['answer'],
      basis: ['guidance/4.3'],
      policy: '落实日期由监管部门在通知书中确定，指导意见没有规定天数。',
      escalates: [{ afterDays: 0, to: { role: 'officer' } }],
    },
    verification: {
      title: '核查落实情况期限',
      owner: 'officer',
      nature: 'duty',
      starts: { act: 'answer' },
      count: workingDays(10),
      ends: ['verify'],
      basis: ['guidance/4.3'],
      policy: '指导意见没有规定核查期限，平台定为10个工作日。',
      escalates: [{ afterDays: 0, to: { role: 'chief' } }],
    },
  },
  figures: proportion,
});

/** The weighing and what it recommends, beside what was taken. */
function proportion(history: readonly DoneAct[]): readonly Figure[] {
  const first = history.find(({ act }) => act === 'issue' || act === 'propose');
  if (first === undefined) return [];
  const weighing = first.input;
  if (!isComplete(weighing)) return [];
  const best = weigh.recommended(weighing);
  const taken = weighing['measure'] as Measure | undefined;
  return [
    {
      title: '过罚相当',
      basis: ['guidance/4.3'],
      lines: [
        { label: '违法性质', value: weigh.gravity[weighing.gravity] },
        { label: '危害后果', value: weigh.consequence[weighing.consequence] },
        { label: '以往记录', value: weigh.record[weighing.record] },
        { label: '推荐措施', value: weigh.measures[best], note: weigh.scalePolicy },
        ...(taken === undefined ? [] : [takenLine(taken, best)]),
      ],
    },
  ];
}

/** A form that is still being filled in may lack a side. */
function isComplete(weighing: JsonObject): weighing is JsonObject & Weighing {
  const sides = ['gravity', 'consequence', 'record'] as const;
  return sides.every((side) => Object.hasOwn(weighing, side));
}

function takenLine(taken: Measure, best: Measure): FigureLine {
  return {
    label: '采取的措施',
    value: weigh.measures[taken],
    note: taken === best ? '与推荐一致。' : '与推荐不一致，须写明理由并经负责人批准。',
  };
}
