import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { relations } from './random-draw/recusal.ts';

/** What each inspector declares of firms to keep away from, before anything is drawn; the latest of a person counts. */
export const inspectorDeclaration = defineBook({
  id: 'inspector-declaration',
  title: '执法检查人员回避申报',
  basis: ['guidance/4.1', 'order-18/15'],
  inForce: { from: '2020-01-01' },
  party: 'regulator',
  keeper: { kinds: ['market-regulator'], posts: ['case-officer', 'sampler'] },
  holds: 'list',
  retention: { years: 5, policy: '申报长期影响抽取结果的核查，平台规则保存五年。' },
  form: field.form({
    inspector: field.person('申报人', ['case-officer', 'sampler']),
    relations,
    complete: field.yesNo('所申报的情形完整、真实'),
  }),
  when: ({ actor, today }, { inspector, relations: declared, complete }) => {
    if (inspector !== actor.account) return '回避情形由本人申报。';
    if (!complete) return '请确认所申报的情形完整、真实。';
    const ids = declared.map(({ organisation }) => organisation);
    if (new Set(ids).size < ids.length) return '同一单位申报了两次。';
    return declared.some(({ until }) => until !== undefined && until > today)
      ? '离职日期不能晚于今天。'
      : undefined;
  },
});
