import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Seat } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Level, OrganisationKind, Post } from '#kernel/party.ts';
import type { Law } from '#kernel/law.ts';
import type { Tx } from '#db/transaction.ts';
import { presentAct, presentSeat } from '../reading/load-proceeding.ts';
import { untimely } from './by-time.ts';
import { checkCertificate } from './effects/certificates.ts';
import type { CertificateRow } from './effects/certificates.ts';
import { checkProduct } from './effects/products.ts';
import { checkClocks } from './clocks.ts';
import type { ClockRow } from './clocks.ts';
import { expectedRow, replaySteps, seatKey } from './expected-proceeding.ts';
import type {
  AuditedAct,
  AuditedOrganisation,
  ProceedingRow,
  Replay,
  ReplayedStep,
} from './expected-proceeding.ts';
import { effectiveBooks, effectsOf, readBookEntries } from './effects/book-effects.ts';
import { checkPublications, findStray } from './effects/publications.ts';
import type { PublicationRow } from './effects/publications.ts';
import { checkCaseLots, readCaseLots } from './lots/case.ts';
import type { CaseLots } from './lots/case.ts';
import { frozen } from './difference.ts';
import type { Audit, Difference } from './difference.ts';

const batchSize = 200;
const lowest = '00000000-0000-0000-0000-000000000000';

/** Replays every proceeding from its entries and compares state, seats, clocks and all else that lists show. */
export async function checkProceedings(audit: Audit): Promise<Difference | undefined> {
  const lost = await audit.database.asSystem(
    'audit',
    async (tx) => (await findLost(tx)) ?? (await findStray(tx)),
    frozen,
  );
  if (lost !== undefined) return lost;
  for (let after: string | undefined = lowest; after !== undefined;) {
    const from: string = after;
    const batch = await audit.database.asSystem(
      'audit',
      (tx) => readBatch(tx, audit, from),
      frozen,
    );
    for (const one of batch) {
      const difference = await checkProceeding(audit, one);
      if (difference !== undefined) return difference;
    }
    audit.count('proceedings', batch.length);
    after = batch.length < batchSize ? undefined : batch.at(-1)!.row.id;
  }
  return undefined;
}

type Loaded = Omit<Replay, 'procedure'> & {
  readonly clocks: readonly ClockRow[];
  readonly publications: readonly PublicationRow[];
  /** What the subject was ever called. */
  readonly names: readonly string[];
  readonly certificate: CertificateRow | undefined;
  readonly product: Parameters<typeof checkProduct>[2];
  readonly lots: CaseLots;
};

interface ActRow {
  id: string;
  proceeding_id: string;
  act: string;
  at: Instant;
  account_id: string;
  account_organisation_id: string | null;
  posts: Post[];
  input: JsonObject;
  definition: string;
  definition_hash: Uint8Array;
  organisation_id: string;
  region: number;
  domains: number;
  cause: string | null;
  seats: Readonly<Record<string, string>> | null;
  erased: boolean;
}

interface SeatRow {
  proceeding_id: string;
  role: string;
  organisation_id: string | null;
  account_id: string | null;
  left_at: Instant | null;
}

async function findLost(tx: Tx): Promise<Difference | undefined> {
  const [row] = await tx.rows<{ id: string; proceeding_id: string }>(
    `select e.id, e.proceeding_id from entry e where e.proceeding_id is not null
      and not exists (select from proceeding p where p.id = e.proceeding_id) order by e.at limit 1`,
  );
  if (row === undefined) return undefined;
  return {
    check: 'proceedings',
    table: 'proceeding',
    column: 'id',
    entry: row.id,
    proceeding: row.proceeding_id,
    zh: `记录${row.id}所属的事项${row.proceeding_id}已被删除。`,
    en: `proceeding ${row.proceeding_id} of entry ${row.id} was deleted`,
  };
}

