import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AcceptedRecord } from '#kernel/decide-duty.ts';
import type { RecordFacts, RelatedProceeding } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { assignedTask } from '#law/enterprise/assigned-task.ts';
import { correctiveAction } from '#law/enterprise/corrective-action.ts';
import { dailyControl } from '#law/enterprise/daily-control.ts';
import { incomingInspection } from '#law/enterprise/incoming-inspection.ts';
import { monthlyReview } from '#law/enterprise/monthly-review.ts';
import { riskControlList } from '#law/enterprise/risk-control-list.ts';
import { weeklyScreening } from '#law/enterprise/weekly-screening.ts';
import type { WeeklyReport } from '#law/enterprise/weekly/form.ts';
import {
  accounts,
  attempt,
  defectsOf,
  director,
  factsOf,
  officer,
  play,
  principal,
  recorded,
  works,
} from './enterprise-setting.ts';

const listId = '0198a000-0000-7000-8000-0000000000b1';
const risk = (code: string, keyLink: string, frequency = 'day') => ({
  code,
  keyLink,
  riskPoint: `${keyLink}失控`,
  measure: `按${keyLink}规程复核`,
  frequency,
  ownerPost: 'laboratory',
  photoRequired: false,
});
const list = recorded(listId, '2026-11-01T00:00:00Z', {
  items: [risk('A01', '熟料'), risk('A02', '出厂检验'), risk('A03', '计量器具', 'week')],
});

function dailyRecord(day: string, found: readonly string[], own: Partial<RecordFacts> = {}) {
  const items = ['A01', 'A02'].map((item) =>
    found.includes(item)
      ? { item, result: 'finding', note: '超出范围', immediateMeasure: '停机', photos: [] }
      : { item, result: 'normal', photos: [] },
  );
  const input = { dayType: 'production', riskList: listId, items, filledAt: `${day}T01:00:00Z` };
  return recorded(`daily-${day}`, `${day}T01:00:00Z`, input, { period: day, ...own });
}

const idleInput: JsonObject = { dayType: 'idle', idleReason: '检修', items: [], filledAt: '' };

function proceeding(id: string, own: Partial<RelatedProceeding>): RelatedProceeding {
  return {
    id,
    procedure: 'corrective-action',
    title: '整改',
    state: 'planned',
    openedAt: '2026-11-17T01:00:00Z',
    overdue: false,
    opening: {},
    ...own,
  };
}

/** The week of Monday 2026-11-16, seen on its Saturday: Wednesday is missing, Friday was idle. */
const week = {
  now: '2026-11-21T02:00:00Z',
  every: 'week' as const,
  from: '2026-11-16',
  actor: director,
  records: {
    'risk-control-list': [list],
    'daily-control': [
      dailyRecord('2026-11-16', ['A02']),
      dailyRecord('2026-11-17', ['A01', 'A02']),
      dailyRecord('2026-11-19', [], { late: true }),
      recorded('daily-idle', '2026-11-20T01:00:00Z', idleInput, { period: '2026-11-20' }),
    ],
    'incoming-inspection': [
      recorded('in-1', '2026-11-18T01:00:00Z', { conclusion: 'reject' }),
      recorded('in-2', '2026-11-18T02:00:00Z', { conclusion: 'accept' }),
    ],
  },
  proceedings: [
    proceeding('c1', { overdue: true }),
    proceeding('c2', { openedAt: '2026-11-10T01:00:00Z', closedAt: '2026-11-18T01:00:00Z' }),
    proceeding('x1', { procedure: 'complaint' }),
  ],
  owed: {
    'daily-control': [16, 17, 18, 19, 20, 21, 22].map((day) => `2026-11-${day}`),
  },
};

const sentenceOf = (answer: AcceptedRecord | Refusal) => (answer.ok ? '' : answer.sentence);
const codeOf = (answer: AcceptedRecord | Refusal) => (answer.ok ? 'accepted' : answer.code);
const draftWeek = () => weeklyScreening.draft!(factsOf(week)) as WeeklyReport;

test('both definitions are sound', () => {
  const others = [dailyControl, riskControlList, incomingInspection, weeklyScreening];
  assert.deepEqual(defectsOf(weeklyScreening, others), []);
  assert.deepEqual(defectsOf(monthlyReview, others), []);
});

test('the weekly draft counts days, findings by key link, corrections, rejects and complaints', () => {
  const { figures } = draftWeek();
  assert.deepEqual(figures.daily, {
    expected: 5,
    recorded: 4,
    idle: 1,
    late: 1,
    missing: 1,
    missingDays: '2026-11-18',
  });
  assert.deepEqual(
    figures.findings.map(({ keyLink, count, days }) => [keyLink, count, days]),
    [
      ['出厂检验', 2, 2],
      ['熟料', 1, 1],
    ],
  );
  assert.deepEqual(figures.corrective, { opened: 1, closed: 1, open: 1, overdue: 1 });
  assert.deepEqual([figures.incomingRejects, figures.complaints], [1, 1]);
});

