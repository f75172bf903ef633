import { z } from 'zod';
import { isPlainDate } from '#kernel/calendar/plain-date.ts';
import type { Definition, Procedure } from '#kernel/definition.ts';
import { parseForm } from '#kernel/decide.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Context } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { submitRecord } from './book.ts';
import { submitDutyRecord } from './duty/submit.ts';
import { requestHash } from './entry.ts';
import type { Receipt } from './present.ts';
import { actInProceeding, openProceeding } from './proceeding.ts';

const entryId = z
  .uuid()
  .describe('UUIDv7 made by the client; the same id again gives the same receipt');
// As the database gives it back: a receipt is hashed from what was sent and proved from what is stored.
const moment = z.iso
  .datetime({ offset: true })
  .overwrite((text) => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString()))
  .refine((text) => /^2\d{3}-/.test(text), '设备时间有误，请校正设备的日期和时间')
  .describe('time by the clock of the client');
const day = z.string().refine(isPlainDate, '日期应为年-月-日');

const actEnvelope = { id: entryId, clientAt: moment.optional() };
const openingEnvelope = {
  ...actEnvelope,
  act: z.string().max(60),
  subject: z.uuid().optional().describe('the registered organisation that it is about'),
  region: z.int().optional().describe('division code, where no registered organisation is named'),
};
const recordEnvelope = {
  ...actEnvelope,
  form: z.string().max(64).optional().describe('hash of the form that was filled in'),
  corrects: z.uuid().toLowerCase().optional().describe('entry that this one corrects'),
  reason: z.string().max(500).optional().describe('why it is late or corrects'),
};
const bookEnvelope = {
  ...recordEnvelope,
  organisation: z
    .uuid()
    .toLowerCase()
    .optional()
    .describe('whose book, where an office that watches over it records'),
};
const dutyEnvelope = { ...recordEnvelope, period: day.describe('first day of the period') };

/** What an accepted submission answers with. */
export const receiptSchema = z.object({
  id: z.string(),
  at: z.string(),
  late: z.boolean(),
  contentHash: z.string(),
  proceeding: z.string().optional(),
  repeated: z.boolean(),
});

/** One route for every act of every definition, derived from the law. */
export const actsFeature: Feature = (app, context) => {
  const preHandler = requireSignedIn(context);
  const withGuests = requireSignedIn(context, { guests: true });
  for (const duty of latest(context.law.duties)) {
    submission(app, context, preHandler, {
      url: `/api/duties/${duty.id}/records`,
      definition: duty,
      envelope: dutyEnvelope,
      input: duty.form,
      submit: (who, body, raw) => submitDutyRecord(context, who, duty.id, body, raw),
    });
  }
  for (const book of latest(context.law.books)) {
    submission(app, context, preHandler, {
      url: `/api/books/${book.id}/records`,
      definition: book,
      envelope: bookEnvelope,
      input: book.form,
      submit: (who, body, raw) => submitRecord(context, who, book.id, body, raw),
    });
  }
  for (const procedure of latest(context.law.procedures))
    procedureRoutes(app, context, withGuests, procedure);
  anyAct(app, context, withGuests);
};

type PreHandler = ReturnType<typeof requireSignedIn>;

function procedureRoutes(app: App, context: Context, preHandler: PreHandler, procedure: Procedure) {
  const openings = Object.values(procedure.acts).filter((act) => act.from === undefined);
  submission(app, context, preHandler, {
    url: `/api/procedures/${procedure.id}`,
    definition: procedure,
    envelope: openingEnvelope,
    input: openings.length === 1 ? openings[0]!.form : z.record(z.string(), z.unknown()),
    submit: (who, body, raw) =>
      openProceeding(context, who, { ...body, procedure: procedure.id }, raw),
  });
}

