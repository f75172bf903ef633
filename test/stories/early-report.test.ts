import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { DutyCalendar } from '#server/duties/present.ts';
import { seedCast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { paperText } from './download.ts';
import { WorksStory } from './works-scene.ts';

const service = await startServer({ after });
const story = new Story(service);
const works = new WorksStory(story);
const weekly = '/api/duties/weekly-screening/records';

before(async () => {
  await seedCast(service.context.database);
  story.on('2026-11-16', '08:00');
  await works.list();
});

test('a week that is signed on its Tuesday says why, and shows as signed early', async () => {
  await works.daily('2026-11-16');
  story.on('2026-11-17', '09:00');
  const draft = await works.draft('director', 'weekly-screening', '2026-11-16');
  await story.refused('director', weekly, draft, {
    code: 'reason-required',
    basis: ['order-75/11', 'guidance/2.2'],
    sentence: /尚未结束，2026-11-20（本期最后一个工作日）以前签署/,
  });
  const { id } = await story.submits('director', weekly, { ...draft, reason: '周三起出国考察' });
  const client = await story.as('principal');
  const path = '/api/duties/weekly-screening/calendar?month=2026-11-01';
  const { periods } = (await client.get<DutyCalendar>(path)).body;
  const week = periods.find(({ from }) => from === '2026-11-16');
  assert.deepEqual([week?.state, week?.early], ['done', true]);
  const paper = await paperText(story, 'principal', `/api/entries/${id}/paper.docx`);
  assert.match(paper, /提前签署说明.*以前签署，原因：周三起出国考察/s);
  await story.isProved();
});
