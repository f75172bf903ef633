import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkDefinition } from '../check/definition.ts';
import { decide } from '../decide.ts';
import type { Procedure } from '../definition.ts';
import { carriesOut, handsOn, protectedFiles, tellsSubject } from './protected.ts';
import * as field from '../field.ts';
import { clauses, lender, past, request } from '../fixture/scene.ts';
import type { JsonObject } from '../json.ts';

const by = { protects: 'loan-rule/3' };
const [own, copy] = ['a'.repeat(64), 'b'.repeat(64)];
const firm = '江西省赣州市赣县区梅林镇新型建筑装饰材料销售有限责任公司';
const words = `夜里十一点以后他们在仓库后门换袋，老板亲自数数，一袋两块钱。是${firm}。`;
const act = (from: string | undefined, form: ReturnType<typeof field.form>) => ({
  title: '办理',
  by: ['lender'],
  ...(from === undefined ? { to: 'open' } : { from }),
  basis: ['loan-rule'],
  form,
});

/** A matter that somebody brings forward whose name must not get about. */
const matter: Procedure = {
  kind: 'procedure',
  id: 'loan',
  title: '举报',
  basis: ['loan-rule'],
  inForce: { from: '2026-01-01' },
  party: 'regulator',
  subject: 'optional',
  roles: { lender: { title: '办理人', kinds: ['market-regulator'], fills: 'opener' } },
  states: { open: { title: '办理中' }, done: { title: '已办结', final: true } },
  acts: {
    bring: act(
      undefined,
      field.form({
        name: field.optional(field.text('姓名', by)),
        told: field.longText('经过', by),
        proofs: field.rows('证据', { files: field.files('照片', by) }, { min: 0 }),
        place: field.text('地点'),
        firm: field.text('单位'),
      }),
    ),
    add: act('open', field.form({ files: field.files('补充', by) })),
    hand: {
      ...act('open', field.form({ said: field.longText('事实'), files: field.files('材料') })),
      to: 'done',
      then: (_facts, input) => [
        { do: 'open', procedure: 'other', act: 'open', input: input as unknown as JsonObject },
      ],
    },
  },
  deadlines: {},
};

const brought: JsonObject = {
  name: '罗小兰',
  told: words,
  proofs: [{ files: [own] }],
  place: '梅林镇',
  firm,
};
const history = [past('bring', '2026-09-01', brought)];
const hand = (said: string, files: readonly string[] = [], known = new Map<string, string>()) =>
  decide(
    request({
      procedure: matter,
      snapshot: { state: 'open', seats: [{ role: 'lender', organisation: 'office-1' }], history },
      act: 'hand',
      actor: lender(),
      input: { said, files },
      protectedFiles: known,
    }),
  );

test('what somebody protected handed in is known by its hash, wherever in the form it stood', () => {
  const form = matter.acts['bring']!.form;
  assert.deepEqual([...protectedFiles(form, brought)], [[own, 'loan-rule/3']]);
});

test('such a file is handed in nowhere else, neither of this proceeding nor of another', () => {
  const refused = hand('货架上有三十袋。', [own]);
  assert.ok(!refused.ok);
  assert.deepEqual([refused.code, refused.basis], ['condition-unmet', ['loan-rule/3']]);
  assert.match(refused.sentence, /“材料”选用了依法对来源保密的文件/);
  assert.deepEqual(
    refused.issues?.map(({ path }) => path),
    ['files'],
  );
  assert.ok(hand('货架上有三十袋。', [copy]).ok);
  assert.ok(!hand('货架上有三十袋。', [copy], new Map([[copy, 'loan-rule/3']])).ok);
});

test('whoever is protected may hand the same file in again', () => {
  const { form } = matter.acts['add']!;
  assert.equal(
    handsOn({ procedure: matter, history }, form, { files: [own] }, new Map()),
    undefined,
  );
});

test('no name and no run of own words goes out with an effect; what anybody may say does', () => {
  for (const said of [
    '据罗小兰反映，有三十袋。',
    '据罗 小\n兰反映。',
    `有人说：${words}`,
    words.slice(4, 28),
  ]) {
    const refused = hand(said);
    assert.ok(!refused.ok, said);
    assert.match(refused.sentence, /依法保密的“(姓名|经过)”/);
  }
  assert.ok(hand(`${firm}在梅林镇仓库后门换袋，现场清点三十袋。`).ok);
  const told = [{ do: 'notify', to: { role: 'lender' }, title: '罗小兰来过' } as const];
  assert.equal(carriesOut({ procedure: matter, history }, told)?.code, 'condition-unmet');
  assert.equal(carriesOut({ procedure: matter, history: [] }, told), undefined);
});

test('what came of it tells its subject neither name nor words, and may name a witness where the subject does not read', () => {
  const roles = { party: { title: '当事人', kinds: ['enterprise'], fills: 'subject' } } as const;
  const form = field.form({
    facts: field.longText('事实'),
    witness: field.optional(field.text('证人', { hiddenFrom: ['party'] })),
  });
  const said = (input: JsonObject) =>
    tellsSubject({ roles }, form, input, { procedure: matter, history })?.sentence;
  assert.match(said({ facts: '据罗小兰反映。' }) ?? '', /依法保密的“姓名”/);
  assert.match(said({ facts: words.slice(0, 30) }) ?? '', /依法保密的“经过”/);
  assert.equal(said({ facts: '现场清点三十袋。', witness: '罗小兰' }), undefined);
});

test('the clause that protects must be one that there is', () => {
  const unknown = field.form({ name: field.text('姓名', { protects: 'loan-rule/99' }) });
  const acts = { ...matter.acts, bring: { ...matter.acts['bring']!, form: unknown } };
  const defects = checkDefinition({ ...matter, acts }, clauses, new Set(['procedure/loan']));
  assert.match(defects.join(), /act bring.name cites unknown clause loan-rule\/99/);
});
