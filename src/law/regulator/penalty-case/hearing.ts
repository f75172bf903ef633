import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import type { PastFacts } from '#kernel/facts.ts';
import { notYet } from '#kernel/refusal.ts';
import { byChief, byTeam, inCase, isInTeam, notAuthorised } from './parts.ts';

/** A hearing before somebody who did not investigate (hearing-measures). */
export const requestHearing = defineAct({
  title: '要求听证',
  by: ['party', 'officer'],
  onBehalfOf: 'party',
  from: 'notified',
  to: 'hearing-requested',
  within: 'statement',
  basis: ['hearing-measures/7', 'penalty-law/64'],
  form: field.form({
    reason: field.longText('要求听证的理由'),
    agent: field.optional(field.text('代理人', { personal: true })),
    request: field.files('听证申请书'),
  }),
  document: '听证申请书',
  recites: [
    ...inCase,
    { act: 'notify', fields: [{ field: 'noticeNumber', as: '行政处罚告知书文号' }] },
    { seats: ['officer'] },
  ],
  possible: (past) =>
    past.value('notify', 'hearing') === true
      ? notAuthorised(past)
      : '本案拟作出的处罚未达到听证标准。',
  then: () => [
    { do: 'notify', to: { role: 'chief' }, title: '当事人要求听证，三个工作日内确定听证主持人' },
  ],
});

export const appointPresider = byChief({
  title: '确定听证主持人',
  from: 'hearing-requested',
  basis: ['hearing-measures/11', 'hearing-measures/18'],
  form: field.form({
    presider: field.person('听证主持人', ['reviewer', 'leader', 'case-officer', 'publisher']),
    clerk: field.person('记录员', []),
    others: field.people('听证员', [], { min: 0, max: 4 }),
  }),
  seats: { presider: 'presider' },
  when: (facts, { presider, clerk, others }) => {
    const named = [presider, clerk, ...others];
    if (new Set(named).size < named.length) return '听证人员不得重复。';
    const clash = named.some((account) => isInTeam({ ...facts, actor: { account, posts: [] } }));
    return clash ? '听证主持人、听证员、记录员不得由本案办案人员担任。' : undefined;
  },
  then: () => [{ do: 'notify', to: { role: 'presider' }, title: '您被指定主持听证' }],
});

export const handFileOver = byTeam({
  title: '向听证主持人移交案件材料',
  from: 'hearing-requested',
  basis: ['hearing-measures/19'],
  form: field.form({ list: field.longText('材料清单') }),
  possible: ({ last }) =>
    last('appointPresider') === undefined ? notYet('尚未确定听证主持人。') : undefined,
});

export const fixHearing = defineAct({
  title: '确定听证时间、地点并通知',
  by: ['presider'],
  from: 'hearing-requested',
  to: 'hearing-fixed',
  basis: ['hearing-measures/20', 'hearing-measures/21'],
  form: field.form({
    noticeNumber: field.text('听证通知书文号'),
    heldOn: field.date('听证日期'),
    place: field.text('听证地点'),
    isPublic: field.yesNo('公开举行'),
    others: field.optional(field.longText('通知的第三人和其他参加人')),
  }),
  document: '听证通知书',
  recites: [
    ...inCase,
    { act: 'notify', fields: [{ field: 'noticeNumber', as: '行政处罚告知书文号' }] },
    { act: 'appointPresider', fields: ['presider', 'clerk', 'others'] },
  ],
  tells: [
    {
      text: '当事人可以亲自参加听证，也可以委托代理人参加；认为听证人员与本案有直接利害关系的，有权申请回避；无正当理由拒不出席或者中途退出的，视为放弃听证。',
      basis: ['penalty-law/64'],
    },
  ],
  possible: ({ last }) =>
    last('handFileOver') === undefined ? notYet('案件材料尚未移交听证主持人。') : undefined,
  when: (facts, { heldOn }) => {
    return heldOn > facts.today ? undefined : '听证日期应当在通知之后。';
  },
  then: (_facts, { heldOn }) => [
    { do: 'notify', to: { role: 'party' }, title: `听证通知书，听证于${heldOn}举行` },
    { do: 'notify', to: { role: 'officer' }, title: `听证于${heldOn}举行，请办案人员参加` },
  ],
});

export const announceHearing = defineAct({
  title: '公告公开听证',
  by: ['presider'],
  from: 'hearing-fixed',
  basis: ['hearing-measures/22'],
  form: field.form({ text: field.longText('公告内容', { hint: '案由、时间、地点。' }) }),
  document: '听证公告',
  recites: [...inCase, { act: 'fixHearing', fields: ['heldOn', 'place'] }],
  then: (_facts, { text }) => [{ do: 'publish', kind: 'hearing', title: '行政处罚听证公告', text }],
});

export const holdHearing = defineAct({
  title: '举行听证',
  by: ['presider'],
  from: 'hearing-fixed',
  to: { by: 'outcome', cases: { held: 'hearing-held', absent: 'hearing-held' } },
  notBefore: 'hearing-notice',
  basis: ['hearing-measures/20', 'hearing-measures/22', 'penalty-law/64'],
  form: field.form({
    outcome: field.choice('情况', {
      held: '已举行',
      absent: '当事人无正当理由不到场或者中途退出，视为放弃',
    }),
    attended: field.longText('参加人'),
    minutes: field.longText('调查、质证和辩论要点'),
    record: field.files('听证笔录（各方签名）', { min: 1 }),
  }),
  document: '听证笔录',
  recites: [
    ...inCase,
    { act: 'fixHearing', fields: ['noticeNumber', 'heldOn', 'place', 'isPublic'] },
    { act: 'appointPresider', fields: ['presider', 'clerk', 'others'] },
  ],
  possible: (past) => {
    const planned = past.value('fixHearing', 'heldOn') as string;
    if (past.today < planned) return notYet(`听证定于${planned}举行。`);
    return past.value('fixHearing', 'isPublic') === true && !wasAnnounced(past)
      ? notYet('公开举行听证的，应当在三个工作日前公告。')
      : undefined;
  },
});

/** Three working days lie between the announcement and today. */
function wasAnnounced(facts: PastFacts): boolean {
  return facts.clock('hearing-announcement')?.status === 'open';
}

export const withdrawHearing = defineAct({
  title: '撤回听证申请',
  by: ['party'],
  from: ['hearing-requested', 'hearing-fixed'],
  to: 'notified',
  basis: ['hearing-measures/7'],
  form: field.form({ reason: field.longText('理由') }),
  possible: notAuthorised,
  then: () => [{ do: 'notify', to: { role: 'officer' }, title: '当事人撤回听证申请' }],
});

export const reportHearing = defineAct({
  title: '提出听证报告',
  by: ['presider'],
  from: 'hearing-held',
  to: 'hearing-reported',
  basis: ['hearing-measures/29'],
  form: field.form({
    course: field.longText('听证基本情况'),
    opinion: field.longText('处理意见和建议', { hiddenFrom: ['party'] }),
  }),
  document: '听证报告',
  recites: [
    ...inCase,
    { act: 'notify', fields: [{ field: 'noticeNumber', as: '行政处罚告知书文号' }] },
    { act: 'fixHearing', fields: ['heldOn', 'place'] },
    { act: 'holdHearing', fields: ['attended'] },
  ],
});