test('the draft proposes sentences that follow from the figures', () => {
  const { analysis, measures, nextSteps } = draftWeek();
  assert.match(analysis, /缺失1天（2026-11-18）/);
  assert.match(analysis, /“出厂检验”在2天内重复出现问题/);
  assert.match(measures, /“出厂检验”：按出厂检验规程复核/);
  assert.match(measures, /1项整改已经逾期/);
  assert.match(nextSteps, /未检查的每周项目：计量器具：计量器具失控。/);
  assert.doesNotMatch(nextSteps, /A03/, 'whoever reads the report has no list beside it');
});

test('a week in which the duty began counts from that day, and an earlier record counts too', () => {
  const owed = { 'daily-control': ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21'] };
  const records = { ...week.records, 'daily-control': [dailyRecord('2026-11-20', [])] };
  const first = { ...week, owed, records, proceedings: [] };
  const { figures, analysis } = weeklyScreening.draft!(factsOf(first)) as WeeklyReport;
  assert.equal(figures.daily.expected, 3);
  assert.equal(figures.daily.missingDays, '2026-11-18、2026-11-19');
  assert.match(analysis, /本周应检查3天/);
  const before = { ...records, 'daily-control': [dailyRecord('2026-11-17', [])] };
  const other = weeklyScreening.draft!(factsOf({ ...first, records: before })) as WeeklyReport;
  assert.deepEqual([other.figures.daily.expected, other.figures.daily.missing], [4, 3]);
});

test('a week without findings is a zero-risk report', () => {
  const records = { ...week.records, 'daily-control': [dailyRecord('2026-11-16', [])] };
  const draft = weeklyScreening.draft!(factsOf({ ...week, records, proceedings: [] }));
  assert.match(String(draft.analysis), /零风险报告/);
  const unseen = { ...week, records: { ...records, 'daily-control': [] }, proceedings: [] };
  const nothing = String(weeklyScreening.draft!(factsOf(unseen)).analysis);
  assert.match(nothing, /没有日管控记录，不能得出零风险的结论/);
  assert.doesNotMatch(nothing, /零风险报告/);
});

test('an amended day counts once, by its last record', () => {
  const records = {
    ...week.records,
    'daily-control': [
      ...week.records['daily-control'],
      dailyRecord('2026-11-17', [], { entry: 'amendment' }),
    ],
  };
  const { figures } = weeklyScreening.draft!(factsOf({ ...week, records })) as WeeklyReport;
  assert.equal(figures.daily.recorded, 4);
  assert.deepEqual(
    figures.findings.map(({ count }) => count),
    [1],
  );
});

test('the director signs the draft as it is, and the principal hears of it', () => {
  const answer = attempt(weeklyScreening, week, draftWeek());
  assert.ok(answer.ok, sentenceOf(answer));
  assert.deepEqual(
    answer.effects.map((effect) => effect.do),
    ['notify'],
  );
});

test('figures that differ from the platform are refused', () => {
  const draft = draftWeek();
  const daily = { ...draft.figures.daily, missing: 0, missingDays: '' };
  const answer = attempt(weeklyScreening, week, {
    ...draft,
    figures: { ...draft.figures, daily },
  });
  assert.match(sentenceOf(answer), /重新生成草稿/);
});

test('what the screening found opens corrective actions of its own', () => {
  const discovered = [
    { keyLink: '仓储', description: '袋装水泥受潮' },
    { keyLink: '计量器具', description: '秤超期未检', immediateMeasure: '停用' },
  ];
  const answer = attempt(weeklyScreening, week, { ...draftWeek(), discovered });
  assert.ok(answer.ok, sentenceOf(answer));
  const opened = answer.effects.filter((effect) => effect.do === 'open');
  const states = opened.map(
    ({ act, input }) =>
      play(correctiveAction, [{ act, actor: director, at: week.now, input }]).snapshot.state,
  );
  assert.deepEqual(states, ['found', 'contained']);
});

test('the principal signs the weekly report only where nobody is director; the officer never', () => {
  const byPrincipal = { ...week, actor: principal };
  assert.equal(codeOf(attempt(weeklyScreening, byPrincipal, draftWeek())), 'not-entitled');
  const organisation = { ...works, filledPosts: ['principal', 'quality-safety-officer'] as const };
  const alone = { ...byPrincipal, organisation };
  const draft = weeklyScreening.draft!(factsOf(alone));
  assert.equal(codeOf(attempt(weeklyScreening, alone, draft)), 'accepted');
  assert.equal(
    codeOf(attempt(weeklyScreening, { ...alone, actor: officer }, draft)),
    'not-entitled',
  );
});

test('a weekly report after its Sunday needs a reason', () => {
  const late = { ...week, now: '2026-11-23T02:00:00Z' };
  const draft = weeklyScreening.draft!(factsOf(late));
  assert.equal(codeOf(attempt(weeklyScreening, late, draft)), 'reason-required');
  const explained = attempt(weeklyScreening, late, draft, '总监出差');
  assert.equal(explained.ok && explained.late, true);
});

const month = {
  now: '2026-11-30T02:00:00Z',
  every: 'month' as const,
  from: '2026-11-01',
  actor: principal,
  records: {
    'weekly-screening': [
      recorded('week-1', week.now, draftWeek() as unknown as JsonObject, { period: '2026-11-16' }),
    ],
    // Found on a Sunday, after the week's report was signed.
    'daily-control': [...week.records['daily-control'], dailyRecord('2026-11-29', ['A01'])],
  },
  proceedings: week.proceedings,
  owed: {
    'weekly-screening': ['02', '09', '16', '23', '30'].map((day) => `2026-11-${day}`),
    'daily-control': week.owed['daily-control'],
  },
};
const decision = { content: '更换包装秤', assignee: accounts.worker, dueOn: '2026-12-10' };

test('the minutes say what was due once a month and was not done', () => {
  const stock = { items: [risk('A01', '熟料'), risk('A09', '仓储', 'month')] };
  const versions = [recorded(listId, '2026-11-01T00:00:00Z', stock)];
  const next = (days: readonly RecordFacts[]) => {
    const records = { ...month.records, 'risk-control-list': versions, 'daily-control': days };
    return String(monthlyReview.draft!(factsOf({ ...month, records }))['nextMonth']);
  };
  assert.match(next([]), /补做本月未检查的每月项目：仓储：仓储失控。/);
  const answered = dailyRecord('2026-11-29', []);
  const items = [{ item: 'A09', result: 'normal', photos: [] }];
  const done = { ...answered, input: { ...answered.input, items } };
  assert.doesNotMatch(next([done]), /每月项目/);
});

const draftMonth = () => monthlyReview.draft!(factsOf(month));

test('the monthly draft counts what was recorded day by day, in a signed week or after it', () => {
  const { figures, summary, report } = draftMonth() as {
    figures: JsonObject;
    summary: string;
    report: string;
  };
  assert.equal(figures.weeksExpected, 4);
  assert.equal(figures.weeksReported, 1);
  assert.equal(figures.findings, 4);
  assert.equal(figures.daysMissing, 3);
  assert.match(summary, /应排查4周，形成周报告1份/);
  assert.match(report, /^第1周：/);
});

test('the first month expects the weeks since the duty began, and none that still runs', () => {
  const from = (...days: string[]) => ({
    ...month,
    owed: { ...month.owed, 'weekly-screening': days },
  });
  const weeks = (scene: typeof month) =>
    (monthlyReview.draft!(factsOf(scene)) as { figures: JsonObject }).figures['weeksExpected'];
  assert.equal(weeks(from('2026-11-16', '2026-11-23', '2026-11-30')), 2);
  assert.equal(weeks(from('2026-11-23', '2026-11-30')), 2, 'one owed, one reported before');
});

test('the principal signs the minutes, and each decision becomes an assigned task', () => {
  const answer = attempt(monthlyReview, month, {
    ...draftMonth(),
    decisions: [decision, { ...decision, content: '增加一名检验员' }],
  });
  assert.ok(answer.ok, sentenceOf(answer));
  assert.deepEqual(
    answer.effects.map((effect) => effect.do === 'open' && effect.key),
    ['1', '2'],
  );
  const [first] = answer.effects;
  assert.ok(first?.do === 'open');
  const step = { act: first.act, actor: principal, at: month.now, input: first.input };
  assert.equal(play(assignedTask, [step]).snapshot.state, 'assigned');
});

test('the principal may not delegate the review, nor sign for a meeting without being there', () => {
  const byDirector = attempt(monthlyReview, { ...month, actor: director }, draftMonth());
  assert.equal(codeOf(byDirector), 'not-entitled');
  const absent = { ...draftMonth(), attendees: [accounts.director] };
  assert.match(sentenceOf(attempt(monthlyReview, month, absent)), /本人听取汇报/);
});

test('a meeting in the future, before the month, or a decision due in the past is refused', () => {
  const on = (heldOn: string) => attempt(monthlyReview, month, { ...draftMonth(), heldOn });
  assert.match(sentenceOf(on('2026-12-01')), /不能晚于今天/);
  assert.match(sentenceOf(on('2026-10-31')), /应当在2026-11-01以后/);
  const past = { ...draftMonth(), decisions: [{ ...decision, dueOn: '2026-11-29' }] };
  assert.match(sentenceOf(attempt(monthlyReview, month, past)), /不能早于今天/);
  const other = { ...draftMonth(), figures: { ...(draftMonth().figures as object), findings: 0 } };
  assert.match(sentenceOf(attempt(monthlyReview, month, other)), /重新生成草稿/);
});
