import { calendarDays, hours } from '#kernel/calendar/count.ts';
import { defineProcedure } from '#kernel/definition.ts';
import type { Deadline } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { adviseForm, answerForm, checkAnswer } from './advice/forms.ts';

const advice = ['order-75/4', 'order-76/4', 'order-75/13', 'order-76/13'];
const answer = ['order-75/4', 'order-76/4', 'order-75/16', 'order-76/16'];

/** 意见建议与一票否决: what director or officer advised and how the principal answered; it protects who advised. */
export const qualityAdvice = defineProcedure({
  id: 'quality-advice',
  title: '质量安全意见建议',
  basis: ['guidance/2.2', ...advice, 'order-75/16', 'order-76/16'],
  inForce: { from: '2023-05-05' },
  party: 'enterprise',
  named: 'content',
  subject: 'required',
  roles: {
    adviser: {
      title: '质量安全总监、质量安全员',
      kinds: ['enterprise'],
      posts: ['quality-safety-director', 'quality-safety-officer'],
      fills: 'subject',
    },
    principal: {
      title: '主要负责人',
      kinds: ['enterprise'],
      posts: ['principal'],
      fills: 'subject',
    },
  },
  states: {
    raised: { title: '待研判答复' },
    adopted: { title: '采纳，落实中' },
    declined: { title: '不采纳', final: true },
    closed: { title: '已落实', final: true },
  },
  acts: {
    advise: {
      title: '提出意见建议',
      by: ['adviser'],
      to: 'raised',
      basis: advice,
      form: adviseForm,
      when: (_facts, input) =>
        input.kind === 'stop' && input.product === undefined
          ? '提出停止生产、销售建议的，请写明涉及的产品和批次。'
          : undefined,
      then: (_facts, input) => [
        {
          do: 'notify',
          to: { post: 'principal', of: 'subject' },
          title:
            input.kind === 'stop'
              ? `请立即研判：有人提出停止生产、销售“${input.product ?? ''}”`
              : '收到质量安全意见建议，请答复',
        },
      ],
    },
    supplement: {
      title: '补充情况',
      by: ['adviser'],
      from: 'raised',
      basis: advice,
      form: field.form({
        content: field.longText('补充内容'),
        evidence: field.files('补充材料'),
      }),
    },
    answer: {
      title: '研判答复',
      by: ['principal'],
      from: 'raised',
      to: {
        by: 'decision',
        cases: { adopted: 'adopted', partly: 'adopted', declined: 'declined' },
      },
      basis: answer,
      notBy: ['advise'],
      form: answerForm,
      when: (facts, input) => checkAnswer(facts.value('advise', 'ground'), input),
      then: (facts, input) => [
        ...facts.all('advise').map(
          ({ by }) =>
            ({
              do: 'notify',
              to: { account: by.account },
              title: '您的质量安全意见建议已有答复',
            }) as const,
        ),
        ...(input.defect === 'confirmed' ? [recall] : []),
      ],
    },
    report: {
      title: '报告落实情况',
      by: ['principal', 'adviser'],
      from: 'adopted',
      to: 'closed',
      basis: answer,
      form: field.form({
        result: field.longText('落实情况'),
        evidence: field.files('佐证材料'),
      }),
    },
  },
  deadlines: {
    stop: answerClock('立即研判停产停售建议', 'stop', hours(0)),
    answer: {
      ...answerClock('答复意见建议', 'suggestion', calendarDays(7)),
      policy: '规章未规定答复期限，平台定为7日。',
    },
    report: {
      title: '报告落实情况',
      owner: 'principal',
      nature: 'duty',
      starts: [
        { act: 'answer', where: { field: 'decision', is: 'adopted' } },
        { act: 'answer', where: { field: 'decision', is: 'partly' } },
      ],
      count: calendarDays(15),
      ends: ['report'],
      basis: answer,
      policy: '规章未规定落实期限，平台定为15日。',
      escalates: [{ afterDays: 0, to: 'principal' }],
    },
  },
});

const recall = {
  do: 'notify',
  to: { post: 'principal', of: 'subject' },
  title: '已确认产品存在缺陷，请立即停止生产、销售并依法召回或者配合召回',
} as const;

function answerClock(title: string, kind: string, count: Deadline['count']): Deadline {
  return {
    title,
    owner: 'principal',
    nature: 'duty',
    starts: { act: 'advise', where: { field: 'kind', is: kind } },
    count,
    ends: ['answer'],
    basis: answer,
    escalates: [
      { afterDays: 0, to: 'principal' },
      { afterDays: 1, to: 'quality-safety-director' },
    ],
  };
}
