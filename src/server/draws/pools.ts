import { randomBytes } from 'node:crypto';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { isWatching } from '#kernel/watch/watch.ts';
import { writeInspectors, writeObjects } from '#insight/draw/pool.ts';
import type { PoolObject } from '#insight/draw/types.ts';
import { toHex } from '#ledger/bytes.ts';
import { keepsAway, sameFirmSince } from '#law/regulator/random-draw/recusal.ts';
import type { Relation } from '#law/regulator/random-draw/recusal.ts';
import { isAbout } from '#law/regulator/spot-check/watched/cover.ts';
import type { Context, SignedIn } from '../context.ts';
import { openWatches } from '../reading/watch/watches.ts';
import { readTable } from '../tables/read-table.ts';
import { committedFile, keepText } from './pool-files.ts';
import type { InspectorPool, ObjectPool, PoolIssue } from './present.ts';
import { firmsByCode, listInspectors, listObjects, recentResults } from './queries.ts';
import type { ObjectFilter, ObjectRow } from './queries.ts';

/** How objects are put into strata. */
export type Stratify = 'risk' | 'class' | 'none';

const riskTitles = { high: '高风险', medium: '中风险', low: '低风险' } as const;
type Risk = keyof typeof riskTitles;
const riskOrder: readonly Risk[] = ['high', 'medium', 'low'];
const ticketsOfRisk: Readonly<Record<Risk, number>> = { high: 3, medium: 2, low: 1 };
/**
 * Who stands on the list of the seriously dishonest is checked oftener (order-44/15): a stratum of its own, from which
 * the plan draws as many as it wants, and more tickets than anybody else. Policy: the order names no number.
 */
const listedTitle = '严重违法失信名单';
const listedTickets = 5;
/**
 * Whom a regime of intensified supervision or a special operation in force is about is a stratum of its own too
 * (guidance/4.1). Policy: the guidance names no number.
 */
const watchedTitle = '重点监管和专项行动';
const watchedTickets = 4;

/** A firm with whether something that is watched in these days is about it. */
interface PlacedRow extends ObjectRow {
  readonly watched: boolean;
}

/** Makes a pool of the register's firms. Only what the actor answers for comes into it. */
export async function poolFromRegister(
  context: Context,
  who: SignedIn,
  filter: ObjectFilter,
  { stratify, weighted }: { readonly stratify: Stratify; readonly weighted: boolean },
): Promise<ObjectPool | Refusal> {
  const [rows, open] = await context.database.as(who.scope, (tx) =>
    Promise.all([listObjects(tx, filter), openWatches(tx, context.law)]),
  );
  const watches = open.map(({ watch }) => watch).filter((one) => isWatching(one, filter.today));
  const objects = rows.map((row) => {
    const placed = { ...row, watched: watches.some((watch) => isAbout(watch, row)) };
    return {
      id: row.id,
      stratum: stratumOf(placed, stratify),
      weight: weighted ? ticketsOf(placed) : 1,
      label: plain(row.name),
    };
  });
  return keepObjects(context, who, objects);
}

/** Columns of a table of objects. */
export const objectColumns = ['统一社会信用代码', '分层', '权重'] as const;
const maxIssues = 200;

/** Makes a pool of the firms of a table: all of them, or none with each error named by line. */
export async function poolFromTable(
  context: Context,
  who: SignedIn,
  bytes: Uint8Array,
  name: string,
): Promise<ObjectPool | { readonly issues: readonly PoolIssue[] } | Refusal> {
  const table = await readTable(bytes, { name });
  if (!table.ok) return refuse('table-refused', table.sentence);
  if (!table.header.includes(objectColumns[0])) {
    return refuse('table-refused', `表格缺少“${objectColumns[0]}”列。`);
  }
  const rows = table.rows.map(({ line, cells }) => ({
    line,
    code: (cells[objectColumns[0]] ?? '').trim().toUpperCase(),
    stratum: plain((cells[objectColumns[1]] ?? '').trim() || '一般'),
    weight: (cells[objectColumns[2]] ?? '').trim() || '1',
  }));
  const codes = rows.map(({ code }) => code);
  const firms = await context.database.as(who.scope, (tx) => firmsByCode(tx, codes));
  const byCode = new Map(firms.map((firm) => [firm.credit_code, firm]));
  const seen = new Map<string, number>();
  const issues: PoolIssue[] = [];
  const objects: PoolObject[] = [];
  for (const { line, code, stratum, weight } of rows) {
    const firm = byCode.get(code);
    const before = seen.get(code);
    if (firm === undefined)
      issues.push({ line, sentence: `${code || '空'}：名录中没有，或者不在管辖范围` });
    else if (before !== undefined) issues.push({ line, sentence: `与第${before}行重复` });
    else if (!/^([1-9]\d?|100)$/.test(weight))
      issues.push({ line, sentence: '权重须为1至100的整数' });
    else objects.push({ id: firm.id, stratum, weight: Number(weight), label: plain(firm.name) });
    seen.set(code, line);
  }
  return issues.length > 0
    ? { issues: issues.slice(0, maxIssues) }
    : keepObjects(context, who, objects);
}

