import type { OwnerConnection } from '#db/owner.ts';
import { seedLots } from './goods/lot-rows.ts';
import { seedRecall } from './goods/recall-rows.ts';
import type { House, PolicyCast } from './cast.ts';

/** Ids of the rows that the cases ask for. */
export const rows = {
  hidden: uuid(1),
  open: uuid(2),
  orphan: uuid(3),
  handedOver: uuid(4),
  record: uuid(11),
  assignment: uuid(12),
  test: uuid(13),
  tip: uuid(14),
  apiKey: uuid(21),
  toHouse: uuid(31),
  toPrincipal: uuid(32),
  toComplainant: uuid(33),
  aboutHidden: uuid(34),
  publication: uuid(41),
  listing: uuid(42),
  withdrawn: uuid(43),
  declaration: uuid(44),
  timed: uuid(15),
  job: uuid(51),
  capture: uuid(61),
  captured: uuid(62),
  finished: uuid(63),
  claimant: uuid(71),
  claim: uuid(72),
  named: 'a'.repeat(64),
  hiddenPaper: 'b'.repeat(64),
  unnamed: 'c'.repeat(64),
} as const;

/** Id of whom an entry is about where nobody registered is. */
const noSubject = '00000000-0000-0000-0000-000000000000';
const allDomains = 0x7f_ff_ff_ff;
/** Where a citizen's case about nobody registered lies. */
const complained = { region: 360_704, domains: allDomains };
const at = '2026-11-23T01:00:00Z';

/**
 * Puts at least one row into every table: what belongs to the works, a case about it with a laboratory and a maker
 * seated, an unannounced check of the enterprise elsewhere a citizen's case about nobody registered, and one that he
 * handed over to another.
 */
export async function seedRows(owner: OwnerConnection, cast: PolicyCast): Promise<void> {
  const { houses, people } = cast;
  await cases(owner, cast);
  await duties(owner, cast);
  await log(owner, cast);
  await certificates(owner, cast);
  await seedLots(owner, cast);
  await traces(owner, cast);
  await products(owner, cast);
  await seedRecall(owner, cast);
  await owner.query(`
    insert into session values ('\\x01', '${people.works.id}', '${at}', '2027-01-01', '${at}');
    insert into api_key values ('${rows.apiKey}', '\\x02', '接口', '${people.works.id}',
      '${houses.works.id}', '${at}', '2027-01-01');
    insert into account (id, login, name, disabled_at) values ('${rows.claimant}', 'claimant', '赣小明', '${at}');
    insert into account_claim (id, organisation_id, account_id, login, name, firm_name, phone, claimed_at)
      values ('${rows.claim}', '${houses.works.id}', '${rows.claimant}', 'claimant', '赣小明', '水泥', '1', '${at}');
    insert into sign_in_event (at, login, outcome, address)
      values ('${at}', 'works', 'signed-in', '10.0.0.1');
    insert into notification (id, account_id, organisation_id, post, title, proceeding_id, at) values
      ('${rows.toHouse}', null, '${houses.works.id}', null, '甲', null, '${at}'),
      ('${rows.toPrincipal}', null, '${houses.works.id}', 'principal', '乙', null, '${at}'),
      ('${rows.toComplainant}', '${people.complainant.id}', null, null, '丙', null, '${at}'),
      ('${rows.aboutHidden}', null, '${houses.elsewhere.id}', null, '丁', '${rows.hidden}', '${at}');
    insert into publication (id, kind, title, text, region, entry_id, at)
      values ('${rows.publication}', 'notice', '公告', '内容', 360704, '${rows.record}', '${at}');
    insert into publication (id, kind, title, text, region, entry_id, at, organisation_id, proceeding_id, authority_id,
      domains, sites, withdrawn_at, withdrawn_by)
      values ('${rows.listing}', 'penalty', '处罚', '内容', 360704, '${rows.test}', '${at}', '${houses.works.id}',
        '${rows.open}', '${houses.laboratory.id}', ${houses.works.domains}, '{gsxt}', null, null),
      ('${rows.withdrawn}', 'penalty', '处罚', '内容', 360704, '${rows.test}', '${at}', '${houses.works.id}',
        '${rows.open}', '${houses.laboratory.id}', ${houses.works.domains}, '{}', '${at}', '${rows.test}');
    update dispatch set state = 'failed';
    insert into import_job (id, organisation_id, account_id, file_name, state, at)
      values ('${rows.job}', '${houses.county.id}', '${people.county.id}', '名录.xlsx', 'done', '${at}');
    insert into disclosure values ('${rows.open}', '${rows.test}', '${rows.test}', null, '${at}');
    insert into sweep_run values ('roll-over', '2026-11-23', '${at}');
    insert into duty_roll values ('2026-11-23', '${at}', '\\x00');
    insert into duty_to_judge values ('${houses.works.id}', '${at}');
    insert into erasure values ('${rows.record}', '${houses.works.id}', '依据', '理由', '${people.county.id}',
      '${people.city.id}', '${rows.test}', '${at}'),
      ('${rows.assignment}', '${houses.elsewhere.id}', '依据', '理由', '${people.county.id}', '${people.city.id}',
      '${rows.test}', '${at}')`);
}

