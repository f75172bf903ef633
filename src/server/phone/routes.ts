import { z } from 'zod';
import type { Tx } from '#db/transaction.ts';
import type { Checkpoint } from '#db/types.ts';
import { addDays, dayOf, mondayOf, monthOf } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { performingPosts } from '#kernel/decide-duty.ts';
import { definitionHash } from '#kernel/derive/hash.ts';
import { toBase64 } from '#ledger/bytes.ts';
import { refuse } from '#kernel/refusal.ts';
import { organisationFacts } from '../reading/organisation-facts.ts';
import { readRecords } from '../reading/records.ts';
import { citeDuty, missingPeriods, presentPeriod } from '../duties/present.ts';
import { dutyMonths, entriesByPeriod } from '../reading/duty-months.ts';
import type { Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { dailyItems, periodicItems } from './present.ts';
import type { PhoneToday } from './present.ts';

const dutyId = 'daily-control';
const daysShown = 14;

/** What the officer's phone loads in one request and keeps for the day. */
export const phoneFeature: Feature = (app, context) => {
  app.get(
    '/api/phone/today',
    {
      preHandler: requireSignedIn(context),
      schema: {
        tags: ['phone'],
        summary: '手机端当日内容',
        response: {},
        querystring: z.object({}),
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const now = context.now();
      const today = dayOf(now);
      const duty = context.law.duty(dutyId, today);
      const organisation = who.organisation;
      if (duty === undefined || organisation?.kind !== 'enterprise') {
        const refusal = refuse(
          'not-entitled',
          '日管控由企业的质量安全员在手机上完成，您的单位不是企业。',
        );
        return sendRefusal(reply, refusal, context.law.clauses);
      }
      const first = addDays(today, 1 - daysShown);
      const [loaded, records, months, entries, head, openFindings, done] =
        await context.database.as(who.scope, (tx) => readDay(tx, organisation.id, first, today), {
          readOnly: true,
          plans: 'generic',
        });
      const list = records.get('risk-control-list')?.at(-1);
      const performers = performingPosts(duty, loaded?.facts.filledPosts ?? []);
      const days = Array.from({ length: daysShown }, (_, index) => addDays(first, index));
      return {
        person: who.account.name,
        organisation: { id: organisation.id, name: organisation.name },
        today,
        now,
        duty: {
          title: duty.title,
          record: duty.record,
          form: definitionHash(duty),
          basis: citeDuty(duty, context.law),
        },
        days: days.map((day) => presentPeriod(duty, day, months, now, entries.get(day))),
        missing: missingPeriods(duty, months, now).map((period) => period.from),
        openFindings,
        mine: performers.some((post) => who.actor.posts.includes(post)),
        ...(list === undefined
          ? {}
          : {
              list: {
                record: list.entry,
                at: list.at,
                items: dailyItems(list.input['items']),
                periodic: periodicItems(list.input['items'], done),
              },
            }),
        ...(head === undefined
          ? {}
          : { checkpoint: { size: head.size, root: toBase64(head.root), at: head.at } }),
      } satisfies PhoneToday;
    },
  );
};

/** All that the day's page is made of, asked for at once. */
async function readDay(tx: Tx, organisation: string, first: PlainDate, today: PlainDate) {
  const [loaded, records, months, entries, heads, open, done] = await Promise.all([
    organisationFacts(tx, organisation, today),
    readRecords(tx, organisation, ['risk-control-list']),
    dutyMonths(tx, organisation, monthOf(first), monthOf(today)),
    entriesByPeriod(tx, organisation, dutyId, first, today),
    tx.rows<Pick<Checkpoint, 'size' | 'root' | 'at'>>(
      'select size, root, at from checkpoint order by size desc limit 1',
    ),
    tx.rows<{ n: number }>(
      `select count(*)::int as n from proceeding
       where organisation_id = $1 and procedure = 'corrective-action' and closed_at is null`,
      [organisation],
    ),
    tx.rows<{ code: string; day: PlainDate }>(selectDone, [
      organisation,
      dutyId,
      [mondayOf(today), monthOf(today)].sort()[0],
      today,
    ]),
  ]);
  const doneOn = new Map(done.map(({ code, day }) => [code, day]));
  return [loaded, records, months, entries, heads[0], open[0]?.n ?? 0, doneOn] as const;
}

/** When each line was last answered in this week or month. */
const selectDone = `select i ->> 'item' as code, max(e.period) as day
  from entry e cross join jsonb_array_elements(e.input -> 'items') i
  where e.organisation_id = $1 and e.definition = $2 and e.period between $3 and $4 and e.salt is not null
    and not exists (select from entry c where c.organisation_id = $1 and c.definition = $2 and c.corrects = e.id)
  group by 1`;
