import type { Closing, Effect, RegisteredFacts } from '#kernel/effect.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import { domainsOf } from '../../registry/input.ts';
import type { Entry } from '../entry.ts';
import { Refused } from '../replayed.ts';

/** Where an entry belongs that changes what the register holds: to the place and departments that follow from it. */
export function placeAfter(
  effects: readonly Effect[],
): { readonly region: number; readonly domains: number } | undefined {
  const effect = effects.find((one) => one.do === 'register');
  return effect?.do === 'register'
    ? { region: effect.facts.region, domains: domainsOf(effect.facts.productClasses) }
    : undefined;
}

/**
 * Puts facts into the register and has the duties judged again that follow from them.
 * @throws Refused where the actor may see the enterprise and not change it.
 */
export async function register(tx: Tx, entry: Entry, facts: RegisteredFacts): Promise<void> {
  const { organisation: id } = entry;
  const classes = [...new Set(facts.productClasses)].map((classId) => ({ id, class_id: classId }));
  // Marked first: after a move the enterprise may lie outside the actor's own place.
  const [, changed] = await Promise.all([
    tx.rows(markToJudge, [id, entry.at]),
    tx.rows(updateFacts, [
      id,
      facts.name,
      facts.region,
      facts.business ?? null,
      facts.headcount ?? null,
      facts.revenueYuan ?? null,
      facts.address,
      facts.phone,
      domainsOf(facts.productClasses),
    ]),
    tx.rows('delete from organisation_product where organisation_id = $1', [id]),
    tx.rows(insertClasses, [JSON.stringify(classes)]),
  ]);
  if (changed.length > 0) return;
  throw new Refused(refuse('not-found', '没有找到这个单位，或者它不在您的管辖范围内。'));
}

/**
 * Closes a firm or opens it again, and has its duties judged again.
 * @throws Refused where the actor may see it and not change it.
 */
export async function changeStanding(
  tx: Tx,
  { organisation: id, at }: Entry,
  closed: Closing | undefined,
): Promise<void> {
  const values = [id, closed?.on ?? null, closed?.as ?? null, closed?.reason ?? ''];
  const [, changed] = await Promise.all([
    tx.rows(markToJudge, [id, at]),
    tx.rows(updateStanding, values),
  ]);
  if (changed.length > 0) return;
  throw new Refused(refuse('not-found', '没有找到这个单位，或者它不在您的管辖范围内。'));
}

/** A version of what is registered waits for the office of the place, or no more. */
export async function setAsked(tx: Tx, entry: Entry, waits: boolean): Promise<void> {
  await tx.rows('update organisation set asked_entry = $2 where id = $1', [
    entry.organisation,
    waits ? entry.id : null,
  ]);
}

const updateStanding = `update organisation set closed_on = $2, closed_as = $3, closing_reason = $4, asked_entry = null
  where id = $1 and kind in ('enterprise', 'platform') returning 1`;

const updateFacts = `update organisation set name = $2, region = $3, business = $4, headcount = $5, revenue_yuan = $6,
  address = $7, phone = $8, domains = $9, asked_entry = null where id = $1 and kind in ('enterprise', 'platform') returning 1`;

const insertClasses = `insert into organisation_product (organisation_id, class_id)
  select r.id, r.class_id from jsonb_to_recordset($1::jsonb) as r (id uuid, class_id text)`;

const markToJudge = `insert into duty_to_judge (organisation_id, at) values ($1, $2) on conflict do nothing`;