async function cases(owner: OwnerConnection, { houses, people }: PolicyCast): Promise<void> {
  const { works, elsewhere, maker, laboratory, unseatedLaboratory, city, county } = houses;
  const hiddenFrom = `{${elsewhere.id},${maker.id}}`;
  await owner.query(`
    ${proceeding(rows.hidden, 'spot-check', elsewhere, people.city.id, hiddenFrom)};
    ${proceeding(rows.open, 'spot-check', works, people.county.id, '{}')};
    ${complaint(rows.orphan, people.complainant.id)}; ${complaint(rows.handedOver, people.citizen.id)};
    insert into seat values
      ('${rows.hidden}', 'organiser', '${city.id}', null), ('${rows.hidden}', 'laboratory', '${laboratory.id}', null),
      ('${rows.hidden}', 'sampled', '${elsewhere.id}', null), ('${rows.hidden}', 'producer', '${maker.id}', null),
      ('${rows.open}', 'organiser', '${county.id}', null), ('${rows.open}', 'laboratory', '${laboratory.id}', null),
      ('${rows.open}', 'sampled', '${works.id}', null), ('${rows.open}', 'producer', '${maker.id}', null),
      ('${rows.orphan}', 'complainant', null, '${people.complainant.id}'),
      ('${rows.handedOver}', 'complainant', null, '${people.complainant.id}');
    insert into seat values ('${rows.hidden}', 'formerLaboratory', '${unseatedLaboratory.id}', null, '${at}');
    ${entry(rows.record, works, people.works, { kind: 'duty', definition: 'daily-control' })};
    ${entry(rows.assignment, elsewhere, people.city, { proceeding: rows.hidden })};
    ${entry(rows.test, works, people.laboratory, { proceeding: rows.open })};
    ${entry(rows.timed, works, { id: noSubject, house: undefined, posts: [] }, { proceeding: rows.open })};
    ${entry(rows.tip, { id: noSubject, ...complained }, people.complainant, {
      proceeding: rows.orphan,
    })};
    ${file(rows.named, people.works.id)}; ${file(rows.hiddenPaper, people.city.id)};
    ${file(rows.unnamed, people.works.id)};
    insert into entry_file values ('${rows.named}', '${rows.record}', '${works.id}'),
      ('${rows.hiddenPaper}', '${rows.assignment}', '${elsewhere.id}');
    ${clock(rows.hidden, elsewhere)}; ${clock(rows.open, works)};
    ${[rows.orphan, rows.handedOver].map((id) => clock(id, complained)).join('; ')}`);
}

