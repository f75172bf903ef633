import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import type { Receipt } from '#server/acts/present.ts';
import { audit } from '#server/audit/audit.ts';
import type { SignedIn } from '#server/context.ts';
import { acceptCapture } from '#server/epcis/capture/accept.ts';
import { receiveDocument } from '#server/epcis/capture/document.ts';
import { runJob } from '#server/epcis/capture/job.ts';
import type { PresentedCapture } from '#server/epcis/present.ts';
import { sweepOnce } from '#server/sweep/sweep.ts';
import { cementDocument } from '#trace/epcis/fixture/cement.ts';
import type { Client } from '../../client.ts';
import { seedCast } from '../../seed.ts';
import type { Cast } from '../../seed.ts';
import { startServer } from '../../service.ts';
import { captured, finished, freshLot, hand } from './scene.ts';

const service = await startServer({ after });
const { context } = service;
let cast: Cast;
let works: Client;
before(async () => {
  cast = await seedCast(context.database);
  works = await service.client().signIn('principal');
});

const counts = ({ counts: own }: PresentedCapture) => own;

test('what a crash left is taken up again: under proceed behind what is done, under rollback from the start', async () => {
  for (const behaviour of ['proceed', 'rollback'] as const) {
    const list = Array.from({ length: 2_500 }, () => freshLot());
    const received = await receiveDocument(Buffer.from(JSON.stringify(cementDocument(list))));
    assert.ok('spans' in received);
    const receipt = await acceptCapture(context, signedIn(), {
      ...received,
      kind: 'document',
      context: received.envelope.context,
      behaviour,
    });
    assert.ok(receipt.ok);
    // The node dies after the first batch: under proceed that batch stays, under rollback nothing does.
    const stop = failingAfter(behaviour === 'proceed' ? 1 : 0);
    await assert.rejects(runJob(stop, jobName(receipt)), /the node died/);
    const half = await works.get<PresentedCapture>(`/api/epcis/capture/${receipt.id}`);
    assert.equal(half.body.running, true);
    assert.equal(half.body.counts.captured, behaviour === 'proceed' ? 1_000 : 0);
    await sweepOnce(context);
    const done = await finished(works, `/api/epcis/capture/${receipt.id}`);
    assert.equal(done.counts.captured, 2_500);
    assert.equal(done.counts.repeated, 0);
  }
});

test('what fails again and again is given up, and says so; another node never does a job twice', async () => {
  const received = await receiveDocument(Buffer.from(JSON.stringify(cementDocument([freshLot()]))));
  assert.ok('spans' in received);
  const { context: names } = received.envelope;
  const receipt = await acceptCapture(context, signedIn(), {
    ...received,
    kind: 'document',
    context: names,
    behaviour: 'rollback',
  });
  assert.ok(receipt.ok);
  const dying = { ...context, now: () => assert.fail('the node died') };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await assert.rejects(runJob(dying, jobName(receipt)), /the node died/);
  }
  await Promise.all([runJob(context, jobName(receipt)), runJob(context, jobName(receipt))]);
  const job = await finished(works, `/api/epcis/capture/${receipt.id}`);
  assert.deepEqual(counts(job), { events: 1, done: 0, captured: 0, repeated: 0, rejected: 1 });
  assert.match(job.errors[0]?.detail ?? '', /系统多次未能完成采集/);
});

test('a firm whose documents pile up is asked to wait', async () => {
  const change = (finished: string) =>
    asOwner(service.databaseUrl, (owner) =>
      owner.query(
        `insert into epcis_capture (organisation_id, id, account_id, at, finished_at, behaviour, kind, context, size,
           document_hash, events) select '${cast.organisations.works.id}', gen_random_uuid(),
           '${cast.people.principal.id}', now(), ${finished}, 'rollback', 'document', '[]', 1, sha256(''), 1
         from generate_series(1, 20)`,
      ),
    );
  await change('now()');
  assert.equal((await captured(works, cementDocument([freshLot()]))).success, true);
  await change('null');
  const { status, body } = await hand(works, cementDocument([freshLot()]));
  assert.equal(status, 413);
  assert.match(body.detail, /还有20个文件没有采集完/);
  await asOwner(service.databaseUrl, (owner) =>
    owner.query(`delete from epcis_capture where document_hash = sha256('')`),
  );
});

test('the audit hashes the documents again and finds a changed byte and a lost event', async () => {
  const report = () => audit(context.database, { law: context.law, now: context.now() });
  await captured(works, cementDocument());
  const before = await report();
  assert.deepEqual(before.difference, undefined);
  assert.equal(before.counts.documents, 5);
  await asOwner(service.databaseUrl, async (owner) => {
    const changed = `update epcis_piece set body = set_byte(body, 5, 120) where id = 1 returning id`;
    await owner.query('create table kept_piece as select * from epcis_piece where id = 1');
    assert.equal((await owner.query(changed)).length, 1);
    assert.deepEqual((await report()).difference?.table, 'epcis_piece');
    await owner.query('update epcis_piece p set body = k.body from kept_piece k where p.id = k.id');
    await owner.query('drop table kept_piece');
    assert.ok((await report()).ok);
    await owner.query('delete from epcis_event where key = (select key from epcis_event limit 1)');
  });
  assert.equal((await report()).difference?.table, 'epcis_event');
});

/** The principal as the server knows her. */
function signedIn(): SignedIn {
  const { id: organisation, name, region } = cast.organisations.works;
  const account = cast.people.principal.id;
  const nowhere = { lo: 1, hi: 0 };
  const posts = ['principal'] as const;
  return {
    account: { id: account, login: 'principal', name: '曾广源' },
    organisation: { id: organisation, name, kind: 'enterprise', region },
    actor: { account, organisation, kind: 'enterprise', posts, lapsed: [], covers: nowhere },
    scope: { account, organisation, party: 'enterprise', posts, region: nowhere, domains: 0 },
    by: 'session',
  };
}

const jobName = ({ id }: Receipt) => ({
  id,
  organisation: cast.organisations.works.id,
  account: cast.people.principal.id,
});

/** The same context, whose clock stops the work after so many batches. */
function failingAfter(batches: number): typeof context {
  let events = 0;
  return {
    ...context,
    now: () => {
      events += 1;
      if (events > batches * 1_000 + 500) throw new Error('the node died');
      return context.now();
    },
  };
}
