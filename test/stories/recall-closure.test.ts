import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { asOwner } from '#db/owner.ts';
import type { OwnerConnection } from '#db/owner.ts';
import { scopeText } from '#trace/scope-text.ts';
import { balanceOf } from '#trace/balance.ts';
import { scopeOf } from '#trace/scope.ts';
import type { Delivery, Holding, LotGraph, Part } from '#trace/scope.ts';
import { freshDatabase } from '../database.ts';
import { seedOrganisation, seedRegister } from '../seed.ts';
import { openDatabase } from '#db/connect.ts';

const entry = '00000000-0000-7000-8000-00000000a001';
const at = '2026-11-23T01:00:00Z';

/** Repeatable chance. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const lotId = (n: number) => `00000000-0000-7000-9000-${String(n).padStart(12, '0')}`;
const one = 10_000n;

/** A graph in which goods are made of others, sold on, sold outside, sent back and destroyed, never more than there is. */
function randomGraph(houses: readonly string[], seed: number): LotGraph {
  const pick = chance(seed);
  const parts: Part[] = [];
  const deliveries: Delivery[] = [];
  const makers = new Map<string, string>();
  const held = new Map<string, Holding>();
  const change = (holder: string, lot: string, own: Partial<Record<keyof Holding, bigint>>) => {
    const none = { holder, lot, got: 0n, used: 0n, shipped: 0n, returned: 0n, destroyed: 0n };
    const before = held.get(`${holder} ${lot}`) ?? none;
    const sums = Object.entries(own).map(([name, amount]) => [
      name,
      (before[name as 'got'] ?? 0n) + amount,
    ]);
    held.set(`${holder} ${lot}`, { ...before, ...(Object.fromEntries(sums) as object) });
  };
  const left = ({ got, used, shipped, returned, destroyed }: Holding) =>
    got - used - shipped - returned - destroyed;
  for (let n = 1; n <= 60; n++) {
    const lot = lotId(n);
    const maker = houses[pick(houses.length)]!;
    makers.set(lot, maker);
    for (const from of [...held.values()].filter(
      (own) => own.holder === maker && left(own) > one,
    )) {
      if (pick(3) > 0) continue;
      parts.push({ child: lot, parent: from.lot });
      change(maker, from.lot, { used: one });
    }
    change(maker, lot, { got: 20n * one });
    for (let step = 0; step < 4; step++) {
      const all = [...held.values()].filter((own) => left(own) > 2n * one);
      const from = all[pick(all.length)];
      if (from === undefined) continue;
      const quantity = BigInt(1 + pick(19_999));
      const to = houses[pick(houses.length)]!;
      const way = pick(6);
      if (way < 3 && to !== from.holder) {
        deliveries.push({ from: from.holder, lot: from.lot, quantity, to });
        change(from.holder, from.lot, { shipped: quantity });
        change(to, from.lot, { got: quantity });
      } else if (way < 5) {
        deliveries.push({ from: from.holder, lot: from.lot, quantity, consumer: way === 3 });
        change(from.holder, from.lot, { shipped: quantity });
      } else change(from.holder, from.lot, { destroyed: quantity });
    }
  }
  return { parts, deliveries, makers, holdings: [...held.values()] };
}

async function store(owner: OwnerConnection, graph: LotGraph): Promise<void> {
  const text = (amount: bigint) => `${amount / one}.${(amount % one).toString().padStart(4, '0')}`;
  const seq = (lot: string) => Number(lot.slice(-12));
  await owner.query('truncate lot, holding, lot_part, lot_event, lot_block cascade');
  const lots = [...graph.makers].map(
    ([lot, maker]) =>
      `(${seq(lot)},'${lot}','${maker}','${entry}','${seq(lot)}','水泥','吨',20,'${at}')`,
  );
  await owner.query(
    `insert into lot (seq,id,organisation_id,entry_id,number,product,unit,quantity,at) overriding system value values ${lots.join()}`,
  );
  const parts = graph.parts.map(
    ({ child, parent }) =>
      `(${seq(child)},${seq(parent)},'${graph.makers.get(child)}',1,'${entry}')`,
  );
  await owner.query(`insert into lot_part values ${parts.join()}`);
  const holdings = graph.holdings.map(
    (own) =>
      `('${own.holder}',${seq(own.lot)},false,${text(own.got)},${text(own.got)},${text(own.used)},${text(own.shipped)},${text(own.returned)},${text(own.destroyed)},'${at}')`,
  );
  await owner.query(`insert into holding values ${holdings.join()}`);
  const events = graph.deliveries.map(
    (own, index) =>
      `(${seq(own.lot)},'${entry}',${index},'${own.from}','shipped',${text(own.quantity)},${own.to === undefined ? 'null' : `'${own.to}'`},'${own.to === undefined && own.consumer !== true ? '某工地' : ''}','2026-11-23','${at}')`,
  );
  await owner.query(`insert into lot_event values ${events.join()}`);
}

test('the database finds the same scope as a graph in memory, to the last digit of every line', async (t) => {
  const { url } = await freshDatabase(t);
  const database = openDatabase(url, { max: 1, onConnectionLost: () => undefined });
  await seedRegister(database);
  const houses: string[] = [];
  for (let n = 0; n < 8; n++) {
    const name = `赣县区第${n}号建材厂`;
    const house = await seedOrganisation(database, { kind: 'enterprise', name, region: 360_704 });
    houses.push(house.id);
  }
  await database.close();
  let widest = 0;
  await asOwner(url, async (owner) => {
    for (let seed = 1; seed <= 25; seed++) {
      const graph = randomGraph(houses, seed);
      await store(owner, graph);
      const seeds = [lotId(1 + (seed % 7)), lotId(8 + (seed % 5))];
      const lines = scopeOf(graph, seeds);
      widest = Math.max(widest, lines.length);
      const numbers = seeds.map((lot) => Number(lot.slice(-12))).join();
      const [found] = await owner.query<{ hash: string }>(
        `select recall_hash(string_agg(recall_line_text(r.id, r.organisation_id, r.tier, r.got, r.used, r.passed,
           r.outside, r.consumers, r.returned, r.destroyed, r.on_hand), E'\\n' order by r.id, r.organisation_id)) as hash
         from recall_lines(array[${numbers}]::bigint[],
           array(select c.lot from lot_closure(array[${numbers}]::bigint[], true) c)) r`,
      );
      const digest = createHash('sha256').update(scopeText(lines)).digest('hex');
      assert.equal(found?.hash, `sha256:${digest}`, `seed ${seed}`);
      for (const [lot, own] of Map.groupBy(lines, (line) => line.lot)) {
        assert.deepEqual(
          [balanceOf(own, 0n).made, balanceOf(own, 0n).missing],
          [20n * one, 0n],
          lot,
        );
      }
    }
  });
  assert.ok(widest > 30, 'the graphs are too small to tell anything');
});