async function duties(owner: OwnerConnection, { houses }: PolicyCast): Promise<void> {
  const { works, elsewhere } = houses;
  await owner.query(`
    insert into duty_month values
      ('${works.id}', 'daily-control', '2026-11-01', ${works.region}, ${works.domains}, 3, 1),
      ('${elsewhere.id}', 'daily-control', '2026-11-01', ${elsewhere.region}, ${elsewhere.domains}, 3, 1);
    insert into duty_summary values
      ('daily-control', '', ${works.region}, '2026-10-01', 0, ${works.domains}, 1, 31, 30, 1, 0, 0, 0)`);
}

/** One that everybody may see, one that nobody verified yet, and an edition of the catalogue. */
async function certificates(owner: OwnerConnection, { houses }: PolicyCast): Promise<void> {
  const certificate = (id: string, house: House, number: string, spans: string) =>
    `insert into certificate values ('${id}', '${house.id}', 'production-licence', 'licence', '${number}', '{cement}',
      '省局', '2030-01-01', 'valid', '2026-11-23', '${spans}')`;
  await owner.query(`
    ${certificate(rows.open, houses.works, 'XK1', '[{"from":"2025-01-01","to":"2030-01-01"}]')};
    ${certificate(rows.hidden, houses.elsewhere, 'XK2', '[]')};
    insert into catalogue_item values
      ('2026-01-01', 1, 2026, '工业生产资料', '水泥', 'cement', true, false, '', 'high', '${rows.record}');
    insert into product_class_version values ('cement', '2026-01-01', true, false, true, 'high')`);
}

/** What the works captured, one job of it still under way. */
async function traces(owner: OwnerConnection, { houses, people }: PolicyCast): Promise<void> {
  const house = houses.works.id;
  const capture = (id: string, finished: string) =>
    `insert into epcis_capture (organisation_id, id, account_id, at, finished_at, behaviour, kind, context, size,
      document_hash, events) values ('${house}', '${id}', '${people.works.id}', '${at}', ${finished}, 'rollback',
      'document', '[]', 2, '\\x${'00'.repeat(32)}', 1)`;
  await owner.query(`
    ${capture(rows.capture, 'null')}; ${capture(rows.finished, `'${at}'`)};
    insert into epcis_piece (organisation_id, capture_id, number, body)
      values ('${house}', '${rows.capture}', 0, '\\x7b7d');
    insert into epcis_event values ('${house}', '${rows.captured}', '${rows.captured}', '${at}', '${at}', 1, 0, 2, 0, 0,
      0, 0, 1);
    insert into epcis_mention values ('${house}', 7, '${at}', '${rows.captured}');
    insert into epcis_word values ('${house}', 'bizStep', 'packing');
    insert into epcis_taken (organisation_id, key, capture_id, number, event_id, piece, start, length, at)
      values ('${house}', '${rows.captured}', '${rows.capture}', 0, 'urn:uuid:1', 1, 0, 2, '${at}');
    insert into epcis_left_out values ('${house}', gen_random_uuid(), now(), '数量不足', '{}');
    insert into epcis_single values ('${house}', 'https://id.gs1.org/01/1/21/1', 'l', '1', 'n');
    insert into epcis_unit values ('${house}', 'https://id.gs1.org/00/1', '{"lots":[],"units":[]}');
    insert into epcis_query values ('${house}', '日报', '{}', '${people.works.id}', '${at}')`);
}

/** A product of the works with its standard, one whose file is hidden from its maker, the list of eliminated kinds, a declaration that was taken back. */
async function products(owner: OwnerConnection, { houses }: PolicyCast): Promise<void> {
  const { works } = houses;
  await owner.query(`
    ${product(rows.open, works)};
    ${product(rows.hidden, houses.elsewhere)};
    ${standard('GB 1-2020')};
    insert into eliminated_kind values ('${rows.record}', 0, '${at}', '立窑', null, '2026-01-01', '目录');
    insert into publication (id, kind, title, text, region, entry_id, at, organisation_id, withdrawn_at, withdrawn_by,
      domains) values ('${rows.declaration}', 'standard-declaration', '声明', '内容', ${works.region}, '${rows.test}',
      '${at}', '${works.id}', '${at}', '${rows.test}', ${works.domains})`);
}

