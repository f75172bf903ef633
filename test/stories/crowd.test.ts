import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import { challengeFor } from '#kernel/derive/challenge.ts';
import { audit } from '#server/audit/audit.ts';
import { keyPrefix, newToken } from '#server/session/credential.ts';
import { startSequencer } from '#server/ledger/sequencer.ts';
import type { Client } from '../client.ts';
import { picture } from '../picture.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import { startServer } from '../service.ts';
import { law } from '#law/all.ts';
import { Story } from './case-file.ts';
import { testKey } from './ledger-scene.ts';
import { days, entryCount, idleDay, idOf, isRefused, traces } from './submission-scene.ts';
import type { Submitted } from './submission-scene.ts';
import { riskItems } from './works-scene.ts';

/** Enterprises that report in the same moment. */
const count = 24;
const items = riskItems.map((one) => ({ ...one, photoRequired: false }));
const codes = items.map(({ code }) => code);
// Hooks run in the order of registration: the sequencer has to stop before the database closes.
after(() => sequencer.stop());
const service = await startServer({ after });
const { context, databaseUrl } = service;
const { database } = context;
const key = await testKey();
const sequencer = startSequencer(context, { key });

interface Firm {
  readonly id: string;
  readonly login: string;
  /** Sends in the officer's name with the firm's own key. */
  readonly officer: Client;
  list: string;
}
const firms: Firm[] = [];
const story = new Story(service);
const isSound = async () => {
  const { difference } = await audit(database, { law, now: service.clock.now() });
  assert.equal(difference, undefined);
};

before(async () => {
  await seedCast(database);
  for (let n = 0; n < count; n += 1) {
    const organisation = await seedOrganisation(database, {
      kind: 'enterprise',
      name: `南康区第${n + 1}插座厂`,
      region: 360_703,
      business: 'producer',
      headcount: 40,
      products: ['plug-socket'],
    });
    const login = `crowd${n}`;
    const posts = ['quality-safety-officer', 'quality-safety-director'] as const;
    const person = await seedPerson(database, { login, name: `郭${n}`, organisation, posts });
    const { token, hash } = newToken(keyPrefix);
    await rows(`insert into api_key (id, key_hash, name, account_id, organisation_id, created_at, expires_at)
      values (gen_random_uuid(), '\\x${hash.toString('hex')}', '报送', '${person.id}', '${organisation.id}', now(), '2027-06-01')`);
    const officer = service.client({ authorization: `Bearer ${token}` });
    firms.push({ id: organisation.id, login, officer, list: '' });
  }
  for (const firm of firms) {
    firm.list = idOf(service);
    const input = { changeReason: 'first', items };
    const body = { id: firm.list, input };
    const answer = await firm.officer.post('/api/books/risk-control-list/records', body);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
  }
  await sequencer.idle();
  // The heads of today are younger than the day: nothing is drawn before the next.
  story.on('2026-11-24');
});

/** A day of a firm, nothing found, with the drawn item photographed. */
async function dayOf(firm: Firm, period = '2026-11-24') {
  const head = (
    await firm.officer.get<{ checkpoint: { size: number; root: string } }>('/api/phone/today')
  ).body.checkpoint;
  const item = challengeFor(head.root, firm.id, period, codes)!;
  const photo = await photoOf(firm);
  return {
    id: idOf(service),
    period,
    input: {
      dayType: 'production',
      riskList: firm.list,
      items: codes.map((code) => ({ item: code, result: 'normal', photos: [] as string[] })),
      challenge: { checkpointSize: head.size, item, photo: [photo] },
      filledAt: service.clock.now(),
    },
  };
}

test('what arrives at once is kept in a few transactions, each in the name of its author', async () => {
  const bodies = await Promise.all(firms.map((firm) => dayOf(firm)));
  const before = await transactions();
  const answers = await Promise.all(
    firms.map(({ officer }, n) => officer.post<never>(days, bodies[n])),
  );
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
  assert.ok((await transactions()) - before < count, 'each had a transaction of its own');
  const written = await rows<{ id: string; login: string; works: string }>(
    `select e.id, a.login, e.organisation_id as works from entry e join account a on a.id = e.account_id
      where e.definition = 'daily-control'`,
  );
  for (const [n, firm] of firms.entries()) {
    const own = written.find(({ id }) => id === bodies[n]!.id);
    assert.deepEqual([own?.login, own?.works], [firm.login, firm.id]);
  }
  await sequencer.idle();
  await isSound();
  await Promise.all(
    firms.map(async ({ officer }, n) => {
      const again = await officer.post<{ contentHash: string }>(days, bodies[n]);
      assert.equal(again.status, 200);
      assert.equal(
        again.body.contentHash,
        (answers[n]!.body as { contentHash: string }).contentHash,
      );
    }),
  );
});

