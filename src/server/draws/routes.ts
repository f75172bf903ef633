import { z } from 'zod';
import { addHours } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { standingResult } from '#law/regulator/random-draw/rounds.ts';
import { utf8 } from '#ledger/bytes.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { latestHead } from '../ledger/heads.ts';
import { sendRefusal } from '../problem.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { sendTable } from '../tables/attach.ts';
import { keepText } from './pool-files.ts';
import { mayDraw, poolRoutes } from './pool-routes.ts';
import type { DrawPreview, DrawResult, LogPosition } from './present.ts';
import { publicRoutes } from './public.ts';
import { computeDraw } from './recompute.ts';
import { resultTable } from './table.ts';
import {
  isRefusal,
  labelsIn,
  labelsOf,
  loadDraw,
  nameDrawn,
  namedResult,
  viewDraw,
} from './view.ts';
import type { LoadedDraw } from './view.ts';

const drawId = z.object({ id: z.uuid() });
const noDraw = refuse('not-found', '没有找到这次抽取，或者您无权查看。');
const notDrawn = refuse('wrong-state', '尚未抽取，或者原结果不再有效。', ['order-18/15']);

/** Draws of objects and inspectors: pools, the computation that acts hand in, results, the public pages. */
export const drawsFeature: Feature = (app, context) => {
  poolRoutes(app, context);
  position(app, context);
  views(app, context);
  preview(app, context);
  publicRoutes(app, context);
};

function position(app: App, context: Context) {
  app.get(
    '/api/draws/log',
    {
      preHandler: requireSignedIn(context),
      schema: { tags: ['draws'], summary: '账本现有记录数，用于约定随机源' },
    },
    async (request): Promise<LogPosition> => {
      const since = addHours(context.now(), -1);
      return context.database.as(signedInOf(request).scope, async (tx) => {
        const [head, [before]] = await Promise.all([
          latestHead(tx),
          tx.rows<{ size: number }>(
            'select size from checkpoint where at <= $1 order by at desc limit 1',
            [since],
          ),
        ]);
        const size = head?.size ?? 0;
        return { size, lastHour: size - (before?.size ?? 0) };
      });
    },
  );
}

function views(app: App, context: Context) {
  const preHandler = requireSignedIn(context);
  const schema = { tags: ['draws'], params: drawId };
  app.get(
    '/api/draws/:id',
    { preHandler, schema: { ...schema, summary: '一次双随机抽取：名录库、方案、各轮结果' } },
    async (request, reply) => {
      const who = signedInOf(request);
      const view = await context.database.as(who.scope, async (tx) => {
        const loaded = await loadDraw(tx, context, request.params.id);
        return loaded && viewDraw(tx, context, who, loaded);
      });
      return view ?? sendRefusal(reply, noDraw, context.law.clauses);
    },
  );
  app.get(
    '/api/draws/:id/result',
    { preHandler, schema: { ...schema, summary: '有效的抽取结果，供后续抽查任务引用' } },
    async (request, reply) => {
      const result = await resultFor(context, signedInOf(request), request.params.id);
      return isRefusal(result) ? sendRefusal(reply, result, context.law.clauses) : result;
    },
  );
  app.get(
    '/api/draws/:id/result.xlsx',
    { preHandler, schema: { ...schema, summary: '导出抽取结果' } },
    async (request, reply) => {
      const result = await resultFor(context, signedInOf(request), request.params.id);
      if (isRefusal(result)) return sendRefusal(reply, result, context.law.clauses);
      return sendTable(reply, resultTable(result));
    },
  );
}

function resultFor(context: Context, who: SignedIn, id: string): Promise<DrawResult | Refusal> {
  return context.database.as(who.scope, async (tx) => {
    const loaded = await loadDraw(tx, context, id);
    if (loaded === undefined) return noDraw;
    const hash = standingResult(loaded.record);
    if (hash === undefined) return notDrawn;
    const { snapshot } = loaded.proceeding;
    const made = snapshot.history.findLast(({ input }) => input['result'] !== undefined)!;
    const labels = await labelsOf(context, loaded.record);
    const drawn = await namedResult(tx, context, loaded.record.rounds.at(-1)!, labels);
    const { name } = loaded.record;
    return { id, name, state: snapshot.state ?? '', entry: made.entry, hash, drawn };
  });
}

const step = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('replace'), object: z.string().max(64) }),
  z.strictObject({
    do: z.literal('recuse'),
    object: z.string().max(64),
    inspector: z.string().max(64),
  }),
]);

/** Computes what an act of drawing, replacing or recusing comes to, and keeps it as a file that the act then names. */
function preview(app: App, context: Context) {
  const body = z.strictObject({
    beaconValue: z.string().trim().min(1).max(200).optional(),
    step: step.optional(),
  });
  app.post(
    '/api/draws/:id/preview',
    {
      preHandler: requireSignedIn(context),
      schema: { tags: ['draws'], summary: '按种子计算抽取结果', params: drawId, body },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const outcome = await context.database.as(who.scope, async (tx) => {
        const loaded = await loadDraw(tx, context, request.params.id);
        if (loaded === undefined) return noDraw;
        const refusal = mayDraw(who);
        return refusal ?? previewOf(tx, context, who, loaded, request.body);
      });
      return isRefusal(outcome) ? sendRefusal(reply, outcome, context.law.clauses) : outcome;
    },
  );
}

async function previewOf(
  tx: Parameters<typeof loadDraw>[0],
  context: Context,
  who: SignedIn,
  { proceeding, record }: LoadedDraw,
  asked: {
    readonly beaconValue?: string | undefined;
    readonly step?: z.output<typeof step> | undefined;
  },
): Promise<DrawPreview | Refusal> {
  const round = record.rounds.at(-1);
  const { state } = proceeding.snapshot;
  if (round === undefined || (state !== 'announced' && state !== 'drawn')) {
    return refuse('wrong-state', '现在不能抽取。', ['order-18/15']);
  }
  const { beacon, announced, size } = round;
  const value = beacon?.value ?? asked.beaconValue;
  if (beacon !== undefined && value === undefined) {
    return refuse('invalid-input', `请填写${beacon.name}的数值。`, ['order-18/15']);
  }
  const known =
    beacon === undefined || value === undefined ? {} : { beacon: { name: beacon.name, value } };
  const steps = [...round.steps, ...(asked.step === undefined ? [] : [asked.step])];
  const drawn = { announced, size, steps, ...known };
  const computed = await computeDraw(tx, context, { ...record, drawn });
  if (!computed.ok) return computed;
  const [result, named] = await Promise.all([
    keepText(context, who, tx, utf8(computed.text)),
    nameDrawn(tx, computed.drawn, labelsIn(computed.objects)),
  ]);
  return { result, inspectors: computed.inspectors, drawn: named };
}
