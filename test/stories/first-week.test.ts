import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addDays } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { WeeklyReport } from '#law/enterprise/weekly/form.ts';
import type { MonthFigures } from '#law/enterprise/monthly/form.ts';
import { sweepOnce } from '#server/sweep/sweep.ts';
import { seedCast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { WorksStory } from './works-scene.ts';

const service = await startServer({ after });
const story = new Story(service);
const works = new WorksStory(story);

before(async () => {
  await seedCast(service.context.database);
  story.on('2026-11-18', '08:00');
  await works.list();
  await nights('2026-11-18', '2026-11-18');
});

/** Marks what is owed on each of these days, as the service does every night. */
async function nights(from: PlainDate, to: PlainDate): Promise<void> {
  for (let day = from; day <= to; day = addDays(day, 1)) {
    story.on(day, '00:10');
    await sweepOnce(service.context);
  }
}

test('the report of the first week counts from the day on which the duty began', async () => {
  story.on('2026-11-18', '17:00');
  await works.daily('2026-11-18');
  await nights('2026-11-19', '2026-11-20');
  story.on('2026-11-20', '16:00');
  await works.daily('2026-11-20');
  const draft = await works.draft('director', 'weekly-screening', '2026-11-16');
  const report = draft.input as WeeklyReport;
  assert.deepEqual(report.figures.daily, {
    expected: 3,
    recorded: 2,
    idle: 0,
    late: 0,
    missing: 1,
    missingDays: '2026-11-19',
  });
  assert.match(report.analysis, /^本周应检查3天，已记录2天（.*），缺失1天（2026-11-19）。/);
  const daily = { ...report.figures.daily, expected: 5, missing: 3 };
  const other = { ...draft.input, figures: { ...report.figures, daily } };
  await story.refused(
    'director',
    '/api/duties/weekly-screening/records',
    { ...draft, input: other },
    { code: 'condition-unmet', sentence: /数据已有变化/ },
  );
  await works.weekly('2026-11-16');
});

test('the minutes of the first month expect no week before the duty began', async () => {
  await nights('2026-11-21', '2026-11-30');
  story.on('2026-11-30', '16:00');
  const { input } = await works.draft('principal', 'monthly-review', '2026-11-01');
  const { weeksExpected, weeksReported } = (input as { figures: MonthFigures }).figures;
  assert.deepEqual([weeksExpected, weeksReported], [2, 1]);
  await story.isProved();
});
