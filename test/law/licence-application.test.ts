import assert from 'node:assert/strict';
import { test } from 'node:test';
import { licenceApplication } from '#law/regulator/licence/licence-application.ts';
import type { CertificateFacts } from '#kernel/derive/certificate.ts';
import { time } from '#kernel/decide.ts';
import { licence, who, works } from './certificate-setting.ts';
import { accountOf, file, person, play, uuid } from './play.ts';
import type { Play } from './play.ts';

const bench = { id: uuid(91), kind: 'laboratory', region: 360_700 } as const;
const technician = person('检甲', ['laboratory-technician'], bench);
/** Of the granting office, and not of the review. */
const outsider = { ...who.granter, account: accountOf('许丁') };
const apply = {
  product: '水泥（通用硅酸盐水泥）',
  classes: licence.classes,
  units: licence.units,
  site: licence.site,
  conditions: '化验室和均化设施齐备',
  contact: '肖厂长 0797-0000000',
  application: [file],
};
const accepted = { outcome: 'accepted', number: '受1' };
const plan = {
  team: [who.granter.account, who.second.account],
  mixed: true,
  from: '2026-09-15',
  until: '2026-09-16',
};
const review = {
  reviewedOn: '2026-09-16',
  items: [{ item: '出厂检验', result: 'met' }],
  conclusion: 'pass',
  record: [file],
};
const seal = { sample: '水泥一组', sealNumber: '封1', laboratory: bench.id, photos: [file] };
const report = { number: '检1', sealIntact: true, result: 'pass', report: [file] };
const decided = { decision: 'granted', number: '许1', reason: '均合格' };
const certificate = {
  number: licence.number,
  validFrom: '2026-10-30',
  validUntil: '2031-10-29',
  issuer: licence.issuer,
  paper: [file],
};

function applied(certificates: readonly CertificateFacts[] = []): Play {
  const matter = play({
    procedure: licenceApplication,
    region: works.region,
    subject: works,
    certificates,
  });
  matter.does('apply', who.principal, '2026-09-01', apply);
  return matter;
}

/** Accepted on 3 September, reviewed on the 16th. */
function reviewed(change: object = {}): Play {
  const matter = applied();
  matter.does('accept', who.granter, '2026-09-03', accepted);
  matter.does('plan', who.granter, '2026-09-04', plan);
  matter.does('review', who.second, '2026-09-16', { ...review, ...change });
  return matter;
}

function tested(change: object = {}): Play {
  const matter = reviewed();
  matter.does('tell', who.granter, '2026-09-17', { conclusion: 'pass', number: '告1' });
  matter.does('seal', who.granter, '2026-09-17', seal);
  matter.does('deliver', who.principal, '2026-09-21', { deliveredOn: '2026-09-21', proof: [file] });
  matter.does('report', technician, '2026-10-12', { ...report, ...change });
  return matter;
}

test('five working days for the acceptance; then the application counts as accepted by itself', () => {
  const matter = applied();
  assert.equal(matter.due('acceptance', '2026-09-01'), '2026-09-08');
  matter.refuses('too-early', 'deem', time, '2026-09-08', {});
  matter.fork().does('deem', time, '2026-09-09', {});
  matter.refuses('not-entitled', 'accept', who.inspector, '2026-09-02', accepted);
  const missing = { ...accepted, outcome: 'incomplete' };
  matter.refuses('condition-unmet', 'accept', who.granter, '2026-09-02', missing);
  matter.does('accept', who.granter, '2026-09-02', { ...missing, reason: '缺化验室照片' });
  matter.does('supplement', who.principal, '2026-09-07', { note: '补', papers: [file] });
  assert.equal(matter.due('acceptance', '2026-09-07'), '2026-09-14');
  // What is missing is told once.
  matter.refuses('condition-unmet', 'accept', who.granter, '2026-09-08', {
    ...missing,
    reason: '还缺',
  });
  const refused = matter.fork();
  refused.does('accept', who.granter, '2026-09-08', {
    ...accepted,
    outcome: 'rejected',
    reason: '不在目录',
  });
  assert.equal(refused.state, 'not-accepted');
});

test('a seller does not apply, nor somebody whose licence for the product was revoked within three years', () => {
  const seller = play({
    procedure: licenceApplication,
    region: works.region,
    subject: { ...works, business: 'retail' },
  });
  seller.refuses('condition-unmet', 'apply', who.principal, '2026-09-01', apply);
  const revoked: CertificateFacts = {
    kind: 'licence',
    holder: works.id,
    number: 'XK08-001-00009',
    classes: ['cement'],
    issuer: licence.issuer,
    until: '2027-01-01',
    state: 'revoked',
    since: '2023-09-01',
    spans: [],
  };
  assert.throws(() => applied([revoked]), /三年内不得/);
  applied([{ ...revoked, since: '2023-08-31' }]);
  applied([{ ...revoked, classes: ['cable'] }]);
});

