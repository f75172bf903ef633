import type { OrganisationFacts } from '#kernel/organisation.ts';
import { findProductClass, productClassFacts } from '#law/product-classes.ts';
import type { OrganisationDetail } from '#server/registry/present.ts';

/** What the rules may know of an organisation, from what the register shows of it. */
export function factsOf(organisation: OrganisationDetail): OrganisationFacts {
  const { id, kind, name, region, business, headcount, revenueYuan } = organisation;
  return {
    id,
    kind,
    name,
    region,
    productClasses: organisation.productClasses.flatMap((one) => {
      const found = findProductClass(one.id);
      return found === undefined ? [] : [productClassFacts(found)];
    }),
    filledPosts: organisation.staffing
      .filter(({ filledBy }) => filledBy.some(({ valid }) => valid))
      .map(({ post }) => post),
    ...(business === undefined ? {} : { business }),
    ...(headcount === undefined ? {} : { headcount }),
    ...(revenueYuan === undefined ? {} : { revenueYuan }),
  };
}
