import { z } from 'zod';
import { innerForms, metaOf } from '#kernel/check/form.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Form } from '#kernel/field.ts';
import type { LotFacts } from '#kernel/lot/lot.ts';
import type { RecallAccount } from '#kernel/lot/recall.ts';
import type { Tx } from '#db/transaction.ts';

/** A lot with its holding, as {@link lotColumns} read it. */
export interface LotRow {
  id: string;
  number: string;
  product: string;
  model: string;
  class_id: string | null;
  product_file: string | null;
  unit: string;
  made_on: PlainDate | null;
  organisation_id: string;
  origin: string;
  own: boolean;
  got: string;
  released: string;
  on_hand: string;
  used: string;
  passed: string;
  returned: string;
  destroyed: string;
  available: string;
  blocked: boolean;
  received_from: string | null;
  /** Only where rules ask for it ({@link certificateColumn}). */
  certificates?: string[];
}

/** The lots that an input names, in groups and rows too; what is no id is left to the form. */
export function lotsNamed(form: Form, input: unknown): readonly string[] {
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(form.shape).flatMap(([name, schema]) => {
    const field = schema as z.ZodType;
    const value = (input as Record<string, unknown>)[name];
    if (metaOf(field)?.control === 'lot') {
      const id = z.uuid().safeParse(value).data;
      return id === undefined ? [] : [id];
    }
    const [inner] = innerForms(field);
    return inner === undefined ? [] : [value].flat().flatMap((part) => lotsNamed(inner, part));
  });
}

/** Lots as rules read them, as far as an organisation holds or held them; the actor sees no others. */
export async function lotsHeld(
  tx: Tx,
  organisation: string | undefined,
  ids: readonly string[],
): Promise<LotFacts[]> {
  if (ids.length === 0 || organisation === undefined) return [];
  const rows = await tx.rows<LotRow>(selectLots, [organisation, [...new Set(ids)]]);
  return rows.map(presentLot);
}

/** The same with what was sold of each to others than organisations of the register. */
export async function withSales(
  tx: Tx,
  organisation: string | undefined,
  lots: readonly LotFacts[],
): Promise<readonly LotFacts[]> {
  if (lots.length === 0 || organisation === undefined) return lots;
  const rows = await tx.rows<{ lot: string; name: string; quantity: string }>(selectSales, [
    organisation,
    lots.map(({ id }) => id),
  ]);
  const sales = Map.groupBy(rows, ({ lot }) => lot);
  return lots.map((lot) => ({
    ...lot,
    sold: (sales.get(lot.id) ?? []).map(({ name, quantity }) => ({ name, quantity })),
  }));
}

/** What the sums of a recall leave out; who it is stands in it for its regulators alone. */
export interface RecallStanding extends Pick<RecallAccount, 'silent' | 'stale' | 'keepers'> {
  /** Holders that have been told. */
  readonly told: number;
  /** Holders whose goods have moved since they answered. */
  readonly outrun: readonly string[] | null;
  readonly kept: readonly Pick<
    RecallAccount['sums'][number],
    'product' | 'unit' | 'kept' | 'lots'
  >[];
}

/** How a recall stands beside its sums; undefined where it is no affair of the actor. */
export async function recallStanding(tx: Tx, recall: string): Promise<RecallStanding | undefined> {
  const [row] = await tx.rows<{ [K in keyof RecallStanding]: RecallStanding[K] }>(
    'select told, silent, stale, outrun, keepers, kept from recall_account($1)',
    [recall],
  );
  return row;
}

/** Both together, as rules read it. */
export function accountOf(
  { silent, stale, keepers, kept }: RecallStanding,
  sums: readonly Omit<RecallAccount['sums'][number], 'kept' | 'lots'>[],
): RecallAccount {
  const keyOf = ({ product, unit }: (typeof sums)[number] | (typeof kept)[number]) =>
    `${unit} ${product}`;
  const sealed = new Map(kept.map((one) => [keyOf(one), one]));
  const all = sums.map((sum) => ({ kept: '0', lots: 0, ...sealed.get(keyOf(sum)), ...sum }));
  return { silent, stale, keepers, sums: all };
}