test('the review is told five working days ahead, by two to four of more than one office, within thirty', () => {
  const matter = applied();
  matter.does('accept', who.granter, '2026-09-03', accepted);
  // Mid-Autumn and National Day; the 20th of September and the 10th of October are worked.
  assert.equal(matter.due('review', '2026-09-03'), '2026-10-21');
  assert.equal(matter.due('conclusion', '2026-09-03'), '2026-10-21');
  const refuses = (change: object) =>
    matter.refuses('condition-unmet', 'plan', who.granter, '2026-09-04', { ...plan, ...change });
  refuses({ mixed: false });
  refuses({ until: '2026-09-14' });
  refuses({ until: '2026-09-18' });
  refuses({ from: '2026-09-04', until: '2026-09-04' });
  matter.refuses('invalid-input', 'plan', who.granter, '2026-09-04', {
    ...plan,
    team: [who.granter.account],
  });
  const soon = { ...plan, from: '2026-09-09', until: '2026-09-09' };
  matter.does('plan', who.granter, '2026-09-04', soon);
  const early = { ...review, reviewedOn: '2026-09-11' };
  matter.refuses('too-early', 'review', who.second, '2026-09-11', early);
  matter.refuses('condition-unmet', 'review', outsider, '2026-09-12', early);
  const unmet = { ...review, items: [{ item: '出厂检验', result: 'unmet' }] };
  matter.refuses('condition-unmet', 'review', who.second, '2026-09-16', unmet);
  matter.does('review', who.second, '2026-09-16', review);
});

test('a failed review ends in a refusal without a test, and a failed test too', () => {
  const failed = reviewed({
    conclusion: 'fail',
    items: [{ item: '出厂检验', result: 'unmet' }],
  });
  failed.refuses('condition-unmet', 'tell', who.granter, '2026-09-17', {
    conclusion: 'pass',
    number: '告1',
  });
  failed.does('tell', who.granter, '2026-09-17', { conclusion: 'fail', number: '告1' });
  failed.refuses('condition-unmet', 'decide', who.head, '2026-09-18', decided);
  failed.does('decide', who.head, '2026-09-18', { ...decided, decision: 'refused' });
  assert.equal(failed.state, 'refused');
  const bad = tested({ result: 'fail' });
  bad.refuses('condition-unmet', 'decide', who.head, '2026-10-13', decided);
  tested().refuses('condition-unmet', 'decide', who.head, '2026-10-13', {
    ...decided,
    decision: 'refused',
  });
});

test('testing does not count: sixty working days from the acceptance, and ten for the certificate', () => {
  const matter = tested();
  assert.equal(matter.clock('decision', '2026-10-13')?.pauses.length, 1);
  // Sixty working days end on 2 December; the ten from 22 September to 12 October are left out.
  assert.equal(matter.due('decision', '2026-10-13'), '2026-12-16');
  matter.refuses(
    'separation-of-duties',
    'decide',
    { ...who.second, posts: ['leader'] },
    '2026-10-13',
    decided,
  );
  matter.does('decide', who.head, '2026-10-19', decided);
  assert.equal(matter.due('certificate', '2026-10-19'), '2026-11-02');
  const { effects } = matter.does('issue', who.granter, '2026-10-30', certificate);
  const [opened] = effects;
  assert.ok(opened?.do === 'open');
  assert.deepEqual(opened.input, {
    ...certificate,
    classes: licence.classes,
    units: licence.units,
    site: licence.site,
  });
});

test('a sample is delivered within seven working days, and sealed anew where the seal broke', () => {
  const matter = reviewed();
  matter.does('tell', who.granter, '2026-09-17', { conclusion: 'pass', number: '告1' });
  matter.does('seal', who.granter, '2026-09-17', seal);
  // 18, 20 (worked), 21 to 24, 28 September.
  assert.equal(matter.due('delivery', '2026-09-17'), '2026-09-28');
  matter.refuses('condition-unmet', 'report', technician, '2026-09-18', report);
  const delivered = (deliveredOn: string) => ({ deliveredOn, proof: [file] });
  matter.refuses(
    'condition-unmet',
    'deliver',
    who.principal,
    '2026-09-18',
    delivered('2026-09-16'),
  );
  matter.does('deliver', who.principal, '2026-09-18', delivered('2026-09-18'));
  matter.refuses(
    'condition-unmet',
    'deliver',
    who.principal,
    '2026-09-19',
    delivered('2026-09-19'),
  );
  matter.refuses('condition-unmet', 'report', technician, '2026-09-19', {
    ...report,
    sealIntact: false,
  });
  matter.does('seal', who.granter, '2026-09-21', { ...seal, sealNumber: '封2' });
  matter.refuses('condition-unmet', 'report', technician, '2026-09-22', report);
  matter.does('deliver', who.principal, '2026-09-22', delivered('2026-09-22'));
  matter.does('report', technician, '2026-10-12', report);
});
