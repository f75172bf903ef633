import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addDays } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { WeekFigures } from '#law/enterprise/weekly/form.ts';
import { sweepOnce } from '#server/sweep/sweep.ts';
import { seedCast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { WorksStory } from './works-scene.ts';

const service = await startServer({ after });
const story = new Story(service);
const works = new WorksStory(story);
before(() => seedCast(service.context.database));

async function nightsUntil(first: PlainDate, last: PlainDate): Promise<void> {
  for (let day = first; day <= last; day = addDays(day, 1)) {
    story.on(day, '06:00');
    await sweepOnce(service.context);
  }
}

async function drafted(login: string, duty: string, period: PlainDate) {
  const { input } = await works.draft(login, duty, period);
  return (input as unknown as { figures: { daily: WeekFigures['daily']; weeksExpected: number } })
    .figures;
}

test('the first week counts from the day on which the enterprise began to owe', async () => {
  await nightsUntil('2026-11-18', '2026-11-20');
  story.on('2026-11-20', '16:00');
  const { daily } = await drafted('director', 'weekly-screening', '2026-11-16');
  assert.deepEqual(
    [daily.expected, daily.missing, daily.missingDays],
    [2, 2, '2026-11-18、2026-11-19'],
    'Monday and Tuesday were before its time, and Friday is not over',
  );
});

test('the first month counts the weeks that it owed', async () => {
  await nightsUntil('2026-11-21', '2026-11-30');
  story.on('2026-11-30', '16:00');
  const { weeksExpected } = await drafted('principal', 'monthly-review', '2026-11-01');
  assert.equal(weeksExpected, 2);
});
