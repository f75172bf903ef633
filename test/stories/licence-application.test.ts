import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { audit } from '#server/audit/audit.ts';
import type { PresentedCertificate } from '#server/certificates/present.ts';
import { sweepOnce } from '#server/sweep/sweep.ts';
import { licence } from '../law/certificate-setting.ts';
import { file } from '../law/play.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import { startServer } from '../service.ts';
import { Story } from './case-file.ts';

const service = await startServer({ after });
const { context } = service;
const story = new Story(service);
let cast: Cast;
let team: string[];

before(async () => {
  cast = await seedCast(context.database);
  const { provinceRegulator: organisation } = cast.organisations;
  const granters = [
    ['granter', '许可处甲', 'case-officer'],
    ['granter2', '许可处乙', 'reviewer'],
    ['granthead', '许可处长', 'leader'],
  ] as const;
  const made = [];
  for (const [login, name, post] of granters) {
    made.push(await seedPerson(context.database, { login, name, organisation, posts: [post] }));
  }
  team = made.slice(0, 2).map(({ id }) => id);
});

const apply = {
  product: '水泥（通用硅酸盐水泥）',
  classes: licence.classes,
  units: licence.units,
  site: licence.site,
  conditions: '化验室和均化设施齐备',
  contact: '肖厂长 0797-0000000',
  application: [file],
};

test('an application nobody answers counts as accepted, is reviewed, tested and granted, and the licence begins with it', async () => {
  story.on('2026-09-01');
  const input = await story.filled('principal', apply);
  const about = { subject: cast.organisations.works.id };
  const refused = { code: 'not-entitled' } as const;
  await story.opensNot('shopkeeper', 'licence-application', 'apply', input, refused, about);
  const matter = await story.opens('principal', 'licence-application', 'apply', input, about);
  await matter.isHiddenFrom('shopkeeper', 'citizen', 'technician');
  assert.equal(await matter.due('granter', 'acceptance'), '2026-09-08');
  // The granting office sees it in its list without having acted.
  const list = await (
    await story.as('granter')
  ).get<{ items: { proceeding: string }[] }>('/api/to-do');
  assert.ok(list.body.items.some(({ proceeding }) => proceeding === matter.id));
  story.on('2026-09-08', '23:59');
  await sweepOnce(context);
  assert.equal((await matter.seenBy('principal')).state, 'submitted');
  story.on('2026-09-09', '00:00');
  await sweepOnce(context);
  assert.equal((await matter.seenBy('principal')).state, 'accepted');
  story.on('2026-09-09');
  assert.match((await matter.told('principal')).join(), /视为受理/);
  const planned = { team, mixed: true, from: '2026-09-17', until: '2026-09-17' };
  await matter.does('granter', 'plan', planned);
  const record = {
    reviewedOn: '2026-09-16',
    items: [{ item: '出厂检验', result: 'met' }],
    conclusion: 'pass',
    record: [file],
  };
  story.on('2026-09-16');
  await matter.rejects('granter2', 'review', record, { code: 'too-early' });
  story.on('2026-09-17');
  await matter.fills('granter2', 'review', { ...record, reviewedOn: '2026-09-17' });
  await matter.does('granter', 'tell', { conclusion: 'pass', number: '告1' });
  const seal = { sample: '水泥一组', sealNumber: '封1', photos: [file] };
  const former = await otherLaboratory();
  await matter.fills('granter', 'seal', { ...seal, laboratory: former });
  const { id: laboratory } = cast.organisations.laboratory;
  await matter.fills('granter', 'seal', { ...seal, laboratory });
  // The first one reads on what it had.
  assert.equal((await matter.readBy('former')).at(-1), 'seal');
  assert.deepEqual(await matter.offeredTo('former'), []);
  story.on('2026-09-21');
  await matter.fills('principal', 'deliver', { deliveredOn: '2026-09-21', proof: [file] });
  story.on('2026-10-12');
  const report = { number: '检1', sealIntact: true, result: 'pass', report: [file] };
  await matter.fills('technician', 'report', report);
  const decided = { decision: 'granted', number: '许1', reason: '均合格' };
  await matter.refuses('granter', 'decide', decided, { code: 'not-entitled' });
  await matter.does('granthead', 'decide', decided);
  assert.equal(await matter.due('granter', 'certificate'), '2026-10-26');
  const certificate = {
    number: licence.number,
    validFrom: '2026-10-12',
    validUntil: '2031-10-11',
    issuer: licence.issuer,
    paper: [file],
  };
  const wrong = { ...certificate, number: 'QS1' };
  // The licence's own guard refuses; the certificate is not issued then.
  const pattern = { code: 'condition-unmet', sentence: /XK/ } as const;
  await matter.rejects('granter', 'issue', wrong, pattern);
  await matter.fills('granter', 'issue', certificate);
  const seen = await matter.seenBy('principal');
  assert.equal(seen.state, 'issued');
  assert.deepEqual(
    seen.linked.map(({ procedureTitle, title }) => [procedureTitle, title]),
    [['工业产品生产许可证', licence.number]],
  );
  const client = await story.as('inspector');
  const register = await client.get<{ certificates: PresentedCertificate[] }>('/api/certificates');
  assert.equal(register.body.certificates[0]?.number, licence.number);
  const { body } = await service.client().get<string>('/announcements');
  assert.match(body, /取得工业产品生产许可证/);
  await story.isProved();
  const checked = await audit(context.database, { law: context.law, now: context.now() });
  assert.equal(checked.difference, undefined);
});

/** A second laboratory, with somebody who reads there. */
async function otherLaboratory(): Promise<string> {
  const { database } = context;
  const organisation = await seedOrganisation(database, {
    kind: 'laboratory',
    name: '赣县区建材检验所',
    region: 360_704,
  });
  await seedPerson(database, { login: 'former', name: '检验员廖平', organisation, posts: [] });
  return organisation.id;
}
