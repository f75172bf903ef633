import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { challengeFor } from '#kernel/derive/challenge.ts';
import type { PhoneToday } from '#server/phone/present.ts';
import { seedCast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { days } from './submission-scene.ts';
import { riskItems, WorksStory } from './works-scene.ts';

const service = await startServer({ after });
const story = new Story(service);
const works = new WorksStory(story);
const codes = riskItems.map(({ code }) => code);
let list: string;

before(async () => {
  await seedCast(service.context.database);
  story.on('2026-11-22');
  list = await works.list();
});

async function phone(): Promise<PhoneToday> {
  return (await (await story.as('officer')).get<PhoneToday>('/api/phone/today')).body;
}

interface Challenge {
  readonly checkpointSize: number;
  readonly item: string;
  readonly photo: readonly string[];
}

/** The record of a day with another challenge than the right one. */
async function record(
  period: string,
  change: (right: Challenge) => Partial<Challenge> | undefined,
) {
  const day = await works.day(period);
  const { challenge, ...rest } = day.input as { challenge?: Challenge; items: unknown };
  assert.ok(challenge, 'the phone was shown a tree head');
  const changed = change(challenge);
  const input = changed === undefined ? rest : { ...rest, challenge: { ...challenge, ...changed } };
  return { ...day, input };
}

function refuses(period: string, code: 'challenge-failed' | 'stale-photo', sentence: RegExp) {
  return async (change: (right: Challenge) => Partial<Challenge> | undefined) =>
    story.refused('officer', days, await record(period, change), { code, sentence });
}

test('while the log is empty nothing can be drawn, and a day is recorded without a drawn photo', async () => {
  assert.equal((await phone()).checkpoint, undefined);
  await works.daily('2026-11-22');
  await story.isProved();
});

test("the drawn item must be photographed: not left out, not another, not with another's photo", async () => {
  story.on('2026-11-23');
  assert.ok((await phone()).checkpoint);
  const failed = (sentence: RegExp) => refuses('2026-11-23', 'challenge-failed', sentence);
  await failed(/随机抽中/)(() => undefined);
  await failed(/应当拍照的项目/)(({ item }) => ({ item: codes.find((code) => code !== item)! }));
  await failed(/没有填写检查结果/)(() => ({ item: 'R99' }));
  await failed(/检查点不存在/)(() => ({ checkpointSize: 99 }));
  const day = await works.day('2026-11-23');
  const input = day.input as unknown as {
    items: { item: string; photos: string[] }[];
    challenge: Challenge;
  };
  const other = input.items.find(({ item }) => item !== input.challenge.item)!;
  other.photos = [...input.challenge.photo];
  const expected = { code: 'challenge-failed', sentence: /与其他项目重复/ } as const;
  await story.refused('officer', days, { ...day, input }, expected);
});

test('a paper passes for no photo, neither the drawn one nor that of a line', async () => {
  const paper = await story.paper('officer', 'no photo');
  await refuses(
    '2026-11-23',
    'challenge-failed',
    /须现场拍照，所传的PDF/,
  )(() => ({ photo: [paper] }));
  const day = await works.day('2026-11-23');
  const input = day.input as unknown as { items: { item: string; photos: string[] }[] };
  const { riskPoint } = riskItems.find(({ code }) => code === input.items[0]!.item)!;
  input.items[0]!.photos = [paper];
  const expected = {
    code: 'condition-unmet',
    sentence: new RegExp(`“${riskPoint}”的照片`),
  } as const;
  await story.refused('officer', days, { ...day, input }, expected);
});

test('a photo that was handed in before, by anybody, is stale', async () => {
  story.on('2026-11-23');
  const before = await works.photo();
  const delivered = { photos: [before], keyLink: '生产过程', description: '除尘器漏粉' };
  const finding = {
    ...delivered,
    source: 'other',
    foundOn: '2026-11-23',
    containment: 'taken',
    immediateMeasure: '已停机',
  };
  const { organisation } = await phone();
  await story.opens('officer', 'corrective-action', 'find', finding, { subject: organisation.id });
  const stale = refuses('2026-11-23', 'stale-photo', /以前用过/);
  await stale(() => ({ photo: [before] }));
  await works.daily('2026-11-23');
  await story.isProved();
});

test('an old tree head will do for a phone without network, one of last week will not', async () => {
  story.on('2026-11-25');
  const { checkpoint: head, organisation } = await phone();
  assert.ok(head);
  // Nothing was logged since the 23rd: its head is the newest and will do, however old.
  await works.daily('2026-11-25');
  await story.isProved();
  story.on('2026-11-26');
  const now = (await phone()).checkpoint!;
  assert.ok(now.size > head.size);
  const older = challengeFor(head.root, organisation.id, '2026-11-26', codes)!;
  await refuses(
    '2026-11-26',
    'challenge-failed',
    /过旧/,
  )(() => ({ checkpointSize: head.size, item: older }));
  await works.daily('2026-11-26');
});

test("the list that was checked must be the works' own and of the day", async () => {
  story.on('2026-11-27');
  await story.isProved();
  const reviewed = await works.list({ changeReason: 'yearly-review' });
  story.on('2026-11-28');
  const day = await works.day('2026-11-28');
  const by = (riskList: string) => ({ ...day, input: { ...day.input, riskList } });
  assert.equal(day.input.riskList, reviewed);
  await story.refused('officer', days, by(list), { code: 'list-superseded', sentence: /替代/ });
  await story.refused('officer', days, by('019ab000-0000-7000-8000-000000000000'), {
    code: 'condition-unmet',
    sentence: /不是本单位/,
  });
  await story.submits('officer', days, day);
});
