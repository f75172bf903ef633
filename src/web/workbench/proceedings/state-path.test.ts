import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correctiveAction } from '#law/enterprise/corrective-action.ts';
import { productionLicence } from '#law/regulator/certificates/production-licence.ts';
import type { TimelineItem } from '#server/proceedings/present.ts';
import { stationsOf } from './state-path.ts';

const did = (act: string, input: TimelineItem['input'] = {}) => ({ act, input }) as TimelineItem;
const ways = (...args: Parameters<typeof stationsOf>) =>
  stationsOf(...args).map(({ state, when }) => `${when} ${state}`);

test('a proceeding shows where it was, where it stands and where it can go', () => {
  const timeline = [did('find', { containment: 'taken' })];
  assert.deepEqual(ways(correctiveAction, { timeline, state: 'contained', final: false }), [
    'now contained',
    'next ruled-out',
    'next planned',
  ]);
});

test('where an act can lead back, the one state is shown out of which the proceeding came', () => {
  const timeline = [did('enter'), did('orderReport'), did('suspend'), did('proposeRescission')];
  const way = { timeline, state: 'rescinding', final: false };
  assert.deepEqual(ways(productionLicence, way), [
    'past valid',
    'past ordered',
    'past suspended',
    'now rescinding',
    'next rescinded',
  ]);
  const ordered = { ...way, timeline: [did('enter'), did('proposeRescission')] };
  assert.deepEqual(ways(productionLicence, ordered), [
    'past valid',
    'now rescinding',
    'next rescinded',
  ]);
});

test('a state that was passed twice stands once, and an end leads nowhere', () => {
  const timeline = [
    did('find', { containment: 'pending' }),
    did('contain'),
    did('plan'),
    did('implement'),
    did('verify', { result: 'fail' }),
    did('implement'),
    did('verify', { result: 'pass' }),
  ];
  assert.deepEqual(ways(correctiveAction, { timeline, state: 'closed', final: true }), [
    'past found',
    'past contained',
    'past planned',
    'past implemented',
    'now closed',
  ]);
});
