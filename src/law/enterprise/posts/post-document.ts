import type { z } from 'zod';
import { defineBook } from '#kernel/definition.ts';
import type { Post } from '#kernel/party.ts';
import * as field from '#kernel/field.ts';
import { archivePolicy } from '../archive.ts';

const postDocumentForm = field.form({
  text: field.longText('正文', { min: 50, max: 20_000 }),
  effectiveFrom: field.date('施行日期'),
  changeNote: field.text('制定或者修订说明'),
  attachment: field.files('盖章文件'),
});

/** 《质量安全总监职责》: versions of what the enterprise refines from article 7 of Orders 75 and 76. */
export const directorDuties = postDocument({
  id: 'director-duties',
  title: '质量安全总监职责',
  basis: ['guidance/2.1', 'order-75/7', 'order-76/7', 'order-75/13', 'order-76/13'],
  post: 'quality-safety-director',
});

/** 《质量安全员守则》: versions of what the enterprise refines from article 8 of Orders 75 and 76. */
export const officerCode = postDocument({
  id: 'officer-code',
  title: '质量安全员守则',
  basis: ['guidance/2.1', 'order-75/8', 'order-76/8', 'order-75/13', 'order-76/13'],
  post: 'quality-safety-officer',
});

function postDocument(own: { id: string; title: string; basis: string[]; post: Post }) {
  const { post, ...provision } = own;
  return defineBook({
    ...provision,
    inForce: { from: '2023-05-05' },
    party: 'enterprise',
    keeper: { kinds: ['enterprise', 'platform'], posts: ['quality-safety-director', 'principal'] },
    holds: 'versions',
    retention: archivePolicy,
    reads: [own.id],
    form: postDocumentForm,
    when: (facts, input) => {
      const before = facts.latest(own.id)?.input as z.output<typeof postDocumentForm> | undefined;
      if (before === undefined) return undefined;
      if (before.text === input.text) return '正文与现行版本相同，不需要重新发布。';
      return input.effectiveFrom < before.effectiveFrom
        ? '施行日期不能早于现行版本的施行日期。'
        : undefined;
    },
    then: (_facts, input) => [
      {
        do: 'notify',
        to: { post, of: 'actor' },
        title: `《${own.title}》自${input.effectiveFrom}起施行新版本`,
      },
    ],
  });
}
