import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { clauses, instruments } from './all.ts';
import { articles, compareArticles } from './articles.ts';

const all = instruments.flatMap((instrument) =>
  instrument.clauses.map((clause) => ({ id: `${instrument.id}/${clause.article}`, clause })),
);

function listed(id: string): string[] {
  return instruments.find((one) => one.id === id)?.clauses.map(({ article }) => article) ?? [];
}

function numbers(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
}

test('every instrument written in this folder is in the index', () => {
  const written = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.ts') && !file.startsWith('all.'))
    .flatMap(
      (file) => readFileSync(`${import.meta.dirname}/${file}`, 'utf8').match(/^  id: /gm) ?? [],
    );
  assert.ok(written.length >= 40, `${written.length} found`);
  assert.equal(instruments.length, written.length);
});

test('the guidance has all its 22 sections', () => {
  const sections = ['1', '6'];
  const chapters = { 2: 6, 3: 5, 4: 5, 5: 4 };
  for (const [chapter, count] of Object.entries(chapters)) {
    for (const section of numbers(1, count)) sections.push(`${chapter}.${section}`);
  }
  assert.equal(sections.length, 22);
  assert.deepEqual(listed('guidance'), sections.sort(compareArticles));
});

test('the orders on primary responsibility are complete from article 2 to 18', () => {
  assert.deepEqual(listed('order-75'), numbers(2, 18));
  assert.deepEqual(listed('order-76'), numbers(2, 18));
});

test('the spot check order covers every step from sampling to the second follow-up', () => {
  const found = new Set(listed('order-18'));
  const missing = numbers(4, 55).filter((article) => !found.has(article));
  assert.deepEqual(missing, ['53']);
});

test('an address resolves to its clause, an instrument to itself, and nothing else resolves', () => {
  assert.match(clauses.find('order-18/36')?.clause?.summary ?? '', /十五日/);
  assert.equal(clauses.find('order-18')?.clause, undefined);
  assert.equal(clauses.find('order-18')?.instrument.inForce.from, '2020-01-01');
  assert.equal(clauses.find('order-18/99'), undefined);
  assert.equal(clauses.find('order-999'), undefined);
});

test('ids are short and in kebab case, days are dates in order', () => {
  for (const { id, inForce } of instruments) {
    assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.match(inForce.from, /^\d{4}-\d{2}-\d{2}$/, id);
    assert.ok(inForce.to === undefined || inForce.to > inForce.from, id);
  }
});

test('a summary is one or two short sentences that end with a full stop', () => {
  for (const { id, clause } of all) {
    assert.ok(clause.summary.length >= 8 && clause.summary.length <= 90, `${id} ${clause.summary}`);
    assert.match(clause.summary, /[^。]。$/, id);
    assert.ok((clause.summary.match(/。/g) ?? []).length <= 2, id);
    assert.doesNotMatch(clause.summary, /[,;:()]/, `${id} uses half-width punctuation`);
  }
});

test('a provision without a checked article number says so', () => {
  const unnumbered = all.filter(({ clause }) => !/^\d+(\.\d+)?$/.test(clause.article));
  assert.ok(unnumbered.length > 0);
  for (const { id, clause } of unnumbered) assert.match(clause.summary, /（条号待核）。$/, id);
});

test('the rule on complaints before 15 April 2026 ends the day before its successor begins', () => {
  assert.equal(clauses.find('order-20')?.instrument.inForce.to, '2026-04-14');
  assert.equal(clauses.find('order-121')?.instrument.inForce.from, '2026-04-15');
});

test('articles stand in the order of the instrument', () => {
  const found = articles({ '2.10': 'a', '2.2': 'b', '10': 'c', '9': 'd', drill: 'e' });
  assert.deepEqual(
    found.map(({ article }) => article),
    ['2.2', '2.10', '9', '10', 'drill'],
  );
});
