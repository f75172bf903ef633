import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { audit } from '#server/audit/audit.ts';
import { acceptCapture } from '#server/epcis/capture/accept.ts';
import { receiveDocument } from '#server/epcis/capture/document.ts';
import { runJob } from '#server/epcis/capture/job.ts';
import { sweepOnce } from '#server/sweep/sweep.ts';
import type { Trace } from '#server/trace/present.ts';
import { cementDocument } from '#trace/epcis/fixture/cement.ts';
import { forms } from '../../law/recall-setting.ts';
import { startServer } from '../../service.ts';
import type { Matter } from '../case-file.ts';
import { cementLot, clinkerLot, EventStory, gln, left, milled } from './lot-events.ts';
import { finished } from './scene.ts';

const service = await startServer({ after });
const works = new EventStory(service);
const { story } = works;
let matter: Matter;

before(async () => {
  await works.begins();
  const goes = (quantity: number, to: string) =>
    left('2026-11-07', { quantityList: [cementLot('R1', quantity, 'TNE')] }, to);
  await works.takes([milled('2026-11-06', cementLot('R1', 40, 'TNE'), [clinkerLot(30)])]);
  const { id } = await works.held('officer', 'R1');
  await works.releases('director', id, '40');
  await works.takes([goes(20, gln.beams), goes(5, gln.nobody)]);
  story.on('2026-11-08');
  await works.accepts('beams', await works.held('beams', 'R1'));
  const own = { product: '预应力梁板', quantity: '12', unit: '件' };
  const beam = await works.makes('beams', 'QR-1', own, [{ lot: id, quantity: '12' }]);
  await works.releases('beams', beam.id, '12');
  await works.sells('beams', beam.id, '8', {
    buyerKind: 'registered',
    buyer: works.builder.id,
    soldOn: '2026-11-08',
    shippedOn: '2026-11-08',
  });
  const about = { subject: works.cast.organisations.works.id };
  matter = await story.opens('principal', 'recall', 'discover', forms.discover, about);
});

const preview = async (number: string) => {
  const client = await story.as('principal');
  const { id } = await works.held('officer', number);
  const { body } = await client.post<{ lots: number; holders: number }>(
    `/api/recalls/${matter.id}/preview`,
    { lots: [id] },
  );
  return [body.lots, body.holders];
};

test('a recall finds everybody who got a lot that came in by events, over events and forms', async () => {
  assert.deepEqual(await preview('R1'), [2, 3], 'the cement at two, the beams at two');
});

test('an office follows it both ways for its case, through the forms and the events of others', async () => {
  const proposal = {
    title: '水泥专项联合调查',
    facts: '工地发现强度不足',
    reason: '涉及生产和使用',
    members: [works.cast.organisations.housing.id],
    division: [{ task: '查工地', by: '住建局', until: '2026-12-10' }],
    contact: '黄志强',
  };
  const about = { subject: works.cast.organisations.works.id };
  const case_ = await story.opens('inspector', 'joint-investigation', 'propose', proposal, about);
  const client = await story.as('inspector');
  const lots = [(await works.held('officer', 'R1')).id];
  const { body } = await client.post<Trace>(`/api/proceedings/${case_.id}/trace`, { lots });
  assert.deepEqual(body.lots.map(({ number }) => number).toSorted(), ['HD-1101', 'QR-1', 'R1']);
  assert.deepEqual(
    body.lots.map(({ event }) => event),
    body.lots.map(() => null),
    'whose events they were is no office’s to read',
  );
  const own = await (await story.as('principal')).get<Trace>(`/api/trace?lot=${lots[0]}`);
  assert.match(own.body.lots.find(({ number }) => number === 'R1')?.event ?? '', /^urn:uuid:/);
});

test('a node that dies in the middle loses nothing and doubles nothing', async () => {
  const list = Array.from({ length: 2_500 }, (_, at) => {
    const minute = String(at % 60).padStart(2, '0');
    const hour = String(Math.floor(at / 60) % 24).padStart(2, '0');
    return {
      type: 'ObjectEvent',
      eventTime: `2026-11-0${5 + Math.floor(at / 1_440)}T${hour}:${minute}:00.000+08:00`,
      eventTimeZoneOffset: '+08:00',
      action: 'ADD',
      quantityList: [cementLot(`K${at}`, 1, 'TNE')],
      bizStep: 'commissioning',
    };
  });
  for (const behaviour of ['proceed', 'rollback'] as const) {
    const events = list.map((one, at) => ({
      ...one,
      quantityList: [cementLot(`${behaviour}${at}`, 1, 'TNE')],
    }));
    const received = await receiveDocument(Buffer.from(JSON.stringify(cementDocument(events))));
    assert.ok('spans' in received);
    const who = await signedIn();
    const receipt = await acceptCapture(service.context, who, {
      ...received,
      kind: 'document',
      context: received.envelope.context,
      behaviour,
    });
    assert.ok(receipt.ok);
    const name = { id: receipt.id, organisation: who.actor.organisation!, account: who.account.id };
    await assert.rejects(runJob(dying(1_500), name), /the node died/);
    await sweepOnce(service.context);
    const client = await story.as('principal');
    const job = await finished(client, `/api/epcis/capture/${receipt.id}`);
    assert.deepEqual([job.counts.captured, job.lots.taken, job.lots.leftOut], [2_500, 2_500, 0]);
    const rows = await service.context.database.asSystem('audit', (tx) =>
      tx.rows<{ n: number }>(
        `select count(*)::int as n from lot where number like '${behaviour}%'`,
      ),
    );
    assert.equal(rows[0]?.n, 2_500);
  }
  await sleep(10);
  await story.log();
  const { law, now } = service.context;
  const { difference } = await audit(service.context.database, { law, now: now() });
  assert.equal(difference, undefined, difference?.en ?? '');
});

/** The principal as the server knows her. */
async function signedIn(): Promise<Parameters<typeof acceptCapture>[1]> {
  const { id: organisation } = works.cast.organisations.works;
  const account = works.cast.people.principal.id;
  const nowhere = { lo: 1, hi: 0 };
  const posts = ['principal'] as const;
  return {
    account: { id: account, login: 'principal', name: '曾广源' },
    organisation: {
      id: organisation,
      name: '赣州贡江水泥有限公司',
      kind: 'enterprise',
      region: 360_704,
    },
    actor: { account, organisation, kind: 'enterprise', posts, lapsed: [], covers: nowhere },
    scope: { account, organisation, party: 'enterprise', posts, region: nowhere, domains: 0 },
    by: 'session',
  };
}

/** The same context, whose clock stops the work after so many events. */
function dying(after_: number): typeof service.context {
  let asked = 0;
  return {
    ...service.context,
    now: () => {
      asked += 1;
      if (asked > after_) throw new Error('the node died');
      return service.context.now();
    },
  };
}
