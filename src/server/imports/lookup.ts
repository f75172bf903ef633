import { readLotCode } from '#kernel/lot/code.ts';
import type { LotEvent, LotFacts } from '#kernel/lot/lot.ts';
import type { Tx } from '#db/transaction.ts';
import { certificateColumn, lotColumns, presentLot } from '../reading/lots.ts';
import type { LotRow } from '../reading/lots.ts';
import type { JudgedRecord } from './judge.ts';
import type { ImportIssue } from './present.ts';
import type { Found, Lookup } from './read-rows.ts';

/** What a table names, read before its rows: everything that one of its cells can stand for. */
export interface Named {
  readonly lookup: Lookup;
  /** The lots that are named, as the house holds them, by id; judged records change them. */
  readonly stock: Map<string, LotFacts>;
  /** Makes a lot that an earlier row registers known to later ones. */
  readonly add: (lot: LotFacts) => void;
  /** Whether a lot that was made here has this number already; more of one from outside is more of the same. */
  readonly isKnown: (made: Extract<LotEvent, { kind: 'made' }>) => boolean;
}

/** The words of a table's cells, by what they name. */
export interface Words {
  readonly lots: readonly string[];
  readonly organisations: readonly string[];
  readonly people: readonly string[];
}

interface BodyRow {
  id: string;
  name: string;
  credit_code: string | null;
  kind: string;
}

/** Reads with one statement for each kind what a table names. */
export async function readNamed(tx: Tx, house: string, words: Words): Promise<Named> {
  const codes = words.lots.flatMap((text) => readLotCode(text) ?? []);
  const numbers = codes.flatMap((code) => ('number' in code ? [code.number.toLowerCase()] : []));
  const ids = codes.flatMap((code) => ('id' in code ? [code.id] : []));
  const [lots, bodies, people] = await Promise.all([
    codes.length === 0
      ? []
      : tx.rows<LotRow>(selectLots, [house, [...new Set(ids)], [...new Set(numbers)]]),
    words.organisations.length === 0
      ? []
      : tx.rows<BodyRow>(selectBodies, [
          [...new Set(words.organisations.map((text) => text.toUpperCase()))],
          [...new Set(words.organisations)],
        ]),
    words.people.length === 0
      ? []
      : tx.rows<{ id: string; name: string }>(
          'select id, name from account where organisation_id = $1 and name = any ($2::text[])',
          [house, [...new Set(words.people)]],
        ),
  ]);
  const stock = new Map(lots.map((row) => [row.id, presentLot(row)]));
  const byNumber = Map.groupBy(stock.keys(), (id) => stock.get(id)?.number.toLowerCase() ?? '');
  const add = (lot: LotFacts) => {
    const number = lot.number.toLowerCase();
    byNumber.set(number, [...(byNumber.get(number) ?? []), lot.id]);
    stock.set(lot.id, lot);
  };
  const isKnown: Named['isKnown'] = ({ number, product, model = '', origin }) =>
    origin === undefined &&
    (byNumber.get(number.toLowerCase()) ?? []).some((id) => {
      const lot = stock.get(id);
      return (
        lot?.registeredBy === house &&
        lot.number === number &&
        lot.product === product &&
        (lot.model ?? '') === model &&
        lot.origin === undefined
      );
    });
  return { stock, add, isKnown, lookup: lookupIn(stock, byNumber, bodies, people) };
}

/** Records that would register a lot of the own house whose number is taken. */
export async function takenNumbers(
  tx: Tx,
  house: string,
  accepted: readonly JudgedRecord[],
): Promise<readonly ImportIssue[]> {
  const made = accepted.flatMap(({ line, decision }) =>
    decision.effects.flatMap((effect) => {
      if (effect.do !== 'lot' || effect.event.kind !== 'made') return [];
      const { number, product, model = '', origin } = effect.event;
      return origin === undefined ? [{ line, number, product, model }] : [];
    }),
  );
  if (made.length === 0) return [];
  const rows = await tx.rows<{ line: number }>(selectTaken, [house, JSON.stringify(made)]);
  return rows.map(({ line }) => ({ line, column: '', sentence: numberTaken }));
}

/** What is said of a number that was given before, in this table or earlier. */
export const numberTaken = '同一产品的这个批号已经登记，不能重复登记';

const selectTaken = `select m.line from jsonb_to_recordset($2::jsonb) as m (line int, number text, product text, model text)
  join lot l on l.organisation_id = $1 and l.product = m.product and l.model = m.model and l.number = m.number
    and l.origin = ''`;

function lookupIn(
  stock: ReadonlyMap<string, LotFacts>,
  byNumber: ReadonlyMap<string, readonly string[]>,
  bodies: readonly BodyRow[],
  people: readonly { id: string; name: string }[],
): Lookup {
  const bodyOf = Map.groupBy(
    bodies.flatMap(({ id, kind, name, credit_code: code }) =>
      [name, code].flatMap((word) => (word === null ? [] : [{ word, id, kind }])),
    ),
    ({ word }) => word.toUpperCase(),
  );
  const personOf = Map.groupBy(people, ({ name }) => name);
  return {
    lot: (text) => {
      const code = readLotCode(text);
      if (code === undefined) return { sentence: '不是批号或者批次网址' };
      if ('id' in code) {
        return stock.has(code.id) ? code : { sentence: '本单位没有持有过这个批次' };
      }
      return only(text, stock, byNumber.get(code.number.toLowerCase()) ?? []);
    },
    organisation: (text, kinds) => {
      const named = bodyOf.get(text.toUpperCase()) ?? [];
      const fitting = named.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
      const ids = new Set(fitting.map(({ id }) => id));
      const [id] = ids;
      if (id === undefined) {
        const wrong = named.length > 0 ? `“${text}”的类型不符` : `没有找到“${text}”`;
        return { sentence: `${wrong}，请填统一社会信用代码` };
      }
      return ids.size === 1 ? { id } : { sentence: `有${ids.size}个单位叫这个名称，请填代码` };
    },
    person: (name) => {
      const found = personOf.get(name) ?? [];
      const [one] = found;
      if (one === undefined) return { sentence: `本单位没有叫“${name}”的人员` };
      return found.length === 1
        ? { id: one.id }
        : { sentence: `本单位有${found.length}人叫“${name}”` };
    },
  };
}

/** Of several lots with one number those that are still there come into question. */
function only(text: string, stock: ReadonlyMap<string, LotFacts>, ids: readonly string[]): Found {
  const there = ids.filter((id) => stock.get(id)?.onHand !== '0');
  const left = there.length > 0 ? there : ids;
  const [id] = left;
  if (id === undefined) return { sentence: `没有找到批号“${text}”，或者本单位没有持有过它` };
  if (left.length === 1) return { id };
  const products = left.map((one) => {
    const { product = '', model = '', origin = '' } = stock.get(one) ?? {};
    return [product, model, origin].filter(Boolean).join(' ');
  });
  return {
    sentence: `有${left.length}个批次是这个批号（${products.slice(0, 5).join('；')}），请改填批次网址`,
  };
}

const selectLots = `select ${lotColumns}, ${certificateColumn} from holding h join lot l on l.seq = h.lot
  where h.organisation_id = $1 and (l.id = any ($2::uuid[]) or lower(l.number) = any ($3::text[]))`;

const selectBodies = `select o.id, o.name, o.credit_code, o.kind from unnest($1::text[]) as c (code),
    named_organisations(null, c.code) o
  union select id, name, credit_code, kind from organisation where name = any ($2::text[])`;
