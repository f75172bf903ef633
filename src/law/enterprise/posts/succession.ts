import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import type { Post } from '#kernel/party.ts';
import type { Objection } from '#kernel/refusal.ts';
import { orderOf } from '../staffing.ts';

/** The post that leads a firm; its holders alone give posts (the keeper of appointment and dismissal). */
const leading: Post = 'principal';

interface Leaving {
  readonly person: string;
  readonly post: Post;
  readonly on: PlainDate;
  readonly successor?: string | undefined;
}

/**
 * The principal answers for the firm (Orders 75 and 76, article 4): the last one who can act leaves only to a successor.
 * Whoever is to leave later, takes up the post later or has no entrance does not count as somebody who stays.
 */
export function checkSuccession(facts: DutyFacts, leaving: Leaving): Objection | undefined {
  const { person, post, on, successor } = leaving;
  const basis = [`${orderOf(facts.organisation)}/4`];
  const staff = facts.staff ?? [];
  if (post !== leading) {
    return successor === undefined
      ? undefined
      : '“继任的主要负责人”只在免去主要负责人时填写，其他岗位请在“任命”中办理。';
  }
  const stays = staff.filter(
    (one) =>
      one.post === leading &&
      one.account !== person &&
      one.enabled &&
      one.endsOn === undefined &&
      one.from <= on,
  );
  if (successor !== undefined) {
    if (successor === person) return at('继任的主要负责人不能是被免职人本人。', basis);
    return stays.some(({ account }) => account === successor)
      ? at('所选人员已经担任主要负责人，不必再填写继任人。', basis)
      : undefined;
  }
  if (stays.length > 0 || !staff.some((one) => one.post === leading && one.account === person)) {
    return undefined;
  }
  return at(
    '这是本单位最后一位能够办理的主要负责人，免职后没有人全面负责质量安全，也没有人能任免岗位、增加人员。' +
      '请在“继任的主要负责人”中选择接任的人，或者先任命新的主要负责人再免职。',
    basis,
  );
}

function at(sentence: string, basis: readonly string[]): Objection {
  return { sentence, basis, issues: [{ path: 'successor', sentence }] };
}