async function readBatch(tx: Tx, audit: Audit, after: string): Promise<Loaded[]> {
  const rows = await tx.rows<ProceedingRow>(
    'select * from proceeding where id > $1 order by id limit $2',
    [after, batchSize],
  );
  const ids = rows.map(({ id }) => id);
  const [seats, clocks, certificates, products, acts] = await Promise.all([
    tx.rows<SeatRow>('select * from seat where proceeding_id = any ($1::uuid[])', [ids]),
    tx.rows<ClockRow>('select * from clock where proceeding_id = any ($1::uuid[])', [ids]),
    tx.rows<CertificateRow>('select * from certificate where proceeding_id = any ($1::uuid[])', [
      ids,
    ]),
    tx.rows<NonNullable<Loaded['product']>>(
      'select * from product where proceeding_id = any ($1::uuid[])',
      [ids],
    ),
    tx.rows<ActRow>(selectActs, [ids]),
  ]);
  const productOf = new Map(products.map((one) => [one.proceeding_id, one]));
  const certificateOf = new Map(certificates.map((one) => [one.proceeding_id, one]));
  const bodies = [...new Set(acts.map((act) => act.account_organisation_id))];
  const organisations = await readOrganisations(
    tx,
    bodies.filter((id) => id !== null),
  );
  const [publications, lots, names] = await Promise.all([
    tx.rows<PublicationRow>('select * from publication where entry_id = any ($1::uuid[])', [
      acts.map(({ id }) => id),
    ]),
    readCaseLots(tx, audit, ids, acts),
    namesOf(tx, audit.law, rows),
  ]);
  const publishedBy = Map.groupBy(publications, (one) => one.entry_id);
  const of = <T extends { proceeding_id: string }>(all: T[]) =>
    Map.groupBy(all, (one) => one.proceeding_id);
  const [seatsOf, clocksOf, actsOf] = [of(seats), of(clocks), of(acts)];
  return rows.map((row) => ({
    row,
    organisations,
    seats: (seatsOf.get(row.id) ?? []).map(presentSeat),
    clocks: clocksOf.get(row.id) ?? [],
    certificate: certificateOf.get(row.id),
    product: productOf.get(row.id),
    lots,
    acts: (actsOf.get(row.id) ?? []).map(auditedAct),
    publications: (actsOf.get(row.id) ?? []).flatMap(({ id }) => publishedBy.get(id) ?? []),
    names: names.get(row.organisation_id ?? '') ?? [],
  }));
}

// The order of the log is the order in which acts took turns; their times may cross by milliseconds.
const selectActs = `select e.id, e.proceeding_id, e.act, e.at, e.account_id, e.account_organisation_id, e.posts, e.input,
    e.definition, e.definition_hash, e.organisation_id, e.region, e.domains, e.cause, e.seats, e.salt is null as erased
  from entry e
  left join leaf l on l.organisation_id = e.organisation_id and l.entry_id = e.id
  left join leaf_queue q on q.organisation_id = e.organisation_id and q.entry_id = e.id
  where e.proceeding_id = any ($1::uuid[]) order by l.index nulls last, q.seq`;

