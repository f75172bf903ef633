import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { archivePolicy } from '../archive.ts';
import { appointedPosts } from './appointment.ts';

/** 质量安全责任书: signed by the holder of a post in person, once for every term. */
export const responsibilityLetter = defineBook({
  id: 'responsibility-letter',
  title: '质量安全责任书',
  basis: ['guidance/2.1', 'order-75/3', 'order-76/3', 'product-quality-law/3'],
  inForce: { from: '2023-05-05' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise', 'platform'] },
  holds: 'list',
  retention: archivePolicy,
  form: field.form({
    post: field.choice('签署岗位', { ...appointedPosts, candidate: '拟任质量安全岗位人员' }),
    from: field.date('责任期限起'),
    until: field.date('责任期限止'),
    text: field.longText('责任书内容', { min: 50, max: 20_000 }),
    agreed: field.yesNo('本人已阅读并承诺履行'),
    signed: field.files('签字件'),
  }),
  when: (facts, input) => {
    if (!input.agreed) return '责任书须由本人确认后签署。';
    if (input.until < input.from) return '责任期限的截止日期不能早于起始日期。';
    return input.post === 'candidate' || facts.actor.posts.includes(input.post)
      ? undefined
      : `您没有担任${appointedPosts[input.post]}，不能代他人签署责任书。`;
  },
});