test('whoever is refused in a crowd is told why, and takes nobody with him', async () => {
  story.on('2026-11-25');
  const day = (firm: Firm) => ({
    id: idOf(service),
    period: '2026-11-25',
    input: idleDay(service),
    firm,
  });
  const send = ({ firm, ...body }: ReturnType<typeof day>) =>
    firm.officer.post<never>(days, body) as Promise<Submitted>;
  const [early, taken, twice, formless, ...rest] = firms.map(day);
  const used = await entryOf(firms[0]!.id);
  const before = await traces(service);
  const second = { ...twice!, id: idOf(service) };
  const answers = await Promise.all([
    send({ ...early!, period: '2026-11-26' }),
    send({ ...taken!, id: used }),
    send({ ...formless!, input: { ...formless!.input, idleReason: undefined } as never }),
    send(twice!),
    send(second),
    ...rest.map(send),
  ]);
  isRefused(answers[0]!, 'too-early');
  isRefused(answers[1]!, 'id-conflict');
  isRefused(answers[2]!, 'condition-unmet');
  const pair = [answers[3]!, answers[4]!].sort((a, b) => a.status - b.status);
  assert.equal(pair[0]!.status, 201);
  isRefused(pair[1]!, 'already-done');
  assert.deepEqual(new Set(answers.slice(5).map(({ status }) => status)), new Set([201]));
  const after = await traces(service);
  assert.equal(after['entry']! - before['entry']!, rest.length + 1);
  await sequencer.idle();
  await isSound();
});

test("a photo that nobody uploaded, or another, is no proof of one's own day", async () => {
  const [first, second, third] = firms;
  const stolen = await dayOf(third!, '2026-11-25');
  const [photo] = stolen.input.challenge.photo;
  for (const hash of ['f'.repeat(64), photo!]) {
    const day = await dayOf(first!, '2026-11-25');
    day.input.challenge.photo = [hash];
    const before = await entryCount(service);
    const [answer] = await Promise.all([
      first!.officer.post<never>(days, { ...day, period: '2026-11-25' }) as Promise<Submitted>,
      second!.officer.get('/api/phone/today'),
    ]);
    isRefused(answer, 'invalid-input');
    assert.equal(await entryCount(service), before);
  }
});

test('a finding in a crowd opens its corrective action, and a correction stands by itself', async () => {
  story.on('2026-11-26');
  const idle = { period: '2026-11-26', input: idleDay(service) };
  const [first, ...others] = firms;
  const quiet = others.map(({ officer }) =>
    officer.post<never>(days, { id: idOf(service), ...idle }),
  );
  const found = await findingOf(first!);
  const answers = await Promise.all([first!.officer.post<never>(days, found), ...quiet]);
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
  const opened = await rows(
    `select from proceeding where organisation_id = '${first!.id}' and procedure = 'corrective-action'`,
  );
  assert.equal(opened.length, 1);
  const corrects = await entryOf(others[0]!.id);
  const amended = { id: idOf(service), ...idle, corrects, reason: '写错原因' };
  assert.equal((await others[0]!.officer.post(days, amended)).status, 201);
  await sequencer.idle();
  await isSound();
  assert.ok((await entryCount(service)) > 3 * count);
});

async function photoOf({ officer }: Firm): Promise<string> {
  const bytes = picture(idOf(service));
  const headers = { 'content-type': 'image/jpeg' };
  const { status, body } = await officer.put<{ hash: string }>('/api/files', bytes, { headers });
  assert.equal(status, 201, JSON.stringify(body));
  return body.hash;
}

async function findingOf(firm: Firm) {
  const day = await dayOf(firm, '2026-11-26');
  const found = { result: 'finding', note: '护罩松动', immediateMeasure: '停机紧固' };
  const items = day.input.items.map((item, at) => (at === 0 ? { ...item, ...found } : item));
  return { ...day, input: { ...day.input, items } };
}

function rows<T>(sql: string): Promise<T[]> {
  return asOwner(databaseUrl, (owner) => owner.query<T>(sql));
}

/** How many transactions wrote entries so far. */
async function transactions(): Promise<number> {
  const [row] = await rows<{ n: number }>('select count(distinct xmin::text)::int as n from entry');
  return row!.n;
}

/** The latest daily record of a firm. */
async function entryOf(organisation: string): Promise<string> {
  const [row] = await rows<{ id: string }>(
    `select id from entry where organisation_id = '${organisation}' and definition = 'daily-control'
      order by at desc limit 1`,
  );
  return row!.id;
}
