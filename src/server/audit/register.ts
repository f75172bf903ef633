import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Closing, Effect, RegisteredFacts } from '#kernel/effect.ts';
import type { OrganisationKind, Post } from '#kernel/party.ts';
import type { Tx } from '#db/transaction.ts';
import { causedId } from '../acts/entry-id.ts';
import { domainsOf } from '../registry/input.ts';
import {
  checkBookPublications,
  effectiveBooks,
  effectsOf,
  readBookEntries,
} from './effects/book-effects.ts';
import { checkCatalogue } from './effects/catalogue.ts';
import { readRegulatorRecords } from './effects/register-rows.ts';
import { checkStandards } from './effects/standards.ts';
import type { BookEntry } from './effects/book-effects.ts';
import type { PublicationRow } from './effects/publications.ts';
import { frozen } from './difference.ts';
import type { Audit, Difference } from './difference.ts';

const batchSize = 200;
const lowest = '00000000-0000-0000-0000-000000000000';

/**
 * Works the effects of all books out again: who took up and left which post, what the register holds, which standards and
 * which key products are listed. What was there before the first record (a registration's principal, the operator's administrators) no entry says and is believed.
 */
export async function checkRegister(audit: Audit): Promise<Difference | undefined> {
  for (let after: string | undefined = lowest; after !== undefined;) {
    const from: string = after;
    const houses = await audit.database.asSystem(
      'audit',
      (tx) => readBatch(tx, audit, from),
      frozen,
    );
    for (const house of houses) {
      const difference = await checkHouse(audit, house);
      if (difference !== undefined) return difference;
    }
    audit.count('organisations', houses.length);
    after = houses.length < batchSize ? undefined : houses.at(-1)!.row.id;
  }
  return audit.database.asSystem(
    'audit',
    async (tx) => {
      const records = await readRegulatorRecords(tx, audit.law);
      return (await checkStandards(tx, records)) ?? checkCatalogue(tx, records);
    },
    frozen,
  );
}

interface OrganisationRow {
  id: string;
  kind: OrganisationKind;
  name: string;
  region: number;
  business: string | null;
  headcount: number | null;
  revenue_yuan: number | null;
  address: string;
  phone: string;
  domains: number;
  classes: string[] | null;
  closed_on: PlainDate | null;
  closed_as: string | null;
  closing_reason: string;
  asked_entry: string | null;
}

interface AppointmentRow {
  id: string;
  account_id: string;
  organisation_id: string;
  post: Post;
  from_day: PlainDate;
  qualified_until: PlainDate | null;
  ended_on: PlainDate | null;
  entry_id: string | null;
}

interface House {
  readonly row: OrganisationRow;
  readonly appointments: readonly AppointmentRow[];
  readonly entries: readonly BookEntry[];
  /** What records of its books announced. */
  readonly publications: readonly PublicationRow[];
}

async function readBatch(tx: Tx, { law }: Audit, after: string): Promise<House[]> {
  const rows = await tx.rows<OrganisationRow>(
    `select o.id, o.kind, o.name, o.region, o.business, o.headcount, o.revenue_yuan, o.address, o.phone, o.domains,
       o.closed_on, o.closed_as, o.closing_reason, o.asked_entry,
       (select array_agg(p.class_id order by p.class_id) from organisation_product p where p.organisation_id = o.id) as classes
     from organisation o where o.id > $1 order by o.id limit $2`,
    [after, batchSize],
  );
  const ids = rows.map(({ id }) => id);
  const [appointments, entries, publications] = await Promise.all([
    tx.rows<AppointmentRow>(
      'select * from appointment where organisation_id = any ($1::uuid[]) order by id',
      [ids],
    ),
    readBookEntries(tx, ids, effectiveBooks(law)),
    tx.rows<PublicationRow>(
      `select p.* from publication p where p.organisation_id = any ($1::uuid[]) and p.proceeding_id is null
       and exists (select from entry e where e.id = p.entry_id and e.kind = 'book')`,
      [ids],
    ),
  ]);
  const publicationsOf = Map.groupBy(publications, (one) => one.organisation_id);
  const postsOf = Map.groupBy(appointments, (one) => one.organisation_id);
  const entriesOf = Map.groupBy(entries, (one) => one.organisation_id);
  return rows.map((row) => ({
    row,
    appointments: postsOf.get(row.id) ?? [],
    entries: entriesOf.get(row.id) ?? [],
    publications: publicationsOf.get(row.id) ?? [],
  }));
}

async function checkHouse(
  { law }: Audit,
  { row, appointments, entries, publications }: House,
): Promise<Difference | undefined> {
  const erased = new Set(entries.filter((entry) => entry.erased).map(({ id }) => id));
  // Whoever was there before any record, as at first: not ended.
  const expected = new Map<string, AppointmentRow>(
    appointments
      .filter(({ entry_id: by }) => by === null || erased.has(by))
      .map((one) => [one.id, { ...one, ended_on: null }]),
  );
  let registered: { readonly facts: RegisteredFacts; readonly entry: string } | undefined;
  let standing: Standing | undefined = {};
  let asked: string | null = null;
  for (const entry of entries) {
    const hasEffects = law.book(entry.definition, dayOf(entry.at))?.then !== undefined;
    if (entry.erased && hasEffects) registered = undefined;
    if (entry.erased && law.book(entry.definition, dayOf(entry.at))?.standing) standing = undefined;
    for (const [index, effect] of effectsOf(law, entry, row.kind, { all: entries }).entries()) {
      replayPost(expected, entry, effect, index);
      if (effect.do === 'ask') asked = entry.id;
      if (['register', 'decline', 'standing'].includes(effect.do)) asked = null;
      if (effect.do === 'standing') standing = { closed: effect.closed, entry: entry.id };
      if (effect.do === 'register') registered = { facts: effect.facts, entry: entry.id };
    }
  }
  return (
    checkPosts(row.id, expected, appointments, erased.size > 0) ??
    (registered && checkFacts(row, registered.facts, registered.entry)) ??
    (standing && checkStanding(row, standing)) ??
    // What was erased no longer says whether it asked or answered.
    (erased.size > 0 ? undefined : checkAsked(row, asked)) ??
    (await checkBookPublications(law, entries, row.kind, publications))
  );
}

