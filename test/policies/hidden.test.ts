import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sweepOnce } from '#server/sweep/sweep.ts';
import { forms as complaintForms } from '../law/complaint-setting.ts';
import { startServer } from '../service.ts';
import { Story } from '../stories/case-file.ts';
import type { Matter } from '../stories/case-file.ts';
import { spotCheckCast, SpotCheckStory } from '../stories/spot-check-scene.ts';
import type { SpotCheckCast } from '../stories/spot-check-scene.ts';

const service = await startServer({ after });
const story = new Story(service);
let cast: SpotCheckCast;
let check: SpotCheckStory;
before(async () => {
  cast = await spotCheckCast(service.context.database);
  check = new SpotCheckStory(story, cast);
  story.on('2026-08-28', '06:00');
  await sweepOnce(service.context);
});

interface OpenApi {
  readonly paths: Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>;
}

/** A path with an id in its place, and with the id as each of its filters. */
function addressesFor(path: string, filters: readonly string[], id: string): string[] {
  const url = path.replaceAll(/\{\w+\}/g, id);
  return [url, ...filters.map((name) => `${url}?${name}=${encodeURIComponent(id)}`)];
}

/**
 * Asks every address that can be asked, with each of the ids in its place, and as a filter.
 * @returns the addresses whose answers hold one of the words.
 */
async function tells(
  login: string,
  ids: readonly string[],
  words: readonly string[],
): Promise<string[]> {
  const client = await story.as(login);
  const { body } = await client.get<OpenApi>('/api/openapi.json');
  const asked = new Set<string>();
  const addresses = new Set(
    Object.entries(body.paths).flatMap(([path, { get }]) => {
      if (get === undefined || path.startsWith('/ledger/tile')) return [];
      const filters = (get.parameters ?? [])
        .filter((one) => one.in === 'query')
        .map(({ name }) => name);
      // The queries of EPCIS have sixty filters each, the same under nine addresses, and one answer to them.
      const isNew = filters.length < 20 || !asked.has(filters.join());
      asked.add(filters.join());
      return ids.flatMap((id) => addressesFor(path, isNew ? filters : [], id));
    }),
  );
  const found: string[] = [];
  for (const address of addresses) {
    const answer = await client.get<unknown>(address);
    assert.ok(answer.status < 500, `${address} ${answer.status}`);
    let text = JSON.stringify(answer.body);
    // What was asked comes back.
    for (const id of ids.filter((one) => address.includes(encodeURIComponent(one)))) {
      text = text.replaceAll(encodeURIComponent(id), '');
    }
    if (words.some((word) => text.includes(word))) found.push(address);
  }
  assert.ok(addresses.size > 60, `only ${addresses.size} were asked`);
  return found;
}

async function entriesOf(matter: Matter): Promise<string[]> {
  const rows = await service.context.database.asSystem('audit', (tx) =>
    tx.rows<{ id: string }>('select id from entry where proceeding_id = $1', [matter.id]),
  );
  return rows.map(({ id }) => id);
}

test('an unannounced check shows nowhere to whom it will be announced, whatever they ask', async () => {
  story.on('2026-08-28');
  const matter = await check.assigned({ taskNumber: '机密抽查一号', reportDueOn: '2026-08-30' });
  story.on('2026-09-10', '06:00');
  await sweepOnce(service.context);
  story.on('2026-09-10');
  const [entry = ''] = await entriesOf(matter);
  const ids = [matter.id, entry, cast.organisations.electrics.id, 'spot-check', '机密抽查'];
  for (const login of ['owner', 'maker']) {
    const words = ['机密抽查一号', '延长线插座延期', ...(login === 'owner' ? [] : [matter.id])];
    assert.deepEqual(await tells(login, ids, words), [], login);
  }
  // The same questions do find it where it may be known: the crawler looks in the right places.
  const seen = await tells('organiser', ids, ['机密抽查一号']);
  assert.ok(seen.includes(`/api/proceedings/${matter.id}`), seen.join());
  assert.ok(seen.includes(`/api/entries/${entry}`));
  const listed = await (
    await story.as('owner')
  ).get<{ proceedings: unknown[] }>('/api/proceedings');
  assert.deepEqual(listed.body.proceedings, []);
});

test('who complained stays with those who handle it: no list, paper or export tells the respondent', async () => {
  story.on('2026-09-11');
  const secret = { complainantName: '胡小兰', phone: '13900007788', address: '梅林镇幸福里8号' };
  const input = await story.filled('citizen', {
    ...complaintForms.register,
    ...secret,
    boughtOn: '2026-09-01',
    evidence: [],
  });
  const about = { subject: cast.organisations.electrics.id };
  const matter = await story.opens('citizen', 'complaint', 'register', input, about);
  const entries = await entriesOf(matter);
  const ids = [matter.id, ...entries, cast.organisations.electrics.id, 'complaint', '13900007788'];
  const words = Object.values(secret);
  assert.deepEqual(await tells('owner', ids, words), []);
  assert.equal((await matter.seenBy('owner')).timeline.length, 1, 'the complaint itself is known');
  assert.ok((await tells('citizen', ids, words)).length > 0);
});
