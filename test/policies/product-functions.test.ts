import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { rows as ids } from './rows.ts';
import { everybody, startScene, people } from './scene.ts';
import type { Who } from './scene.ts';

const scene = await startScene({ after });
const { rowsOf } = scene;

test('how many products cite a standard is counted within the own scope alone', async () => {
  const count = `select products from citing_products('{GB 1-2020}')`;
  const expected: Partial<Record<Who, number>> = {
    works: 1,
    worksPrincipal: 1,
    elsewhere: 1,
    county: 1,
    otherCounty: 1,
    city: 2,
    province: 2,
    housing: 1,
    housingElsewhere: 1,
    government: 1,
  };
  for (const who of people) {
    const [row] = await rowsOf(who, count);
    assert.equal(row?.['products'], expected[who], who);
  }
});

test('only the keeper of the register tells those who cite a standard, and does not learn who they are', async () => {
  const changes = JSON.stringify([{ key: 'a', lapsing: 'GB 1-2020', title: '甲' }]);
  const tell = `select tell_citing('${changes}', '${ids.record}', now()) as told`;
  for (const who of everybody) {
    const outcome = await scene.as(who, tell);
    const told = 'rows' in outcome ? outcome.rows : outcome.refused;
    // Each transaction of the scene is undone: whoever may finds both makers untold.
    if (who === 'province') assert.deepEqual(told, [{ told: 2 }]);
    else assert.match(JSON.stringify(told), /^"42501/, who);
  }
});
