import { defineBook } from '#kernel/definition.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import * as field from '#kernel/field.ts';
import type { Objection } from '#kernel/refusal.ts';
import { archivePolicy } from '../archive.ts';

/** Posts that an enterprise appoints. */
export const appointedPosts = {
  'quality-safety-officer': '质量安全员',
  'quality-safety-director': '质量安全总监',
  principal: '主要负责人',
} as const;

interface Assessed {
  readonly from: PlainDate;
  readonly assessedOn?: PlainDate | undefined;
  readonly qualifiedUntil?: PlainDate | undefined;
  readonly hasSignedLetter: boolean;
}

/** Directors and officers take up their posts after a passed assessment (article 15); each defect stands at its field. */
function checkAssessment(today: PlainDate, input: Assessed): Objection | undefined {
  const { from, assessedOn, qualifiedUntil } = input;
  if (assessedOn === undefined || qualifiedUntil === undefined) {
    return at(
      '质量安全总监、质量安全员经培训考核合格才能任职，请填写考核合格日期和有效期。',
      ...(assessedOn === undefined ? ['assessedOn'] : []),
      ...(qualifiedUntil === undefined ? ['qualifiedUntil'] : []),
    );
  }
  if (assessedOn > today) return at('考核合格日期不能晚于今天。', 'assessedOn');
  if (assessedOn > from) {
    return at('应当先考核合格再任职，考核日期不能晚于任职日期。', 'assessedOn');
  }
  if (qualifiedUntil < from) {
    return at('考核有效期在任职日期之前已经届满，请重新考核。', 'qualifiedUntil');
  }
  return input.hasSignedLetter
    ? undefined
    : at('请先签订质量安全责任书再任职。', 'hasSignedLetter');
}

function at(sentence: string, ...paths: readonly string[]): Objection {
  return { sentence, issues: paths.map((path) => ({ path, sentence })) };
}

/** 任命: who takes up a post from which day, after which assessment. Training and assessment come before (art. 15). */
export const appointment = defineBook({
  id: 'appointment',
  title: '质量安全岗位任命记录',
  basis: [
    'guidance/2.1',
    'order-75/3',
    'order-75/5',
    'order-75/6',
    'order-75/13',
    'order-75/15',
    'order-76/3',
    'order-76/5',
    'order-76/6',
    'order-76/13',
    'order-76/15',
  ],
  inForce: { from: '2023-05-05' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise', 'platform'], posts: ['principal'] },
  holds: 'list',
  retention: archivePolicy,
  form: field.form({
    person: field.person('被任命人', []),
    post: field.choice('岗位', appointedPosts),
    from: field.date('任职日期'),
    assessedOn: field.optional(
      field.date('培训考核合格日期', { hint: '质量安全总监、质量安全员必填，主要负责人不填。' }),
    ),
    qualifiedUntil: field.optional(
      field.date('考核有效期至', {
        hint: '质量安全总监、质量安全员必填；规章未规定有效期，由本单位制度确定。',
      }),
    ),
    assessment: field.files('考核记录'),
    hasSignedLetter: field.yesNo('是否已签订质量安全责任书'),
    document: field.files('任命文件'),
  }),
  when: (facts, input) => {
    // The principal answers for the unit by law (art. 18); no assessment makes him that.
    if (input.post === 'principal') return undefined;
    return checkAssessment(facts.today, input);
  },
  then: (_facts, { person, post, from, qualifiedUntil }) => [
    {
      do: 'appoint',
      account: person,
      post,
      from,
      ...(qualifiedUntil === undefined || post === 'principal' ? {} : { until: qualifiedUntil }),
    },
    {
      do: 'notify',
      to: { account: person },
      title: `您自${from}起担任${appointedPosts[post]}`,
    },
  ],
});
