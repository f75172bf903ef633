import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { comparedOn, isShift, shiftBetween } from '#law/regulator/spot-check/coverage.ts';
import type { CatalogueEdition } from '#law/regulator/spot-check/coverage.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context } from '../context.ts';
import type { App } from '../feature.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { allCatalogues } from './queries.ts';

/** A plan as far as it is compared with the catalogue. */
interface ComparedPlan {
  readonly id: string;
  readonly at: Instant;
  readonly year: number;
  readonly classes: readonly string[];
}

/** Which plans of the own office another catalogue concerns than the one that they were made by; for their list. */
export function shiftedRoute(app: App, context: Context) {
  app.get(
    '/api/spot-checks/plans/shifted',
    {
      preHandler: requireSignedIn(context),
      schema: { tags: ['spot-checks'], summary: '目录已调整的监督抽查计划' },
    },
    async (request): Promise<{ plans: readonly string[] }> => {
      const who = signedInOf(request);
      const [plans, editions] = await context.database.as(who.scope, (tx) =>
        Promise.all([latestPlans(tx, who.organisation?.id), allCatalogues(tx)]),
      );
      const today = dayOf(context.now());
      return {
        plans: plans.filter((plan) => isShifted(plan, editions, today)).map(({ id }) => id),
      };
    },
  );
}

function isShifted(
  { at, year, classes }: ComparedPlan,
  editions: readonly CatalogueEdition[],
  today: PlainDate,
): boolean {
  const inForce = (day: PlainDate) => editions.findLast(({ from }) => from <= day);
  const shift = shiftBetween(
    classes,
    inForce(comparedOn(year, dayOf(at))),
    inForce(comparedOn(year, today)),
  );
  return shift !== undefined && isShift(shift);
}

function latestPlans(tx: Tx, organisation: string | undefined): Promise<ComparedPlan[]> {
  return tx.rows<ComparedPlan>(selectPlans, [organisation ?? null]);
}

const selectPlans = `select id, at, (input ->> 'year')::int as year,
    array(select line ->> 'productClass' from jsonb_array_elements(input -> 'lines') line) as classes
  from entry where organisation_id = $1 and kind = 'book' and definition = 'spot-check-plan' and salt is not null
  order by at desc limit 500`;
