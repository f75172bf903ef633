import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newEntryId } from '#server/acts/entry-id.ts';
import { startSequencer } from '#server/ledger/sequencer.ts';
import type { Me } from '#server/session/present.ts';
import type { Client } from '../client.ts';
import { seedCast } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { isSound } from './accounts-scene.ts';
import { testKey } from './ledger-scene.ts';
import { isRefused } from './submission-scene.ts';

after(() => sequencer.stop());
const service = await startServer({ after });
const { clock, context } = service;
const sequencer = startSequencer(context, { key: await testKey() });
let cast: Cast;
let principal: Client;

before(async () => {
  cast = await seedCast(context.database);
  principal = await service.client().signIn('principal');
});

function dismiss(input: object) {
  clock.pass(1);
  return principal.post('/api/books/dismissal/records', {
    id: newEntryId(clock.now()),
    input: { post: 'principal', on: '2026-11-23', reason: 'resigned', ...input },
  });
}

test('the only principal cannot leave without a successor, and hands over in one record', async () => {
  const person = cast.people.principal.id;
  const alone = isRefused(await dismiss({ person }), 'condition-unmet');
  assert.match(alone.detail, /最后一位/);
  assert.equal(alone.issues?.[0]?.path, 'successor');
  assert.deepEqual(
    (await principal.get<Me>('/api/me')).body.posts.map(({ id }) => id),
    ['principal'],
  );
  const successor = cast.people.director.id;
  const handed = await dismiss({ person, successor });
  assert.equal(handed.status, 201, JSON.stringify(handed.body));
  const next = await service.client().signIn('director');
  assert.ok((await next.get<Me>('/api/me')).body.posts.some(({ id }) => id === 'principal'));
  isRefused(await dismiss({ person: successor }), 'not-entitled');
  const template = await next.get('/api/books/dismissal/import-template.xlsx');
  isRefused(template, 'table-refused');
  await sequencer.idle();
  await isSound(service);
});

test('of two principals who dismiss each other at once one stays', async () => {
  const director = await service.client().signIn('director');
  const back = await director.post('/api/books/appointment/records', {
    id: newEntryId(clock.now()),
    input: {
      person: cast.people.principal.id,
      post: 'principal',
      from: '2026-11-23',
      assessment: [],
      hasSignedLetter: true,
      document: [],
    },
  });
  assert.equal(back.status, 201, JSON.stringify(back.body));
  clock.pass(1);
  const leave = (client: Client, person: string) =>
    client.post('/api/books/dismissal/records', {
      id: newEntryId(clock.now()),
      input: { person, post: 'principal', on: '2026-11-23', reason: 'resigned' },
    });
  const answers = await Promise.all([
    leave(principal, cast.people.director.id),
    leave(director, cast.people.principal.id),
  ]);
  assert.equal(answers.filter(({ status }) => status === 201).length, 1, JSON.stringify(answers));
});