async function log(owner: OwnerConnection, { houses }: PolicyCast): Promise<void> {
  const hash = `\\x${'00'.repeat(32)}`;
  await owner.query(`
    insert into leaf_queue (organisation_id, entry_id, content_hash)
      values ('${houses.works.id}', '${rows.test}', '${hash}');
    insert into leaf values (0, '${houses.works.id}', '${rows.record}', '${hash}'),
      (1, '${houses.elsewhere.id}', '${rows.assignment}', '${hash}');
    insert into tile values (0, 0, '${hash}');
    insert into checkpoint values (2, '${hash}', 'note', '${at}');
    insert into cosignature values (2, 'witness', 'line', '${at}');
    insert into witness values ('witness', 'key', 'enterprise', 2);
    insert into log_key values ('sifang.test/log', 'key', '${at}')`);
}

function proceeding(id: string, procedure: string, subject: House, by: string, hidden: string) {
  return `insert into proceeding (id, procedure, definition_hash, opened_on, title, organisation_id, region, domains,
    state, opened_by, opened_at, last_at, hidden_from) values ('${id}', '${procedure}', '\\x00', '2026-11-23', '抽查',
    '${subject.id}', ${subject.region}, ${subject.domains}, 'to-sample', '${by}', '${at}', '${at}', '${hidden}')`;
}

function complaint(id: string, by: string) {
  return `insert into proceeding (id, procedure, definition_hash, opened_on, title, region, domains, state, opened_by,
    opened_at, last_at) values ('${id}', 'complaint', '\\x00', '2026-11-23', '投诉', 360704, ${allDomains}, 'submitted',
    '${by}', '${at}', '${at}')`;
}

function clock(id: string, { region, domains }: Pick<House, 'region' | 'domains'>) {
  return `insert into clock values ('${id}', 'report', 'laboratory', null, ${region}, ${domains}, 'duty', '2026-12-01',
    '2026-12-01T16:00:00Z', false, true, 'v1', 'complaint')`;
}

function file(hash: string, account: string) {
  return `insert into file values ('${hash}', 1, 'image/png', '${account}', null, '${at}')`;
}

interface EntryChange {
  readonly kind?: 'duty' | 'procedure';
  readonly definition?: string;
  readonly proceeding?: string;
}

function entry(
  id: string,
  about: Pick<House, 'id' | 'region' | 'domains'>,
  by: PolicyCast['people']['works'],
  { kind = 'procedure', definition = 'spot-check', proceeding }: EntryChange,
) {
  const house = by.house === undefined ? 'null' : `'${by.house.id}'`;
  const bytes = `'\\x${'00'.repeat(32)}'`;
  return `insert into entry (organisation_id, id, region, domains, kind, definition, definition_hash, act,
    proceeding_id, at, account_id, account_organisation_id, posts, input, salt, content_hash, request_hash)
    values ('${about.id}', '${id}', ${about.region}, ${about.domains}, '${kind}', '${definition}', '\\x00', 'act',
    ${proceeding === undefined ? 'null' : `'${proceeding}'`}, '${at}', '${by.id}', ${house}, '{}', '{}', ${bytes},
    ${bytes}, '\\x00')`;
}

/** A product of a house, by the id of its file. */
export function product(id: string, house: { id: string; region: number; domains: number }) {
  return `insert into product (proceeding_id, organisation_id, region, domains, procedure, name, model, brand, class_id,
    origin, code, standards, own, inapplicable, mode, state, since, supplied, rests) values ('${id}', '${house.id}',
    ${house.region}, ${house.domains}, 'product-file', '水泥', 'P·O 42.5', '', 'cement', '赣州', '', '{GB 1-2020}', '',
    '{}', 'own', 'supplied', '2026-11-23', true, false)`;
}

/** A standard of the register. */
export function standard(number: string): string {
  return `insert into standard (number, title, level, nature, from_day, replaces, classes, entry_id) values
    ('${number}', '甲', 'national', 'mandatory', '2020-01-01', '{}', '{}', gen_random_uuid())`;
}

function uuid(number: number): string {
  return `019ab000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}
