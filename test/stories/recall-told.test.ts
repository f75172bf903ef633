import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTeller } from '#server/recalls/teller.ts';
import type { Teller } from '#server/recalls/teller.ts';
import { forms } from '../law/recall-setting.ts';
import { startServer } from '../service.ts';
import { RecallChain } from './recall-scene.ts';

let teller: Teller | undefined;
let woken = 0;
const faults: unknown[] = [];
const service = await startServer(
  { after },
  {
    wakeTeller: () => {
      woken += 1;
      teller?.wake();
    },
  },
);
const chain = new RecallChain(service);

test('holders are told right after the commit of the stop, without the sweep; a refused stop wakes nobody', async () => {
  await chain.seed();
  await chain.delivers();
  const carriage = (await chain.held('maker', 'TC-1'))!.id;
  const matter = await chain.defective();
  assert.equal(woken, 0, 'what stops no goods wakes nobody');
  const steel = (await chain.held('tubes', 'GG-1'))!.id;
  const stop = { ...forms.stop, operators: [] };
  const foreign = { ...stop, seeds: [{ lot: carriage }, { lot: steel }], stoppedOn: '2026-10-30' };
  await matter.refuses('maker', 'stop', foreign, { code: 'condition-unmet', sentence: /晚于今天/ });
  assert.equal(woken, 0);
  teller = startTeller(service.context, (fault) => faults.push(fault));
  const contact = '召回办公室 0791-88880000';
  await matter.fills('maker', 'stop', { ...stop, contact, seeds: [{ lot: carriage }] });
  assert.equal(woken, 1);
  await teller.stop();
  assert.deepEqual(faults, []);
  for (const login of ['maker', 'dealer', 'silent', 'corner']) {
    const notice = await chain.notice(login);
    assert.equal((await notice?.seenBy(login))?.timeline[0]?.input['contact'], contact, login);
  }
});