async function readOrganisations(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, AuditedOrganisation>> {
  const rows = await tx.rows<{
    id: string;
    kind: OrganisationKind;
    level: Level | null;
    region: number;
  }>('select id, kind, level, region from organisation where id = any ($1::uuid[])', [ids]);
  return new Map(
    rows.map(({ id, kind, level, region }) => [id, { kind, level: level ?? undefined, region }]),
  );
}

/** Today's names of the subjects, and those that they had before a change. */
async function namesOf(
  tx: Tx,
  law: Law,
  rows: readonly ProceedingRow[],
): Promise<Map<string, string[]>> {
  const ids = [...new Set(rows.map((row) => row.organisation_id))].filter((id) => id !== null);
  const [bodies, entries] = await Promise.all([
    tx.rows<{ id: string; name: string }>(
      'select id, name from organisation where id = any ($1::uuid[])',
      [ids],
    ),
    readBookEntries(tx, ids, effectiveBooks(law)),
  ]);
  const names = new Map(bodies.map(({ id, name }) => [id, [name]]));
  for (const entry of entries) {
    for (const effect of effectsOf(law, entry, 'enterprise', { all: entries })) {
      if (effect.do !== 'register') continue;
      names.get(entry.organisation_id)?.push(effect.before.name, effect.facts.name);
    }
  }
  return names;
}

function auditedAct(row: ActRow): AuditedAct {
  return {
    ...presentAct(row),
    definition: row.definition,
    definitionHash: row.definition_hash,
    organisation: row.organisation_id,
    region: row.region,
    domains: row.domains,
    cause: row.cause ?? undefined,
    seats: row.seats ?? undefined,
    erased: row.erased,
  };
}

async function checkProceeding(audit: Audit, loaded: Loaded): Promise<Difference | undefined> {
  const { row, acts, seats } = loaded;
  const procedure = audit.law.procedure(row.procedure, row.opened_on);
  if (acts.length === 0) return differ(loaded, 'id', '没有任何记录', 'has no entries');
  if (procedure === undefined) {
    return differ(loaded, 'procedure', '的程序无法识别', 'is of a procedure that is not loaded');
  }
  // What was erased can no longer be replayed; that the case was closed is all that can be said.
  if (acts.some((act) => act.erased)) {
    return row.closed_at === null
      ? differ(loaded, 'closed_at', '含已删除的记录而未办结', 'holds erased entries and is open')
      : undefined;
  }
  const complete = { ...loaded, procedure };
  let steps: readonly ReplayedStep[];
  try {
    steps = replaySteps(complete);
  } catch (error) {
    return differ(loaded, 'procedure', '无法由记录重放', `cannot be replayed: ${String(error)}`);
  }
  const snapshot = steps.at(-1)!.after;
  const timed = untimely(audit, complete);
  if (timed !== undefined)
    return { ...differ(loaded, 'account_id', timed.zh, timed.en), table: 'entry' };
  for (const { column, expected, stored } of expectedRow(complete, snapshot)) {
    if (expected === stored) continue;
    const en = `has ${column} ${String(stored)}, its entries give ${String(expected)}`;
    return differ(
      loaded,
      column,
      `登记的${column}为“${String(stored)}”，由记录重放应为“${String(expected)}”`,
      en,
    );
  }
  return (
    checkSeats(loaded, snapshot.seats, seats) ??
    checkCertificate(complete, snapshot, loaded.certificate) ??
    checkProduct(complete, snapshot, loaded.product) ??
    checkClocks(audit, complete, snapshot, loaded.clocks) ??
    (await checkPublications(audit, complete, steps, loaded.publications, loaded.names)) ??
    (await checkCaseLots(audit, complete, steps, loaded.lots))
  );
}

function checkSeats(
  loaded: Loaded,
  expected: readonly Seat[],
  stored: readonly Seat[],
): Difference | undefined {
  const keys = (seats: readonly Seat[]) => new Set(seats.map(seatKey));
  const [due, found] = [keys(expected), keys(stored)];
  const [wrong] = [...due.symmetricDifference(found)];
  if (wrong === undefined) return undefined;
  const [zh, en] = due.has(wrong) ? ['缺少', 'lacks'] : ['多出', 'has in excess'];
  const difference = differ(loaded, 'role', `${zh}席位“${wrong}”`, `${en} the seat ${wrong}`);
  return { ...difference, table: 'seat' };
}

function differ({ row, acts }: Loaded, column: string, zh: string, en: string): Difference {
  const last = acts.at(-1);
  return {
    check: 'proceedings',
    table: 'proceeding',
    column,
    proceeding: row.id,
    ...(last === undefined ? {} : { entry: last.entry }),
    zh: `事项${row.id}（${row.title}）${zh}。`,
    en: `proceeding ${row.id} ${en}`,
  };
}
