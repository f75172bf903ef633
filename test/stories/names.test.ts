import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { EntryDetail } from '#server/entries/present.ts';
import type { ProceedingSummary } from '#server/proceedings/present.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';
import { paperText } from './download.ts';
import { spotCheckCast, SpotCheckStory } from './spot-check-scene.ts';
import type { SpotCheckCast } from './spot-check-scene.ts';
import { delivery, deliveries } from './submission-scene.ts';

const service = await startServer({ after });
let cast: SpotCheckCast;
before(async () => {
  cast = await spotCheckCast(service.context.database);
});

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

test('the checked shop reads who came, who tested and who decided, although none lies in its scope', async () => {
  const story = new Story(service);
  const check = new SpotCheckStory(story, cast);
  const matter = await check.notified();
  const shown = await matter.seenBy('owner');
  const { organisations, people } = cast;
  for (const body of [organisations.agency, organisations.laboratory, organisations.city]) {
    assert.equal(shown.names[body.id], body.name);
  }
  assert.equal(shown.names[organisations.maker.id], organisations.maker.name);
  // Officials, samplers and laboratory staff act by name, also where a form names them.
  for (const person of [people.organiser, people.sampler, people.second, people.technician]) {
    assert.equal(shown.names[person.id], person.name);
  }
  // The maker's officer signed a receipt: staff of another enterprise are nobody's business.
  assert.equal(shown.names[people.maker.id], undefined);
  const signed = shown.timeline.find(({ act }) => act === 'receiveProducer');
  assert.equal(signed?.by.name, '（姓名不公开）');
  assert.equal(signed.by.organisation, organisations.maker.name);
  assert.ok(!JSON.stringify(shown).includes(people.maker.name));
  // Every id in what was put in has its name, and nothing else does.
  const inputs = JSON.stringify(shown.timeline.map(({ input }) => input));
  for (const [id] of inputs.matchAll(uuid)) assert.ok(shown.names[id], `${id} has no name`);
});

test('the page of an entry and its paper name the same people', async () => {
  const story = new Story(service);
  const check = new SpotCheckStory(story, cast);
  const matter = await check.reported();
  const came = (await matter.seenBy('owner')).timeline.find(({ act }) => act === 'present');
  const path = `/api/entries/${came!.entry}`;
  const { body } = await (await story.as('owner')).get<EntryDetail>(path);
  assert.equal(body.by.name, '孙立');
  assert.equal(body.by.organisation, cast.organisations.agency.name);
  assert.equal(body.organisation.name, cast.organisations.electrics.name);
  assert.equal(body.names[cast.people.second.id], '何静');
  const paper = await paperText(story, 'owner', `${path}/paper.docx`);
  assert.match(paper, /孙立、何静/);
});

test('a list names the firm that a case is about, also to an office of another place', async () => {
  const story = new Story(service);
  const check = new SpotCheckStory(story, cast);
  await check.notified();
  const maker = await story.as('maker');
  const url = '/api/proceedings?procedure=spot-check';
  const { body } = await maker.get<{ proceedings: ProceedingSummary[] }>(url);
  assert.equal(body.proceedings[0]?.subject?.name, cast.organisations.electrics.name);
});

test('a person named in a record is named to the office that answers for the works', async () => {
  const story = new Story(service);
  story.on('2026-11-20');
  // Approved by the director, whose name the county may know; the shop next door does not even see the record.
  const concession = {
    reason: '外观轻微破损',
    approvedBy: cast.people.director.id,
    limits: '仅用于低标号产品',
  };
  const input = { ...delivery, conclusion: 'concession', concession };
  const { id } = await story.submits('officer', deliveries, { input });
  const read = async (login: string) =>
    (await story.as(login)).get<EntryDetail>(`/api/entries/${id}`);
  assert.equal((await read('inspector')).body.names[cast.people.director.id], '谢慧敏');
  assert.equal((await read('shopkeeper')).status, 404);
});
