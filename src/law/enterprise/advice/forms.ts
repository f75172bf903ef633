import type { z } from 'zod';
import * as field from '#kernel/field.ts';

/** What is advised, on which ground, about which product. */
export const adviseForm = field.form({
  kind: field.choice('类别', {
    suggestion: '意见建议',
    stop: '停止生产、销售的否决建议',
  }),
  ground: field.choice('事由', {
    decision: '质量安全重大决策前提出意见',
    defect: '产品存在危及人身、财产安全的缺陷',
    certificate: '生产许可证或者强制性产品认证证书失效',
    other: '其他',
  }),
  product: field.optional(field.text('涉及的产品和批次')),
  content: field.longText('意见内容', { min: 5 }),
  evidence: field.files('依据材料'),
});

/** The principal's answer: taken up or refused, with reason and measures. */
export const answerForm = field.form({
  decision: field.choice('答复', { adopted: '采纳', partly: '部分采纳', declined: '不采纳' }),
  reason: field.optional(field.longText('理由', { min: 5 })),
  measures: field.optional(field.longText('采取的措施')),
  defect: field.choice('研判结论', {
    confirmed: '确认存在缺陷',
    excluded: '排除缺陷',
    'not-applicable': '不涉及缺陷',
  }),
});

/** Who advises is relieved where advice is refused without good reason, so a refusal must give one (art. 16). */
export function checkAnswer(
  ground: unknown,
  input: z.output<typeof answerForm>,
): string | undefined {
  if (input.decision !== 'adopted' && input.reason === undefined) {
    return '不采纳或者部分采纳的，应当写明正当理由。';
  }
  if (input.decision !== 'declined' && input.measures === undefined) {
    return '采纳的，请写明采取的措施。';
  }
  if (input.decision === 'declined' && input.defect === 'confirmed') {
    return '已确认存在缺陷的，不能不采纳停止生产、销售的建议。';
  }
  return ground === 'defect' && input.defect === 'not-applicable'
    ? '本建议涉及产品缺陷，请作出确认或者排除缺陷的结论。'
    : undefined;
}
