import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { Hazard } from '#law/enterprise/recall/hazard.ts';
import type { Keep } from '../../kit/api/submission.ts';
import { openedHazard, sendHazard } from './hazard-sending.ts';

const network = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = network;
});

/** A network that registers and, while `isDown`, loses reports. */
function line() {
  const posted: { path: string; id: string }[] = [];
  const state = { isDown: true };
  globalThis.fetch = (address, init) => {
    const path = address as string;
    const { id } = JSON.parse(init?.body as string) as { id: string };
    posted.push({ path, id });
    const isReport = path.endsWith('/report');
    if (isReport && state.isDown) return Promise.reject(new TypeError('the network is down'));
    return Promise.resolve(
      Response.json(isReport ? { entry: id } : { entry: id, proceeding: 'r' }),
    );
  };
  return { posted, state };
}

function memory(): Keep {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const hazard = { productName: '童车', evidence: [], harm: '无' } as unknown as Hazard;
const about = { discoverer: 'producer', subject: undefined } as const;

test('a hazard whose report did not arrive is no success, and another try goes on with the same proceeding', async () => {
  const { posted, state } = line();
  const keep = memory();
  const first = await sendHazard('hazard', hazard, about, keep);
  assert.equal(first.ok, false);
  assert.equal(openedHazard('hazard', keep), 'r');
  state.isDown = false;
  const second = await sendHazard('hazard', { ...hazard, harm: '一人轻伤' }, about, keep);
  assert.deepEqual(second.ok && second.value.proceeding, 'r');
  assert.equal(openedHazard('hazard', keep), undefined, 'the next hazard is another one');
  assert.deepEqual(
    posted.map(({ path }) => path),
    ['/api/procedures/recall', '/api/proceedings/r/acts/report', '/api/proceedings/r/acts/report'],
  );
  assert.equal(posted[1]?.id, posted[2]?.id, 'a report that did arrive is recognised');
});