/**
 * What a recall has come to by its holders' answers, for its producer and its regulators; nothing where no lots of the
 * platform are recalled, or where it is no affair of the actor.
 */
export async function recalledIn(
  tx: Tx,
  recall: string,
): Promise<{ readonly recalled?: RecallAccount }> {
  const [standing, sums] = await Promise.all([
    recallStanding(tx, recall),
    tx.rows<{ product: string; unit: string; placed: string; secured: string; destroyed: string }>(
      selectSums,
      [recall],
    ),
  ]);
  return standing === undefined || sums.length === 0 ? {} : { recalled: accountOf(standing, sums) };
}

/** A row of {@link lotColumns} as rules and screens read it. */
export function presentLot(row: LotRow): LotFacts {
  return {
    id: row.id,
    number: row.number,
    product: row.product,
    unit: row.unit,
    registeredBy: row.organisation_id,
    own: row.own,
    got: row.got,
    released: row.released,
    onHand: row.on_hand,
    used: row.used,
    passed: row.passed,
    returned: row.returned,
    destroyed: row.destroyed,
    available: row.available,
    blocked: row.blocked,
    ...(row.certificates === undefined ? {} : { certificates: row.certificates }),
    ...(row.model === '' ? {} : { model: row.model }),
    ...(row.class_id === null ? {} : { productClass: row.class_id }),
    ...(row.product_file === null ? {} : { file: row.product_file }),
    ...(row.made_on === null ? {} : { madeOn: row.made_on }),
    ...(row.received_from === null ? {} : { receivedFrom: row.received_from }),
    ...(row.origin === '' ? {} : { origin: row.origin }),
  };
}

/**
 * What is read of a lot `l` and its holding `h`. Quantities without noughts at their end. Blocks are looked up lot by
 * lot: an `exists` may be turned into one reading of all blocks that there are.
 */
export const lotColumns = `l.id, l.number, l.product, l.model, l.class_id, l.product_file, l.unit, l.made_on, l.organisation_id, l.origin,
  h.own, trim_scale(h.got)::text as got, trim_scale(h.released)::text as released,
  trim_scale(h.got - h.used - h.shipped - h.returned - h.destroyed)::text as on_hand,
  trim_scale(h.used)::text as used, trim_scale(h.returned)::text as returned,
  trim_scale(h.destroyed)::text as destroyed, trim_scale(h.shipped - coalesce((select sum(e.quantity) from lot_event e
    where e.lot = l.seq and e.organisation_id = h.organisation_id and e.kind = 'shipped' and e.to_id is null), 0))::text
    as passed,
  trim_scale(greatest(0, least(h.released - h.shipped - case when h.own then 0 else h.used end,
    h.got - h.used - h.shipped - h.returned - h.destroyed)))::text as available,
  coalesce((select true from lot_block b where b.lot = l.seq limit 1), false) as blocked,
  (select e.organisation_id from lot_event e where e.lot = l.seq and e.to_id = h.organisation_id
    order by e.at desc limit 1) as received_from`;

/** By which certificates of conformity the holder `h` released or accepted a lot `l`: its records say so. */
export const certificateColumn = `array(select distinct coalesce(e.input ->> 'certificate', '') from lot_event v
  join entry e on e.organisation_id = v.organisation_id and e.id = v.entry_id
  where v.lot = l.seq and v.organisation_id = h.organisation_id and v.kind = 'released' order by 1) as certificates`;

const selectLots = `select ${lotColumns}, ${certificateColumn} from lot l join holding h on h.lot = l.seq and h.organisation_id = $1
  where l.id = any ($2::uuid[])`;

const selectSales = `select l.id as lot, e.to_name as name, trim_scale(sum(e.quantity))::text as quantity
  from lot l join lot_event e on e.lot = l.seq and e.organisation_id = $1 and e.kind = 'shipped' and e.to_id is null
  where l.id = any ($2::uuid[]) group by 1, 2 order by 1, 2`;

const selectSums = `select product, unit, trim_scale(sum(placed))::text as placed, trim_scale(sum(secured))::text as secured,
  trim_scale(sum(destroyed))::text as destroyed from recall_progress($1) group by product, unit order by product, unit`;