function replayPost(
  posts: Map<string, AppointmentRow>,
  entry: BookEntry,
  effect: Effect,
  index: number,
): void {
  if (effect.do === 'appoint') {
    const id = causedId(entry.id, `appoint:${index}`);
    posts.set(id, {
      id,
      account_id: effect.account,
      organisation_id: entry.organisation_id,
      post: effect.post,
      from_day: effect.from,
      qualified_until: effect.until ?? null,
      ended_on: null,
      entry_id: entry.id,
    });
  }
  if (effect.do !== 'dismiss') return;
  for (const [id, one] of posts) {
    if (one.account_id !== effect.account || one.post !== effect.post) continue;
    if (one.ended_on === null) posts.set(id, { ...one, ended_on: effect.on });
  }
}

function checkPosts(
  organisation: string,
  expected: ReadonlyMap<string, AppointmentRow>,
  stored: readonly AppointmentRow[],
  someErased: boolean,
): Difference | undefined {
  const columns = ['account_id', 'post', 'from_day', 'qualified_until', 'entry_id'] as const;
  const known = new Map(stored.map((one) => [one.id, one]));
  for (const id of new Set([...expected.keys(), ...known.keys()])) {
    const [due, found] = [expected.get(id), known.get(id)];
    // An erased dismissal no longer says which post it ended.
    const compared = someErased ? columns : ([...columns, 'ended_on'] as const);
    const wrong =
      due === undefined || found === undefined
        ? 'id'
        : compared.find((column) => due[column] !== found[column]);
    if (wrong === undefined) continue;
    const entry = due?.entry_id ?? found?.entry_id ?? undefined;
    return {
      check: 'register',
      table: 'appointment',
      column: wrong,
      organisation,
      ...(entry === undefined ? {} : { entry }),
      zh: `单位${organisation}的任职记录${id}与任免台账不一致（${wrong}）。`,
      en: `appointment ${id} of organisation ${organisation} differs in ${wrong} from the records of appointments`,
    };
  }
  return undefined;
}

/** As the latest record of it left a firm; open where there is none, unknown where that one was erased. */
interface Standing {
  readonly closed?: Closing | undefined;
  readonly entry?: string;
}

function checkStanding(row: OrganisationRow, { closed, entry }: Standing): Difference | undefined {
  const pairs = [
    ['closed_on', closed?.on ?? null, row.closed_on],
    ['closed_as', closed?.as ?? null, row.closed_as],
    ['closing_reason', closed?.reason ?? '', row.closing_reason],
  ] as const;
  return differing(row.id, entry, pairs, {
    zh: '登记状态记录',
    en: 'the records of its standing',
  });
}

function checkAsked(row: OrganisationRow, asked: string | null): Difference | undefined {
  return differing(row.id, asked ?? undefined, [['asked_entry', asked, row.asked_entry]], {
    zh: '企业基本信息和登记状态记录',
    en: 'the versions of its profile',
  });
}

function checkFacts(
  row: OrganisationRow,
  facts: RegisteredFacts,
  entry: string,
): Difference | undefined {
  const pairs: readonly (readonly [column: string, expected: unknown, found: unknown])[] = [
    ['name', facts.name, row.name],
    ['region', facts.region, row.region],
    ['business', facts.business ?? null, row.business],
    ['headcount', facts.headcount ?? null, row.headcount],
    ['revenue_yuan', facts.revenueYuan ?? null, row.revenue_yuan],
    ['address', facts.address, row.address],
    ['phone', facts.phone, row.phone],
    ['domains', domainsOf(facts.productClasses), row.domains],
    ['class_id', facts.productClasses.toSorted().join(), (row.classes ?? []).toSorted().join()],
  ];
  return differing(row.id, entry, pairs, { zh: '最近一次登记变更', en: 'its latest profile' });
}

function differing(
  organisation: string,
  entry: string | undefined,
  pairs: readonly (readonly [column: string, expected: unknown, found: unknown])[],
  source: { readonly zh: string; readonly en: string },
): Difference | undefined {
  const wrong = pairs.find(([, expected, found]) => expected !== found);
  if (wrong === undefined) return undefined;
  const [column, expected, found] = wrong;
  return {
    check: 'register',
    table: column === 'class_id' ? 'organisation_product' : 'organisation',
    column,
    organisation,
    ...(entry === undefined ? {} : { entry }),
    zh: `单位${organisation}登记的${column}为“${String(found)}”，${source.zh}为“${String(expected)}”。`,
    en: `organisation ${organisation} has ${column} ${String(found)}, ${source.en} says ${String(expected)}`,
  };
}
