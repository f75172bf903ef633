import { dayOf, addDays } from '#kernel/calendar/plain-date.ts';
import { tellHolders } from '#server/recalls/tell.ts';
import { seedCast } from '../../test/seed.ts';
import { LiveStory } from '../draw.ts';
import { ms } from '../report.ts';
import type { Findings } from '../report.ts';
import type { UnderTest } from '../under-test.ts';

const dealers = 5_000;
/** Holders told in the measured part; telling all of them is the same many times over. */
const toldAtOnce = 500;

/** How many lots the recall takes hold of; fewer for a trial run. */
const lots = Number(process.env['SIFANG_BENCH_LOTS'] ?? 200_000);

/**
 * A recall of so many lots over 5,000 dealers: stopped and blocked, the scope computed, frozen into the plan by an act over
 * HTTP, and the notices that the platform sends.
 */
export async function benchRecall(under: UnderTest): Promise<Findings> {
  const port = await under.listen();
  const story = new LiveStory(under, `http://127.0.0.1:${port}`);
  await under.sql('truncate region, product_class cascade');
  const cast = await seedCast(under.context.database);
  const seed = await fill(under, cast.organisations.works.id);
  const today = dayOf(under.context.now());
  const matter = await story.opens('director', 'recall', 'discover', discovered(today), {
    subject: cast.organisations.works.id,
  });
  const evidence = [await story.paper('director')];
  await matter.does('director', 'conclude', { finding: 'defect', cause: '强度不足', evidence });
  const seeds = [{ lot: seed }];
  const stop = await timed(() =>
    matter.does('director', 'stop', {
      stoppedOn: today,
      stock: 0,
      operators: [],
      notice: '立即停止使用',
      seeds,
    }),
  );
  const client = await story.as('director');
  const preview = await timed(() =>
    client.post<{ hash: string; holders: number }>(`/api/recalls/${matter.id}/preview`, {
      lots: [],
    }),
  );
  const { hash, holders } = preview.value.body;
  const plan = await timed(() => matter.does('director', 'plan', planned(today, hash)));
  const cockpit = await timed(() => client.get(`/api/recalls/${matter.id}`));
  const whole = await timed(async () =>
    (await story.as('leader')).get(`/api/recalls/${matter.id}`),
  );
  await under.sql(`update recall_holder set ended_at = now() where organisation_id not in
    (select organisation_id from recall_holder order by tier limit ${toldAtOnce})`);
  const tell = await timed(() => tellHolders(under.context));
  const frozen = preview.took + plan.took;
  await under.sql('update holding set destroyed = destroyed + 1 where lot = 2000 and not own');
  const moved = await timed(() => client.post(`/api/recalls/${matter.id}/preview`, { lots: [] }));
  return {
    title: `Recall: ${lots.toLocaleString('en')} lots at ${holders.toLocaleString('en')} holders`,
    method:
      `One bad delivery went into a thousand batches and these into ${lots.toLocaleString('en')} lots, all but the first ` +
      `thousand sold to one of ${dealers.toLocaleString('en')} dealers and partly on to consumers. Acts over HTTP. The stop ` +
      'finds the scope, locks what it holds and hashes the list; until something of it moves, that list stands.',
    figures: [
      { what: 'stop: find, block and list', measured: ms(stop.took) },
      { what: 'the scope (preview), nothing moved since', measured: ms(preview.took) },
      { what: 'the plan, frozen', measured: ms(plan.took) },
      {
        what: 'scope to frozen plan',
        measured: ms(frozen),
        target: '≤ 5 s',
        met: frozen <= 5_000,
      },
      { what: 'the scope once one holder destroyed something', measured: ms(moved.took) },
      { what: 'cockpit, producer', measured: ms(cockpit.took) },
      { what: 'cockpit, province', measured: ms(whole.took) },
      { what: `notices to ${toldAtOnce} holders`, measured: ms(tell.took) },
    ],
  };
}

function discovered(today: string) {
  return {
    discoverer: 'producer',
    discoveredOn: today,
    hazard: 'other',
    productName: '水泥制品',
    model: 'P·O 42.5',
    lots: '全部',
    quantity: lots,
    facts: '强度不足',
    evidence: [],
  };
}

function planned(today: string, hash: string) {
  return {
    scope: '全部批次',
    quantity: lots,
    hash,
    defect: '强度不足',
    emergency: '停止使用',
    measures: ['refund'],
    detail: '退货退款',
    unit: '质量部',
    contact: '0797-00000000',
    beginsOn: today,
    endsOn: addDays(today, 180),
  };
}

/** The graph, straight into the tables. @returns the lot that it begins with. */
async function fill(under: UnderTest, works: string): Promise<string> {
  const entry = `'00000000-0000-7000-8000-00000000a001'::uuid`;
  const dealer = `(select ids[1 + n % ${dealers}] from d)`;
  await under.sql(`
    insert into organisation (id, kind, name, region, business, domains)
      select gen_random_uuid(), 'enterprise', '赣县区第' || n || '号建材行', 360704, 'retail',
        (select domains from product_class where id = 'cement') from generate_series(1, ${dealers}) n;
    create temp table d as select array_agg(id) as ids from organisation where name like '赣县区第%号建材行';
    insert into lot (seq, id, organisation_id, entry_id, number, product, unit, quantity, at) overriding system value
      select n, gen_random_uuid(), '${works}', ${entry}, 'L' || n, '水泥制品', '件', 100, now() from generate_series(1, ${lots}) n;
    insert into lot_part select n, case when n <= 1000 then 1 else 2 + n % 999 end, '${works}', 0.1, ${entry}
      from generate_series(2, ${lots}) n;
    insert into holding (organisation_id, lot, own, got, released, used, shipped, last_at)
      select '${works}', n, true, 100, 100, case when n <= 1000 then 50 else 0 end, case when n <= 1000 then 0 else 60 end, now()
      from generate_series(1, ${lots}) n;
    insert into holding (organisation_id, lot, own, got, released, used, shipped, last_at)
      select ${dealer}, n, false, 60, 60, 0, 10, now() from generate_series(1001, ${lots}) n;
    insert into lot_event select n, ${entry}, 0, '${works}', 'shipped', 60, ${dealer}, '', current_date, now()
      from generate_series(1001, ${lots}) n;
    insert into lot_event select n, ${entry}, 1, ${dealer}, 'shipped', 10, null, '', current_date, now()
      from generate_series(1001, ${lots}) n`);
  await under.sql('vacuum analyze');
  const [first] = await under.sql<{ id: string }>('select id from lot where seq = 1');
  return first!.id;
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; took: number }> {
  const startedAt = performance.now();
  const value = await work();
  return { value, took: performance.now() - startedAt };
}
