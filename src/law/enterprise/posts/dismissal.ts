import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { archivePolicy } from '../archive.ts';
import { requiredPosts } from '../staffing.ts';
import { appointedPosts } from './appointment.ts';
import { checkSuccession } from './succession.ts';

/**
 * 免职: who leaves a post on which day and why; a required post must be filled again. The last principal leaves to a
 * successor: nobody else may appoint, and the firm could not be acted for any more.
 */
export const dismissal = defineBook({
  id: 'dismissal',
  title: '质量安全岗位免职记录',
  basis: [
    'guidance/2.1',
    'order-75/4',
    'order-75/5',
    'order-75/13',
    'order-75/15',
    'order-76/4',
    'order-76/5',
    'order-76/13',
    'order-76/15',
  ],
  inForce: { from: '2023-05-05' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise', 'platform'], posts: ['principal'] },
  holds: 'list',
  staff: true,
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
    successor: field.optional(
      field.person('继任的主要负责人', [], {
        hint: '免去最后一位主要负责人时须同时确定继任人，继任人自免职日期起任职；免去其他岗位的不填。',
      }),
    ),
  }),
  when: (facts, input) =>
    input.reason === 'other' && input.note === undefined
      ? '原因为“其他”的，请写明说明。'
      : checkSuccession(facts, input),
  then: (facts, { person, post, on, successor }) => {
    const required = requiredPosts(facts.organisation).some(
      (requirement) => requirement.required && requirement.post === post,
    );
    return [
      { do: 'dismiss', account: person, post, on },
      ...(successor === undefined
        ? []
        : [
            { do: 'appoint', account: successor, post, from: on } as const,
            {
              do: 'notify',
              to: { account: successor },
              title: `您自${on}起担任${appointedPosts[post]}`,
            } as const,
          ]),
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