/**
 * Makes the pool of an office's inspectors, with the firms that each keeps away from.
 * @param apart whether nobody is sent to a firm again so soon; a small office may have to do without.
 */
export async function poolOfInspectors(
  context: Context,
  who: SignedIn,
  organisation: string,
  { today, apart }: { readonly today: PlainDate; readonly apart: boolean },
): Promise<InspectorPool | Refusal> {
  const [rows, results] = await context.database.as(who.scope, (tx) =>
    Promise.all([
      listInspectors(tx, [organisation], ['case-officer', 'sampler'], today),
      apart ? recentResults(tx, organisation, sameFirmSince(today)) : [],
    ]),
  );
  if (rows.length === 0) return refuse('condition-unmet', '没有在岗且考核有效的检查人员。');
  const lately = await checkedLately(context, results);
  const inspectors = rows.map(({ account_id: id, organisation_name, declared }) => ({
    id,
    unit: plain(organisation_name),
    avoids: [
      ...relationsOf(declared)
        .filter((relation) => keepsAway(relation, today))
        .map((relation) => relation.organisation),
      ...(lately.get(id) ?? []),
    ],
  }));
  const file = writeInspectors(nonce(), inspectors);
  const hash = await context.database.as(who.scope, (tx) => keepText(context, who, tx, file));
  return {
    hash,
    size: inspectors.length,
    people: rows.map((row, at) => ({
      id: row.account_id,
      name: row.name,
      declared: row.declared !== null,
      avoids: new Set(inspectors[at]!.avoids).size,
    })),
  };
}

async function keepObjects(
  context: Context,
  who: SignedIn,
  objects: readonly PoolObject[],
): Promise<ObjectPool | Refusal> {
  if (objects.length === 0) return refuse('condition-unmet', '没有符合条件的检查对象。');
  const file = writeObjects(nonce(), objects);
  const hash = await context.database.as(who.scope, (tx) => keepText(context, who, tx, file));
  const sizes = new Map<string, number>();
  for (const { stratum } of objects) sizes.set(stratum, (sizes.get(stratum) ?? 0) + 1);
  const strata = Array.from(sizes, ([stratum, size]) => ({ stratum, size }));
  return { hash, size: objects.length, strata: strata.sort(byRisk) };
}

/** Which firms each inspector was sent to lately, out of earlier results that are still kept. */
async function checkedLately(
  context: Context,
  results: readonly string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const hash of results) {
    const bytes = await committedFile(context, hash);
    const lines =
      bytes === undefined ? [] : Buffer.from(bytes).toString('utf8').split('\n').slice(2);
    for (const line of lines) {
      const [, , , object = '', inspectors = ''] = line.split('\t');
      for (const id of inspectors.split(',').filter((one) => one !== '')) {
        found.set(id, [...(found.get(id) ?? []), object]);
      }
    }
  }
  return found;
}

function relationsOf(declared: InspectorDeclared): readonly Relation[] {
  const relations = declared?.['relations'];
  return Array.isArray(relations) ? (relations as unknown as Relation[]) : [];
}

type InspectorDeclared = Awaited<ReturnType<typeof listInspectors>>[number]['declared'];

function stratumOf(row: PlacedRow, stratify: Stratify): string {
  if (stratify === 'none') return '全部';
  if (row.listed) return listedTitle;
  if (row.watched) return watchedTitle;
  return stratify === 'class' ? plain(row.class_title) : riskTitles[highest(row)];
}

function ticketsOf(row: PlacedRow): number {
  if (row.listed) return listedTickets;
  return row.watched ? watchedTickets : ticketsOfRisk[highest(row)];
}

function highest({ risks }: ObjectRow): Risk {
  return riskOrder.find((risk) => risks.includes(risk)) ?? 'low';
}

/** The list first, then what is watched, then by risk; classes keep the order in which they came. */
function byRisk(a: { stratum: string }, b: { stratum: string }): number {
  const order = [
    listedTitle,
    watchedTitle,
    ...riskOrder.map((risk) => riskTitles[risk]),
  ] as string[];
  const rank = ({ stratum }: { stratum: string }) =>
    order.includes(stratum) ? order.indexOf(stratum) : order.length;
  return rank(a) - rank(b);
}

/** A name without what would end a line or a column of a pool file; cut to what a column holds. */
function plain(text: string): string {
  return (
    text
      .replaceAll(/\p{Control}/gu, ' ')
      .slice(0, 120)
      .toWellFormed() || '—'
  );
}

/** 16 random bytes, hexadecimal. */
function nonce(): string {
  return toHex(randomBytes(16));
}
