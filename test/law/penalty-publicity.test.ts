import assert from 'node:assert/strict';
import { test } from 'node:test';
import { time } from '#kernel/decide.ts';
import { loadLaw } from '#kernel/law.ts';
import { clauses } from '#law/clauses/all.ts';
import { calendar } from '#law/holidays.ts';
import { penaltyPublicity } from '#law/regulator/penalty-publicity.ts';
import { masked } from '#law/regulator/penalty-publicity/tiers.ts';
import { file, person, play, uuid } from './play.ts';
import type { Play } from './play.ts';

const county = {
  id: uuid(76),
  kind: 'market-regulator',
  level: 'county',
  region: 360_981,
} as const;
const firm = {
  id: uuid(77),
  kind: 'enterprise',
  name: '丰城某灯具厂',
  region: 360_981,
  productClasses: [],
  filledPosts: [],
} as const;
const who = {
  officer: person('办案甲', ['case-officer'], county),
  publisher: person('公示丙', ['publisher'], county),
  head: person('县局长', ['leader'], county),
  firm: person('厂长', ['principal'], firm),
};

const forms = {
  open: {
    number: '罚1',
    decidedOn: '2026-09-28',
    procedure: 'ordinary',
    warningOnly: false,
    violation: '生产不合格产品',
    basis: '产品质量法第四十九条',
    content: '罚款三万元',
    amountYuan: '30000',
    partyKind: 'organisation',
  },
  publish: { tier: 'key-product', servedOn: '2026-09-29', proof: [file] },
  apply: {
    performed: true,
    remedied: true,
    noFurther: true,
    application: [file],
    qualification: [file],
    commitment: [file],
    performance: [file],
  },
};

function registered(change: object = {}): Play {
  const matter = play({ procedure: penaltyPublicity, subject: firm, region: 360_981 });
  matter.does('open', who.officer, '2026-09-28', { ...forms.open, ...change });
  return matter;
}

/** Published on Friday 9 October 2026. */
function published(tier: string, change: object = {}): Play {
  const matter = registered();
  matter.does('publish', who.publisher, '2026-10-09', { ...forms.publish, tier, ...change });
  return matter;
}

test('the definition loads', () => {
  const law = loadLaw([penaltyPublicity], clauses, calendar);
  assert.equal(law.procedure('penalty-publicity', '2026-10-01'), penaltyPublicity);
});

test('a warning alone and a decision on the spot are not published', () => {
  const matter = play({ procedure: penaltyPublicity, subject: firm, region: 360_981 });
  for (const change of [
    { procedure: 'simple' },
    { warningOnly: true },
    { decidedOn: '2026-09-29' },
    { partyKind: 'person' },
  ]) {
    const input = { ...forms.open, ...change };
    matter.refuses('condition-unmet', 'open', who.officer, '2026-09-28', input);
  }
  const nobody = play({ procedure: penaltyPublicity, region: 360_981 });
  nobody.refuses('condition-unmet', 'open', who.officer, '2026-09-28', forms.open);
});

test('twenty working days over National Day, the party having been told in writing', () => {
  const matter = registered();
  // 29, 30 September, 8 to 10 (worked) October, …
  assert.equal(matter.due('publicity', '2026-09-28'), '2026-10-30');
  const { proof: _proof, ...untold } = forms.publish;
  const missing = matter.refuses('condition-unmet', 'publish', who.publisher, '2026-10-09', untold);
  assert.match(missing.sentence, /上传载明该告知的送达回证/);
  // A tick is no proof: what the case knows by its own acts is for the platform to say.
  for (const told of [true, false]) {
    matter.refuses('invalid-input', 'publish', who.publisher, '2026-10-09', { ...untold, told });
  }
  assert.ok(matter.does('publish', who.publisher, '2026-10-30T16:00:00Z', forms.publish).late);
});

test('the three-month tier is for small fines, of a firm and of a person', () => {
  const small = { ...forms.publish, tier: 'small' };
  const large = registered({ amountYuan: '50000.01' });
  large.refuses('condition-unmet', 'publish', who.publisher, '2026-10-09', small);
  registered({ amountYuan: '50000' }).does('publish', who.publisher, '2026-10-09', small);
  const someone = { partyKind: 'person', partyName: '王小二', partyId: '360981199001011234' };
  const private_ = registered({ ...someone, amountYuan: '5001' });
  private_.refuses('condition-unmet', 'publish', who.publisher, '2026-10-09', small);
});

