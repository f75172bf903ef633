import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certificateOf, isValidOn } from '#kernel/derive/certificate.ts';
import { cccCertificate } from '#law/regulator/certificates/ccc-certificate.ts';
import { certificateLacks } from '#law/regulator/certificates/validity.ts';
import { certificate, who, works } from './certificate-setting.ts';
import { file, play } from './play.ts';
import type { Play } from './play.ts';

const kettle = { id: 'electric-kettle', title: '电水壶', licence: false, ccc: true };
const notice = { body: '认证中心', noticeNumber: '通1', facts: '跟踪检查不合格', paper: [file] };

function entered(): Play {
  const matter = play({ procedure: cccCertificate, region: works.region, subject: works });
  matter.does('enter', who.principal, '2026-11-23', certificate);
  return matter;
}

function verified(): Play {
  const matter = entered();
  matter.does('verify', who.inspector, '2026-11-24', {
    source: '认证信息平台',
    outcome: 'genuine',
    evidence: [file],
  });
  return matter;
}

const registered = (matter: Play) => certificateOf(cccCertificate, works.id, matter.history)!;
const lacks = (matter: Play, day: string) =>
  certificateLacks(kettle, [registered(matter)], day, 'sell');

test('the enterprise enters its certificate, the regulator of the place verifies it', () => {
  const matter = entered();
  assert.equal(matter.due('verification', '2026-11-23'), '2026-12-07');
  assert.match(matter.clock('verification', '2026-11-23')?.policy ?? '', /十个工作日/);
  assert.match(lacks(matter, '2026-11-23')[0]?.sentence ?? '', /尚未核实/);
  const refusal = { source: '平台', outcome: 'refused', evidence: [file] };
  matter.refuses('not-entitled', 'verify', who.neighbour, '2026-11-24', refusal);
  matter.refuses('not-entitled', 'verify', who.principal, '2026-11-24', refusal);
  matter.refuses('condition-unmet', 'verify', who.inspector, '2026-11-24', refusal);
  const forged = matter.fork();
  forged.does('verify', who.inspector, '2026-11-24', { ...refusal, note: '查无此证' });
  assert.equal(forged.state, 'rejected');
  assert.deepEqual(lacks(verified(), '2026-11-23'), []);
});

test('a suspended certificate lets nothing leave the works until it is restored', () => {
  const matter = verified();
  const stop = { ground: 'breach', endsOn: '2027-02-28', ...notice };
  matter.refuses('condition-unmet', 'suspend', who.inspector, '2026-12-01', {
    ...stop,
    endsOn: '2026-12-01',
  });
  matter.does('suspend', who.inspector, '2026-12-01', stop);
  const [lack] = lacks(matter, '2026-12-01');
  assert.deepEqual(lack?.basis, ['ccc-order/29', 'ccc-order/51']);
  assert.deepEqual(certificateLacks(kettle, [registered(matter)], '2026-12-01', 'make'), []);
  assert.equal(matter.due('suspension', '2026-12-01'), '2027-02-28');
  matter.does('restore', who.inspector, '2027-01-15', notice);
  assert.deepEqual(lacks(matter, '2027-01-15'), []);
  assert.equal(isValidOn(registered(matter), '2027-01-14'), false);
});

test('renewal is asked for in the ninety days before the end', () => {
  const matter = verified();
  const ask = { appliedOn: '2026-11-24', papers: [file] };
  assert.equal(matter.due('renewal-window', '2026-11-24'), '2030-08-31');
  matter.refuses('too-early', 'applyRenewal', who.principal, '2030-08-31T15:59:00Z', ask);
  const late = matter.fork();
  late.refuses('too-late', 'applyRenewal', who.principal, '2030-12-01', ask);
  matter.does('applyRenewal', who.principal, '2030-09-01', ask);
  const next = { validUntil: '2035-11-30', source: '平台', paper: [file] };
  matter.refuses('condition-unmet', 'renew', who.inspector, '2030-11-01', {
    ...next,
    validUntil: '2030-11-30',
  });
  matter.does('renew', who.inspector, '2030-11-01', next);
  assert.equal(isValidOn(registered(matter), '2035-11-30'), true);
});

test('an end is recorded with its ground; an expiry only once it came', () => {
  const matter = verified();
  matter.refuses('condition-unmet', 'cancel', who.inspector, '2026-12-01', {
    ground: 'expired',
    ...notice,
  });
  const revoked = matter.fork();
  revoked.does('revoke', who.inspector, '2026-12-01', { ground: 'mismatch', ...notice });
  assert.equal(revoked.state, 'rescinded');
  assert.match(lacks(revoked, '2026-12-01')[0]?.sentence ?? '', /失效/);
  matter.does('cancel', who.inspector, '2026-12-01', { ground: 'not-produced', ...notice });
  assert.equal(matter.state, 'cancelled');
});

test('nothing is asked of a product that needs no certificate, and none is enough without one', () => {
  const free = { ...kettle, ccc: false };
  assert.deepEqual(certificateLacks(free, [], '2026-11-23', 'sell'), []);
  const [lack] = certificateLacks(kettle, [], '2026-11-23', 'sell');
  assert.deepEqual(lack?.basis, ['certification-regulation/66']);
  assert.match(lack?.sentence ?? '', /没有登记有效的证书/);
});
