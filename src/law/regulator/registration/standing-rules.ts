import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import type { Post } from '#kernel/party.ts';
import type { Objection } from '#kernel/refusal.ts';

/** How a firm ends for the platform. */
export const closings = {
  deregistered: '注销',
  revoked: '吊销',
  'moved-out': '迁出',
  duplicate: '重复登记',
} as const;

/** Desks of the office that deal with registrations. */
const desks: readonly Post[] = ['leader', 'case-officer', 'reviewer', 'intake-officer'];

interface Change {
  readonly change: 'reject' | 'account' | 'close' | 'reopen' | 'decline';
  readonly cause?: keyof typeof closings | undefined;
  readonly on?: PlainDate | undefined;
  readonly reason?: string | undefined;
}

/** What may be done depends on how the firm stands; each but an account needs a reason. */
export function checkStanding(facts: DutyFacts, input: Change): Objection | undefined {
  if (!desks.some((post) => facts.actor.posts.includes(post))) {
    return {
      code: 'not-entitled',
      sentence: '单位的登记状态由市场监管部门的负责人、承办人、审核人或者接收人员办理。',
    };
  }
  const objection = states[input.change](facts, input);
  if (objection !== undefined || input.change === 'account') return objection;
  return (input.reason ?? '').trim().length >= 2
    ? undefined
    : missing('reason', '请写明理由，该单位能够看到。');
}

const states: Readonly<
  Record<Change['change'], (facts: DutyFacts, input: Change) => Objection | undefined>
> = {
  reject: ({ standing }) =>
    standing !== undefined && !standing.confirmed && !standing.closed
      ? undefined
      : wrong('只有待核对的自行注册可以驳回；已经确认的单位请按注销、吊销、迁出或者重复登记办理。'),
  account: ({ standing }) => {
    if (standing?.closed === true) return wrong('这个单位已经注销或者终止，不再开通账号。');
    return standing?.led === true
      ? {
          code: 'already-done',
          sentence:
            '这个单位已经有账号能够办理，不能再开通；人员由其主要负责人在“岗位与人员”中增加。',
        }
      : undefined;
  },
  close: ({ standing, today }, { cause, on }) => {
    if (standing?.closed === true) return wrong('这个单位已经终止，不能重复办理。');
    if (standing?.confirmed === false) {
      return wrong('这个单位的自行注册还没有核对，请先确认或者驳回。');
    }
    if (cause === undefined) return missing('cause', '请选择终止情形。');
    if (on === undefined) return missing('on', '请填写终止日期。');
    return on > today ? missing('on', '终止日期不能晚于今天。') : undefined;
  },
  decline: ({ standing }) =>
    standing?.asked === true ? undefined : wrong('这个单位没有待确认的变更，或者已经办理。'),
  reopen: ({ standing }) => {
    if (standing?.closed !== true) return wrong('这个单位没有终止，不需要恢复。');
    return standing.rejected === true ? wrong('驳回的注册不能恢复，请该单位重新注册。') : undefined;
  },
};

function wrong(sentence: string): Objection {
  return { code: 'wrong-state', sentence };
}

function missing(path: string, sentence: string): Objection {
  return { code: 'invalid-input', sentence, issues: [{ path, sentence }] };
}
