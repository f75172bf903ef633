import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { archivePolicy } from '../archive.ts';
import { requiredPosts } from '../staffing.ts';
import { appointedPosts } from './appointment.ts';

/** 免职: who leaves a post on which day and why; a required post must be filled again. */
export const dismissal = defineBook({
  id: 'dismissal',
  title: '质量安全岗位免职记录',
  basis: [
    'guidance/2.1',
    'order-75/5',
    'order-75/13',
    'order-75/15',
    'order-76/5',
    'order-76/13',
    'order-76/15',
  ],
  inForce: { from: '2023-05-05' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise', 'platform'], posts: ['principal'] },
  holds: 'list',
  retention: archivePolicy,
  form: field.form({
    person: field.person('被免职人', []),
    post: field.choice('岗位', appointedPosts),
    on: field.date('免职日期'),
    reason: field.choice('原因', {
      resigned: '离职',
      transferred: '调整岗位',
      'failed-assessment': '考核不合格',
      'not-performing': '未按规定履职',
      other: '其他',
    }),
    note: field.optional(field.longText('说明')),
  }),
  when: (_facts, input) =>
    input.reason === 'other' && input.note === undefined
      ? '原因为“其他”的，请写明说明。'
      : undefined,
  then: (facts, { person, post, on }) => {
    const required = requiredPosts(facts.organisation).some(
      (requirement) => requirement.required && requirement.post === post,
    );
    return [
      { do: 'dismiss', account: person, post, on },
      ...(required
        ? [
            {
              do: 'notify',
              to: { post: 'principal', of: 'actor' },
              title: `${appointedPosts[post]}为必须配备的岗位，出现空缺的请及时任命`,
            } as const,
          ]
        : []),
    ];
  },
});
