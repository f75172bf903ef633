import type { z } from 'zod';
import { defineBook } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import { accepted, notWholeDelivery, sentAway } from './lots/incoming.ts';
import { businessOf } from './staffing.ts';
import { inspectionForm } from './suppliers/incoming-form.ts';
import { lapsedSupplier } from './suppliers/papers.ts';

type Inspection = z.output<typeof inspectionForm>;

/** 进货查验: what came in from whom, with its papers, and whether it was accepted. */
export const incomingInspection = defineBook({
  id: 'incoming-inspection',
  title: '进货查验记录',
  basis: ['guidance/2.4', 'state-council-503/5', 'product-quality-law/33'],
  inForce: { from: '2007-07-26' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise'] },
  holds: 'list',
  retention: { years: 2, basis: 'state-council-503/5' },
  reads: ['supplier-file'],
  awaits: { lots: 'received', field: 'lot', title: '供货商发来的批次，尚未进货查验' },
  inspects: { on: 'receivedOn', result: ['conclusion'] },
  form: inspectionForm,
  when: checkInspection,
  then: followUp,
});

function checkInspection(facts: DutyFacts, input: Inspection): string | undefined {
  if (input.receivedOn > facts.today) return '进货时间不能晚于今天。';
  if (Number(input.quantity) <= 0) return '数量应当大于0。';
  const part = notWholeDelivery(facts, input);
  if (part !== undefined) return part;
  if (input.lot !== undefined && facts.lots?.some(({ id }) => id === input.lot) !== true) {
    return '供货商没有把这个批次发给本单位，请重新选择或者不选。';
  }
  if (input.reportKind !== 'none' && input.report.length === 0) {
    return '有检验报告的，请上传报告。';
  }
  if (input.conclusion === 'reject') {
    return input.rejection === undefined ? '拒收的，请写明原因和处置方式。' : undefined;
  }
  const lapsed = lapsedSupplier(facts, input.supplier);
  if (lapsed !== undefined) return lapsed;
  if (businessOf(facts.organisation) !== 'producer' && input.reportKind === 'none') {
    return '没有检验报告原件或者供货商签字、盖章的复印件，销售单位不得接收销售，请索取报告或者拒收。';
  }
  if (input.conclusion === 'concession') return checkConcession(facts, input);
  const failed = input.checks.find(({ result }) => result === 'fail');
  return failed === undefined
    ? undefined
    : `查验项目“${failed.item}”不符合，不能直接接收，请选择让步接收或者拒收。`;
}

/** A seller passes goods on as they are: only a producer may use a lot with limits. */
function checkConcession(facts: DutyFacts, input: Inspection): string | undefined {
  if (businessOf(facts.organisation) !== 'producer') {
    return '销售单位应当验明合格后接收，不能让步接收。';
  }
  if (input.concession === undefined) return '让步接收的，请写明理由、批准人和使用限制。';
  return input.concession.approvedBy === facts.actor.account
    ? '让步接收须由查验人以外的质量安全总监或者主要负责人批准。'
    : undefined;
}

function followUp(facts: DutyFacts, input: Inspection): readonly Effect[] {
  if (input.conclusion !== 'reject' || input.rejection === undefined) return accepted(input);
  const { filledPosts } = facts.organisation;
  const director = 'quality-safety-director';
  const post = filledPosts.includes(director) ? director : 'principal';
  const title = `${input.supplier}的${input.productName}（批号${input.batch}）查验不合格，已拒收`;
  const notice: Effect = { do: 'notify', to: { post, of: 'actor' }, title };
  const gone = sentAway(facts, input, input.rejection.disposal);
  if (!input.rejection.needsCorrection) return [notice, ...gone];
  return [
    ...gone,
    {
      do: 'open',
      procedure: 'corrective-action',
      act: 'find',
      input: {
        source: 'incoming-inspection',
        foundOn: facts.today,
        keyLink: '进货查验',
        description: `${title}：${input.rejection.reason}`.slice(0, 4000),
        photos: [],
        containment: 'taken',
        immediateMeasure: disposals[input.rejection.disposal],
      },
    },
  ];
}

const disposals = {
  return: '该批次已拒收退货',
  isolate: '该批次已隔离存放，不得使用或者销售',
  destroy: '该批次已按规定销毁',
} as const;
