import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideRecord } from '#kernel/decide-duty.ts';
import type { Actor } from '#kernel/decide.ts';
import type { Book } from '#kernel/definition.ts';
import type { DrawFacts, RecordFacts } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import { calendar } from '#law/holidays.ts';
import { spotCheckBatch } from '#law/regulator/spot-check-batch.ts';
import { spotCheckPlan } from '#law/regulator/spot-check-plan.ts';
import { spotCheckRules } from '#law/regulator/spot-check-rules.ts';
import { spotCheck } from '#law/regulator/spot-check.ts';
import { parseForm } from '#kernel/decide.ts';
import { uuid } from '../play.ts';
import { batch, entries, plan, rules, task } from './books-setting.ts';
import { houses, sampledShop, who } from './setting.ts';

function record(entry: string, input: object, at = '2026-03-01T04:00:00.000Z'): RecordFacts {
  return { entry, at, by: who.organiser, input: input as JsonObject };
}

const known = {
  'spot-check-plan': [record(entries.plan, plan)],
  'spot-check-rules': [record(entries.rules, rules)],
};

function keeps(
  book: Book,
  input: object,
  books: Readonly<Record<string, readonly RecordFacts[]>> = {},
  actor: Actor = who.organiser,
  draws: readonly DrawFacts[] = [],
) {
  const today = '2026-08-28';
  return decideRecord(
    book,
    {
      now: `${today}T04:00:00.000Z`,
      today,
      actor,
      organisation: { ...sampledShop, ...houses.city, name: '赣州市市场监督管理局' },
      period: { from: today, to: today },
      late: false,
      calendar,
      latest: (id) => books[id]?.at(-1),
      records: (id) => books[id] ?? [],
      owed: () => [],
      proceedings: [],
      draws,
    },
    actor,
    input,
  );
}

function refuses(sentence: RegExp, ...asked: Parameters<typeof keeps>) {
  const refusal = keeps(...asked);
  assert.ok(!refusal.ok, 'it was accepted');
  assert.match(refusal.sentence, sentence);
}

test('a plan spends no more than its budget, within its year, each line once', () => {
  assert.ok(keeps(spotCheckPlan, plan).ok);
  const line = plan.lines[0]!;
  const lines = (...own: object[]) => ({ ...plan, lines: own });
  refuses(/合计130000.00元，超过年度经费/, spotCheckPlan, lines({ ...line, budget: '130000' }));
  refuses(/行号“1”重复/, spotCheckPlan, lines(line, line));
  refuses(/不在2026年度内/, spotCheckPlan, lines({ ...line, dueOn: '2027-01-01' }));
  const former = lines({ ...line, dueOn: '2025-12-31' });
  refuses(/以前年度/, spotCheckPlan, { ...former, year: 2025 });
});

test('editions follow each other without a gap', () => {
  const books = { 'spot-check-plan': known['spot-check-plan'] };
  const second = { ...plan, edition: 2, replaces: entries.plan };
  assert.ok(keeps(spotCheckPlan, second, books).ok);
  refuses(/已有，请作为修订版登记/, spotCheckPlan, plan, books);
  refuses(/须选择被修订的版本/, spotCheckPlan, { ...plan, edition: 2 }, books);
  refuses(/修订版应为第2版/, spotCheckPlan, { ...second, edition: 3 }, books);
  refuses(/不是编号“GZ-2027”的计划/, spotCheckPlan, { ...second, number: 'GZ-2027' }, books);
  refuses(/第1版不替代/, spotCheckPlan, { ...plan, replaces: entries.plan }, books);
});

test('rules are published with their limits before anybody samples by them', () => {
  const accepted = keeps(spotCheckRules, rules);
  assert.ok(accepted.ok);
  const [published] = accepted.effects;
  assert.ok(published?.do === 'publish');
  assert.equal(published.title, '延长线插座监督抽查实施细则（XZ-CZ，第1版）');
  assert.match(published.text, /检验项目1：温升，≤45 K，GB\/T 2099.1/);
  const blind = { ...rules, items: [{ ...rules.items[0], upper: undefined }] };
  refuses(/“温升”：上限须为数字/, spotCheckRules, blind);
});

test('a batch opens one check for each task, with the items of the rules and its place in the plan', () => {
  const shops = [uuid(7), uuid(70)];
  const accepted = keeps(spotCheckBatch, batch(shops.map((shop, at) => task(at + 1, shop))), known);
  assert.ok(accepted.ok, 'sentence' in accepted ? accepted.sentence : '');
  assert.equal(accepted.effects.length, 2);
  for (const [at, effect] of accepted.effects.entries()) {
    assert.ok(effect.do === 'open');
    assert.equal(effect.subject, shops[at]);
    assert.equal(effect.path, `tasks.${at}`);
    const parsed = parseForm(spotCheck.acts['assign']!.form, effect.input, []);
    assert.ok(parsed.ok, JSON.stringify(parsed));
    assert.deepEqual(parsed.input['plan'], {
      number: 'GZ-2026',
      line: '1',
      region: '360704',
    });
    assert.equal(parsed.input['rulesPublishedOn'], '2026-03-01');
    assert.deepEqual(parsed.input['items'], rules.items);
  }
});