/** Acts in proceedings share one address; the version of the procedure is the proceeding's own. */
function anyAct(app: App, context: Context, preHandler: PreHandler) {
  const body = z.strictObject({ ...actEnvelope, input: z.record(z.string(), z.unknown()) });
  app.route({
    method: 'POST',
    url: '/api/proceedings/:proceeding/acts/:act',
    preHandler,
    validatorCompiler: documented,
    schema: {
      tags: ['acts'],
      summary: '办理一个步骤',
      description: '`input` follows components/schemas/<procedure>.<act>.',
      params: z.object({ proceeding: z.string(), act: z.string() }),
      body,
      response: { 201: receiptSchema },
    },
    handler: async (request, reply) => {
      const { proceeding, act } = request.params;
      const checked = envelopeOf(body, request.body);
      if (!checked.ok) return sendRefusal(reply, checked, context.law.clauses);
      if (!z.uuid().safeParse(proceeding).success) {
        return sendRefusal(reply, refuse('not-found', '没有找到这一事项。'), context.law.clauses);
      }
      const raw = requestHash({ proceeding, act, body: request.body });
      const outcome = await actInProceeding(
        context,
        signedInOf(request),
        proceeding,
        { ...checked.value, act },
        raw,
      );
      return answer(reply, outcome, context);
    },
  });
}

interface Submission<E extends z.ZodRawShape> {
  readonly url: string;
  readonly definition: Definition;
  readonly envelope: E;
  /** For the documentation; the kernel validates, so that a refusal can name the clause. */
  readonly input: z.ZodType;
  readonly submit: (
    who: ReturnType<typeof signedInOf>,
    body: z.output<z.ZodObject<E>> & { input: unknown },
    raw: Uint8Array,
  ) => Promise<Receipt | Refusal>;
}

function submission<E extends z.ZodRawShape>(
  app: App,
  context: Context,
  preHandler: PreHandler,
  { url, definition, envelope, input, submit }: Submission<E>,
) {
  // Strict: a misspelt `corrects` must not become a second record.
  const checked = z.strictObject({ ...envelope, input: z.unknown() });
  app.route({
    method: 'POST',
    url,
    preHandler,
    validatorCompiler: documented,
    schema: {
      tags: [definition.kind],
      summary: definition.title,
      description: `依据：${definition.basis.join('、')}`,
      body: z.strictObject({ ...envelope, input }),
      response: { 201: receiptSchema },
    },
    handler: async (request, reply) => {
      const body = envelopeOf(checked, request.body);
      if (!body.ok) return sendRefusal(reply, body, context.law.clauses);
      const raw = requestHash({ url, body: request.body });
      const value = body.value as z.output<z.ZodObject<E>> & { input: unknown };
      return answer(reply, await submit(signedInOf(request), value, raw), context);
    },
  });
}

/** The schema of a body is for the documentation: the kernel validates, once, and its refusal names the clause. */
const documented = () => (value: unknown) => ({ value });

function envelopeOf<T extends z.ZodType>(
  schema: T,
  body: unknown,
): { ok: true; value: z.output<T> } | Refusal {
  const parsed = parseForm(schema as never, body, []);
  return parsed.ok ? { ok: true, value: parsed.input as z.output<T> } : parsed;
}

function answer(
  reply: Parameters<typeof sendRefusal>[0],
  outcome: Receipt | Refusal,
  context: Context,
) {
  if (!outcome.ok) return sendRefusal(reply, outcome, context.law.clauses);
  const { ok: _, ...receipt } = outcome;
  return reply.status(outcome.repeated ? 200 : 201).send(receipt);
}

/** One route per id: where several versions exist, the latest documents it, and the day chooses. */
function latest<D extends Definition>(definitions: readonly D[]): D[] {
  const found = new Map<string, D>();
  for (const definition of definitions) {
    const other = found.get(definition.id);
    if (other === undefined || other.inForce.from < definition.inForce.from) {
      found.set(definition.id, definition);
    }
  }
  return [...found.values()];
}