test("a natural person's number is masked before it goes anywhere", () => {
  assert.equal(masked('360981199001011234'), '360*************34');
  assert.equal(masked('E1234'), '******');
  const someone = { partyKind: 'person', partyName: '王小二', partyId: '360981199001011234' };
  const matter = registered({ ...someone, amountYuan: '5000' });
  const { effects } = matter.does('publish', who.publisher, '2026-10-09', {
    ...forms.publish,
    tier: 'small',
  });
  const text = JSON.stringify(effects);
  assert.doesNotMatch(text, /360981199001011234/);
  assert.match(text, /360\*+34/);
});

/** Each tier with the last day shown, and the day on which an early end may first be asked for. */
const terms: readonly (readonly [string, object, string, string | undefined, string])[] = [
  ['small', {}, '2027-01-09', undefined, 'endQuarter'],
  ['other', {}, '2027-10-09', '2027-01-09', 'endYear'],
  ['key-product', {}, '2029-10-09', '2027-10-09', 'endThreeYears'],
  ['restriction', { limitUntil: '2027-06-30' }, '2029-10-09', '2027-10-09', 'endThreeYears'],
  ['revocation', {}, '2029-10-09', undefined, 'endThreeYears'],
  ['long-restriction', { limitUntil: '2031-03-01' }, '2031-03-01', undefined, 'endLimit'],
];

test('each tier ends by itself on its day and is asked to end early on another or never', () => {
  for (const [tier, change, until, early, end] of terms) {
    const matter = registered();
    const { effects } = matter.does('publish', who.publisher, '2026-10-09', {
      ...forms.publish,
      tier,
      ...change,
    });
    assert.ok(effects[0]?.do === 'publish');
    assert.equal(effects[0].until, until, tier);
    const code = early === undefined ? 'wrong-state' : 'too-early';
    matter.refuses(code, 'apply', who.firm, `${early ?? until}T15:59:59Z`, forms.apply);
    if (early !== undefined) {
      matter.fork().does('apply', who.firm, `${early}T16:00:00Z`, forms.apply);
    }
    matter.refuses('too-early', end, time, `${until}T15:59:59Z`);
    matter.does(end, time, `${until}T16:00:00Z`);
    assert.equal(matter.state, 'ended');
  }
});

test('a restriction must have run out, and its length must fit the tier', () => {
  const matter = published('restriction', { limitUntil: '2028-10-01' });
  matter.refuses('condition-unmet', 'apply', who.firm, '2028-10-01', forms.apply);
  matter.does('apply', who.firm, '2028-10-02', forms.apply);
  const other = registered();
  for (const change of [
    { tier: 'restriction' },
    { tier: 'restriction', limitUntil: '2029-10-10' },
    { tier: 'long-restriction', limitUntil: '2029-10-09' },
    { tier: 'key-product', limitUntil: '2027-10-09' },
  ]) {
    const input = { ...forms.publish, ...change };
    other.refuses('condition-unmet', 'publish', who.publisher, '2026-10-09', input);
  }
});

test('a granted repair stops publicity within three working days', () => {
  const matter = published('other');
  matter.does('apply', who.firm, '2027-01-11', forms.apply);
  matter.does('accept', who.officer, '2027-01-12', { outcome: 'accepted' });
  const conditions = { performed: true, remedied: true, noFurther: true };
  matter.does('check', who.officer, '2027-01-13', { ...conditions, record: '属实', papers: [] });
  matter.does('decideRepair', who.head, '2027-01-14', {
    decision: 'granted',
    number: '修1',
    reason: '具备条件',
  });
  assert.equal(matter.due('stop', '2027-01-14'), '2027-01-19');
  matter.does('stopPublicity', who.publisher, '2027-01-19');
  assert.equal(matter.state, 'stopped');
});

test('a decision that was changed or annulled is withdrawn within three working days, with its reason', () => {
  const matter = published('key-product');
  const fall = { fall: 'revoked', number: '复1', revokedOn: '2026-10-16', papers: [file] };
  const before = { ...fall, revokedOn: '2026-09-27' };
  matter.refuses('condition-unmet', 'reportFall', who.officer, '2026-10-19', before);
  matter.does('reportFall', who.officer, '2026-10-19', fall);
  assert.equal(matter.due('stop-fallen', '2026-10-19'), '2026-10-21');
  assert.ok(matter.fork().does('stopFallen', who.publisher, '2026-10-22', { reason: '撤销' }).late);
  const { effects } = matter.does('stopFallen', who.publisher, '2026-10-21', { reason: '撤销' });
  assert.deepEqual(effects[0], { do: 'withdraw', key: 'penalty', reason: '撤销（复1）' });
});
