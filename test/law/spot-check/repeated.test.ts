import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '#kernel/decide.ts';
import type { LikeProceeding } from '#kernel/facts.ts';
import { likenessOf, unopened } from '#kernel/replay.ts';
import { calendar } from '#law/holidays.ts';
import { spotCheck } from '#law/regulator/spot-check.ts';
import { forms, sampledShop, who } from './setting.ts';

function assigned(alike: readonly LikeProceeding[], change: object = {}, day = '2026-08-28') {
  return decide({
    procedure: spotCheck,
    snapshot: unopened,
    act: 'assign',
    actor: who.organiser,
    input: { ...forms.assign, reportDueOn: '2026-12-30', ...change },
    subject: sampledShop,
    region: 360_781,
    now: `${day}T04:00:00.000Z`,
    calendar,
    alike,
  });
}

test('within six months neither the own office nor one below checks the same product again', () => {
  for (const [by, office] of [
    ['same', '本部门'],
    ['superior', '上级市场监管部门'],
  ] as const) {
    const refusal = assigned([{ by, day: '2026-03-01' }]);
    assert.ok(!refusal.ok);
    assert.equal(refusal.code, 'condition-unmet');
    assert.ok(refusal.basis.includes('order-18/8'));
    assert.match(refusal.sentence, new RegExp(`已由${office}于2026-03-01.*2026-09-01之后`));
    assert.ok(assigned([{ by, day: '2026-03-01' }], {}, '2026-09-02').ok, 'after six months');
  }
});

test('an office beside or below stands in nobody’s way, and the two exceptions of the article apply', () => {
  assert.ok(assigned([{ by: 'other', day: '2026-08-01' }]).ok);
  for (const exception of ['follow-up', 'emergency']) {
    assert.ok(assigned([{ by: 'same', day: '2026-08-01' }], { exception }).ok, exception);
  }
});

test('the same product is one of the same maker, standard, brand and model', () => {
  const own = likenessOf(spotCheck, forms.assign);
  assert.equal(
    likenessOf(spotCheck, { ...forms.assign, model: 'gn-3s', productName: '插座' }),
    own,
  );
  for (const name of ['producerName', 'standard', 'brand', 'model']) {
    assert.notEqual(likenessOf(spotCheck, { ...forms.assign, [name]: '另一' }), own, name);
  }
});
