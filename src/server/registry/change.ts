import type { RegisteredFacts } from '#kernel/effect.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { profileOf } from '#law/enterprise/profile/form.ts';
import { submitRecord } from '../acts/book.ts';
import { newEntryId } from '../acts/entry-id.ts';
import { requestHash } from '../acts/entry.ts';
import type { Context, SignedIn } from '../context.ts';
import { recomputeChanged } from '../sweep/recompute.ts';
import type { EnterpriseInput } from './input.ts';
import { findOrganisation } from './queries.ts';
import type { OrganisationRow } from './queries.ts';

/**
 * Changes what the register holds of an enterprise, as a version of its profile: an entry with the facts before and
 * after. The credit code is settled and not among them; nothing is written where nothing changes.
 */
export async function changeEnterprise(
  context: Context,
  who: SignedIn,
  id: string,
  given: EnterpriseInput,
): Promise<Refusal | undefined> {
  const row = await context.database.as(who.scope, (tx) => findOrganisation(tx, id));
  if (row?.kind !== 'enterprise') {
    return refuse('not-found', '没有找到这个单位，或者它不在您的管辖范围内。');
  }
  const before = profileOf(factsOf(row));
  const { name, region, business, headcount, revenueYuan, address, phone, productClasses } = given;
  const after = profileOf({
    name,
    region,
    business,
    address,
    phone,
    productClasses: [...new Set(productClasses)],
    ...(headcount === undefined ? {} : { headcount }),
    ...(revenueYuan === undefined ? {} : { revenueYuan }),
  });
  if (JSON.stringify(after) === JSON.stringify(before)) return undefined;
  const input = { ...after, before };
  const request = { id: newEntryId(context.now()), organisation: id, input };
  const outcome = await submitRecord(context, who, bookOf(context), request, requestHash(request));
  if (!outcome.ok) return outcome;
  // The sweep would do it within a minute; who changed it looks at the duties at once.
  await recomputeChanged(context.database, context.law, context.now());
  return undefined;
}

/** The book in which an enterprise's own facts stand. */
function bookOf({ law }: Context): string {
  const book = law.books.find(({ registers }) => registers === 'organisation');
  if (book === undefined) throw new Error('no book holds what is registered of an enterprise');
  return book.id;
}

function factsOf(row: OrganisationRow): RegisteredFacts {
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
