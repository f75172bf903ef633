import type { z } from 'zod';
import type { RegisteredFacts } from '#kernel/effect.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { endingsOf } from '#law/enterprise/profile/endings.ts';
import { profileOf } from '#law/enterprise/profile/form.ts';
import { submitRecord } from '../acts/book.ts';
import { newEntryId } from '../acts/entry-id.ts';
import { requestHash } from '../acts/entry.ts';
import type { Context, SignedIn } from '../context.ts';
import { recomputeChanged } from '../sweep/recompute.ts';
import { isFirm } from './firm.ts';
import { checkEnterprise, refuseEnterprise } from './input.ts';
import type { changeInput } from './input.ts';
import { profileBook } from './profile-book.ts';
import { findOrganisation } from './queries.ts';
import type { OrganisationRow } from './queries.ts';

/**
 * Changes what the register holds of a firm, as a version of its profile: an entry with the facts before and
 * after. Kind and credit code are settled and not among them; nothing is written where nothing changes. What the firm
 * itself says that ends duties is asked for and holds once the office of the place has confirmed it.
 */
export async function changeEnterprise(
  context: Context,
  who: SignedIn,
  id: string,
  given: z.output<typeof changeInput>,
  within: { readonly lo: number; readonly hi: number } | undefined,
): Promise<Refusal | undefined> {
  const row = await context.database.as(who.scope, (tx) => findOrganisation(tx, id));
  if (row === undefined || !isFirm(row.kind)) {
    return refuse('not-found', '没有找到这个单位，或者它不在您的管辖范围内。');
  }
  const { kind } = row;
  const issues = checkEnterprise({ ...given, kind }, within);
  if (given.kind !== undefined && given.kind !== kind) {
    issues.push({ path: 'kind', sentence: '单位类型登记后不能变更' });
  }
  if (issues.length > 0) return refuseEnterprise(issues);
  const before = profileOf(factsOf(row));
  const { name, region, business, headcount, revenueYuan, address, phone, productClasses } = given;
  const registered = {
    name,
    region,
    address,
    phone,
    productClasses: [...new Set(productClasses)],
    ...(business === undefined ? {} : { business }),
    ...(headcount === undefined ? {} : { headcount }),
    ...(revenueYuan === undefined ? {} : { revenueYuan }),
  };
  const after = profileOf(registered);
  if (JSON.stringify(after) === JSON.stringify(before)) return undefined;
  const isOwn = who.actor.organisation === id;
  const asks = isOwn && endingsOf(factsOf(row), registered).length > 0;
  const input = {
    ...after,
    ...(given.note === undefined ? {} : { note: given.note }),
    ...(asks ? { asks } : {}),
    before,
  };
  const request = { id: newEntryId(context.now()), organisation: id, input };
  const outcome = await submitRecord(
    context,
    who,
    profileBook(context.law).id,
    request,
    requestHash(request),
  );
  if (!outcome.ok) return outcome;
  // The sweep would do it within a minute; who changed it looks at the duties at once.
  await recomputeChanged(context.database, context.law, context.now());
  return undefined;
}

/** What the register holds of a firm. */
export function factsOf(row: OrganisationRow): RegisteredFacts {
  return {
    name: row.name,
    region: row.region,
    address: row.address,
    phone: row.phone,
    productClasses: row.classes ?? [],
    ...(row.business === null ? {} : { business: row.business }),
    ...(row.headcount === null ? {} : { headcount: row.headcount }),
    ...(row.revenue_yuan === null ? {} : { revenueYuan: row.revenue_yuan }),
  };
}
