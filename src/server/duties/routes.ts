import { z } from 'zod';
import { addDays, addMonths, dayOf, isPlainDate, monthOf } from '#kernel/calendar/plain-date.ts';
import { periodOf } from '#kernel/calendar/period.ts';
import { isOwed, performingPosts } from '#kernel/decide-duty.ts';
import type { Duty } from '#kernel/definition.ts';
import { definitionHash } from '#kernel/derive/hash.ts';
import { lawFor } from '#kernel/law.ts';
import { posts } from '#kernel/party.ts';
import { refuse } from '#kernel/refusal.ts';
import { dutyFacts } from '../acts/duty/facts.ts';
import { organisationFacts } from '../reading/organisation-facts.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { citeDuty, missingPeriods, periodStarts, presentPeriod } from './present.ts';
import type { DutyCalendar, OwedDuty } from './present.ts';
import { dutyMonths, earlyPeriods, entriesByPeriod } from '../reading/duty-months.ts';

const day = z.string().refine(isPlainDate, '日期应为年-月-日');
const dutyId = z.object({ duty: z.string().max(60) });
const unknownDuty = refuse('unknown-definition', '没有这项责任事项。');

/** What is owed, how a month stands, and drafts of reports. */
export const dutiesFeature: Feature = (app, context) => {
  owed(app, context);
  calendar(app, context);
  draft(app, context);
};

/** Duties that an organisation owes today with the state of their open period. */
export async function owedDuties(context: Context, who: SignedIn, organisation: string) {
  const now = context.now();
  const today = dayOf(now);
  return context.database.as(who.scope, async (tx): Promise<OwedDuty[]> => {
    const [loaded, months] = await Promise.all([
      organisationFacts(tx, organisation, today),
      dutyMonths(tx, organisation, addMonths(monthOf(today), -2), monthOf(today)),
    ]);
    if (loaded === undefined) return [];
    const owing = context.law.duties.filter((duty) =>
      isOwed(duty, loaded.facts, periodOf(duty.every, today).from),
    );
    return owing.map((duty) => {
      const performers = performingPosts(duty, loaded.facts.filledPosts);
      const own = who.actor.organisation === organisation;
      return {
        duty: duty.id,
        title: duty.title,
        record: duty.record,
        every: duty.every,
        basis: citeDuty(duty, lawFor(context.law, loaded.facts.business)),
        period: presentPeriod(duty, periodOf(duty.every, today).from, months, now),
        missing: missingPeriods(duty, months, now),
        performers: performers.map((post) => posts[post]),
        mine: own && performers.some((post) => who.actor.posts.includes(post)),
      };
    });
  });
}

function owed(app: App, context: Context) {
  app.get(
    '/api/duties',
    {
      preHandler: requireSignedIn(context),
      schema: {
        tags: ['duty'],
        summary: '应履行的责任事项',
        querystring: z.object({ organisation: z.uuid().optional() }),
      },
    },
    async (request) => {
      const who = signedInOf(request);
      const organisation = request.query.organisation ?? who.actor.organisation;
      return {
        duties: organisation === undefined ? [] : await owedDuties(context, who, organisation),
      };
    },
  );
}

function calendar(app: App, context: Context) {
  app.get(
    '/api/duties/:duty/calendar',
    {
      preHandler: requireSignedIn(context),
      schema: {
        tags: ['duty'],
        summary: '责任事项月历',
        params: dutyId,
        querystring: z.object({ organisation: z.uuid().optional(), month: day.optional() }),
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const now = context.now();
      const month = monthOf(request.query.month ?? dayOf(now));
      const duty = dutyOn(context, request.params.duty, month);
      const organisation = request.query.organisation ?? who.actor.organisation;
      if (duty === undefined || organisation === undefined) {
        return sendRefusal(reply, unknownDuty, context.law.clauses);
      }
      const last = addDays(addMonths(month, 1), -1);
      const [months, entries, early] = await context.database.as(who.scope, (tx) =>
        Promise.all([
          dutyMonths(tx, organisation, month, month),
          entriesByPeriod(tx, organisation, duty.id, month, last),
          duty.early && earlyPeriods(tx, organisation, duty.id, { from: month, to: last }),
        ]),
      );
      const periods = periodStarts(duty, month).map((from) => ({
        ...presentPeriod(duty, from, months, now, entries.get(from)),
        ...(early?.has(from) === true ? { early: true as const } : {}),
      }));
      return { duty: duty.id, title: duty.title, month, periods } satisfies DutyCalendar;
    },
  );
}

function draft(app: App, context: Context) {
  app.get(
    '/api/duties/:duty/draft',
    {
      preHandler: requireSignedIn(context),
      schema: {
        tags: ['duty'],
        summary: '由台账记录起草本期报告',
        params: dutyId,
        querystring: z.object({ period: day.optional() }),
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const today = dayOf(context.now());
      const duty = dutyOn(context, request.params.duty, request.query.period ?? today);
      const organisation = who.actor.organisation;
      if (duty === undefined || organisation === undefined) {
        return sendRefusal(reply, unknownDuty, context.law.clauses);
      }
      const { from, to } = periodOf(duty.every, request.query.period ?? today);
      const loaded = await context.database.as(
        who.scope,
        (tx) => dutyFacts(tx, context, who, duty, organisation, from),
        { readOnly: true, plans: 'generic' },
      );
      if (loaded === undefined) return sendRefusal(reply, unknownDuty, context.law.clauses);
      return {
        period: { from, to },
        form: definitionHash(duty),
        late: loaded.facts.late,
        input: (duty.draft?.(loaded.facts) ?? {}) as Record<string, unknown>,
      };
    },
  );
}

function dutyOn(context: Context, id: string, on: string): Duty | undefined {
  return context.law.duty(id, on);
}
