import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { audit } from '#server/audit/audit.ts';
import { startServer } from '../../service.ts';
import { event, EventStory } from './lot-events.ts';

const service = await startServer({ after });
const works = new EventStory(service);
const { story } = works;

before(() => works.begins());

const bag = (serial: number) => `urn:epc:id:sgtin:6901234.056789.${serial}`;
const bags = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => bag(from + index));
const commissioned = (number: string, epcList: readonly string[]) =>
  event('2026-11-06', {
    type: 'ObjectEvent',
    action: 'ADD',
    epcList,
    bizStep: 'commissioning',
    ilmd: { 'cbvmda:lotNumber': number },
  });
const audited = async () => {
  await story.log();
  const { law, now } = service.context;
  const { difference } = await audit(service.context.database, { law, now: now() });
  assert.equal(difference, undefined, difference?.en ?? '');
};

test('pieces are counted in the lot that their making says', async () => {
  await works.takes([commissioned('S1', bags(1, 40))]);
  const { got, unit } = await works.held('officer', 'S1');
  assert.deepEqual([got, unit], ['40', '件']);
  await audited();
});