test('a batch keeps to its plan: known, current, fitting, no more than planned', () => {
  const two = [task(1, uuid(7)), task(2, uuid(7))];
  const own = (change: object) => ({ ...batch(two), ...change });
  refuses(/没有找到这份监督抽查计划/, spotCheckBatch, own({ plan: uuid(999) }), known);
  refuses(/没有找到这份实施细则/, spotCheckBatch, own({ rules: uuid(999) }), known);
  refuses(/没有行号“9”/, spotCheckBatch, own({ line: '9' }), known);
  refuses(/“赣市监抽2026-0001”重复/, spotCheckBatch, own({ tasks: [two[0], two[0]] }), known);
  const small = { ...plan, lines: [{ ...plan.lines[0], batches: 1 }] };
  refuses(/共1批次，不能一次分配2批次/, spotCheckBatch, own({}), {
    ...known,
    'spot-check-plan': [record(entries.plan, small)],
  });
  // What earlier batches opened from the line counts, what they opened from another one does not.
  const earlier = (line: string, tasks: number) => {
    const shops = Array.from({ length: tasks }, (_, at) => task(at + 100, uuid(7)));
    return { ...known, 'spot-check-batch': [record(uuid(504), { ...batch(shops), line })] };
  };
  assert.ok(keeps(spotCheckBatch, own({}), earlier('1', 28)).ok);
  refuses(/共30批次，已分配29批次，不能再分配2批次/, spotCheckBatch, own({}), earlier('1', 29));
  assert.ok(keeps(spotCheckBatch, own({}), earlier('2', 29)).ok);
  refuses(/抽样环节与计划行不一致/, spotCheckBatch, own({ site: 'producer' }), known);
  refuses(/计划已有修订版/, spotCheckBatch, own({}), {
    ...known,
    'spot-check-plan': [
      ...known['spot-check-plan'],
      record(uuid(503), { ...plan, edition: 2, replaces: entries.plan }),
    ],
  });
  refuses(/产品类别与计划行不一致/, spotCheckBatch, own({}), {
    ...known,
    'spot-check-rules': [record(entries.rules, { ...rules, productClass: 'cement' })],
  });
});

const draw = uuid(900);
const came = (...objects: string[]): readonly DrawFacts[] => [
  { id: draw, drawn: objects.map((object) => ({ object, inspectors: [uuid(31), uuid(32)] })) },
];

test('a batch is held against the draw that it comes from', () => {
  const own = { ...batch([task(1, uuid(7)), task(2, uuid(70))]), drawnFrom: draw };
  const ask = (input: object, draws: readonly DrawFacts[]) =>
    keeps(spotCheckBatch, input, known, who.organiser, draws);
  assert.ok(ask(own, came(uuid(7), uuid(70))).ok);
  const outside = ask(own, came(uuid(7)));
  assert.ok(!outside.ok);
  assert.match(outside.sentence, /有1项任务与抽取结果不一致/);
  assert.deepEqual(outside.basis, ['order-18/15', 'random-2019-5/targeted']);
  assert.deepEqual(
    outside.issues?.map(({ path }) => path),
    ['tasks.1.sampled'],
  );
  const reasoned = [task(1, uuid(7)), { ...task(2, uuid(70)), beyond: 'lead' }];
  const accepted = ask({ ...own, tasks: reasoned }, came(uuid(7)));
  assert.ok(accepted.ok);
  const told = accepted.effects.map((effect) =>
    effect.do === 'open' ? (effect.input as { beyond?: string }).beyond : 'none',
  );
  assert.deepEqual(told, [undefined, 'lead'], 'the task says why it was added');
  for (const [draws, sentence] of [
    [[], /没有找到所选的双随机抽取/],
    [came(), /没有有效的结果/],
  ] as const) {
    const refusal = ask(own, draws);
    assert.ok(!refusal.ok);
    assert.match(refusal.sentence, sentence);
  }
  const both = ask({ ...own, drawnElsewhere: '省局系统〔2026〕1号' }, came(uuid(7), uuid(70)));
  assert.ok(!both.ok);
  assert.match(both.sentence, /不再填写平台以外/);
});

test('where the office samples itself the task names whom the draw sends; an agency sends its own', () => {
  const sent = (samplingAgency: string) => {
    const input = { ...batch([task(1, uuid(7))]), drawnFrom: draw, samplingAgency };
    const accepted = keeps(spotCheckBatch, input, known, who.organiser, came(uuid(7)));
    assert.ok(accepted.ok);
    const [effect] = accepted.effects;
    return effect?.do === 'open' && (effect.input as { samplers?: string[] }).samplers;
  };
  assert.deepEqual(sent(houses.city.id), [uuid(31), uuid(32)]);
  assert.equal(sent(houses.agency.id), undefined);
});

test('a number of an earlier batch of the plan is given to no second task', () => {
  const earlier = [record(uuid(504), batch([task(1, uuid(7))]))];
  refuses(/“赣市监抽2026-0001”重复/, spotCheckBatch, batch([task(1, uuid(70))]), {
    ...known,
    'spot-check-batch': earlier,
  });
});

test('a laboratory keeps no plan', () => {
  const refusal = keeps(spotCheckPlan, plan, {}, who.tester);
  assert.equal(refusal.ok ? '' : refusal.code, 'not-entitled');
});
