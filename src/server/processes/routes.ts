import { z } from 'zod';
import { refuse } from '#kernel/refusal.ts';
import type { RecordFacts } from '#kernel/facts.ts';
import { inOrder } from '#law/enterprise/process/process-measurement.ts';
import type { Tx } from '#db/transaction.ts';
import type { App, Feature } from '../feature.ts';
import type { Context } from '../context.ts';
import { sendRefusal } from '../problem.ts';
import { readMatching, readStanding } from '../reading/records.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import type { Characteristic, CharacteristicDetail, Measured } from './present.ts';

const unknown = refuse('not-found', '没有找到这项过程特性，或者您无权查看。');
const numbered = z.object({ number: z.string().min(1).max(40) });
const whose = z.object({
  organisation: z.uuid().optional().describe('the own one where left out'),
});

/** Process characteristics that stand, and the points of their charts; the charts are drawn where they are looked at. */
export const processesFeature: Feature = (app, context) => {
  list(app, context);
  one(app, context);
};

function list(app: App, context: Context) {
  app.get(
    '/api/processes',
    {
      preHandler: requireSignedIn(context),
      schema: { tags: ['processes'], summary: '现行过程特性', querystring: whose },
    },
    async (request): Promise<{ characteristics: readonly Characteristic[] }> => {
      const who = signedInOf(request);
      const organisation = request.query.organisation ?? who.actor.organisation;
      if (organisation === undefined) return { characteristics: [] };
      const found = await context.database.as(who.scope, (tx) => standing(tx, organisation));
      return { characteristics: found.map(characteristicOf) };
    },
  );
}

function one(app: App, context: Context) {
  app.get(
    '/api/processes/:number',
    {
      preHandler: requireSignedIn(context),
      schema: {
        tags: ['processes'],
        summary: '过程特性和它的测量',
        params: numbered,
        querystring: whose,
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const { number } = request.params;
      const organisation = request.query.organisation ?? who.actor.organisation;
      if (organisation === undefined) return sendRefusal(reply, unknown, context.law.clauses);
      const [all, measured] = await context.database.as(who.scope, (tx) =>
        Promise.all([
          standing(tx, organisation),
          readMatching(tx, organisation, 'process-measurement', { characteristicNumber: number }),
        ]),
      );
      const own = all.find(({ input }) => input['number'] === number);
      if (own === undefined) return sendRefusal(reply, unknown, context.law.clauses);
      const answer: CharacteristicDetail = {
        characteristic: characteristicOf(own),
        measurements: inOrder(
          measured.map(({ entry, input }) => ({
            ...(input as unknown as Omit<Measured, 'entry'>),
            entry,
          })),
        ),
      };
      return answer;
    },
  );
}

async function standing(tx: Tx, organisation: string): Promise<readonly RecordFacts[]> {
  const keyed = [{ book: 'process-characteristic', key: 'number' }];
  return (await readStanding(tx, organisation, keyed)).get('process-characteristic') ?? [];
}

function characteristicOf({ entry, input }: RecordFacts): Characteristic {
  return { ...(input as unknown as Omit<Characteristic, 'entry'>), entry };
}
