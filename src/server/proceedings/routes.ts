import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { offeredActs, upcomingActs } from '#kernel/derive/offers.ts';
import { deadlinesOf } from '#kernel/due.ts';
import { lawFor } from '#kernel/law.ts';
import { refuse } from '#kernel/refusal.ts';
import { loadProceeding } from '../reading/load-proceeding.ts';
import type { LoadedProceeding } from '../reading/load-proceeding.ts';
import { organisationFacts } from '../reading/organisation-facts.ts';
import type { Context, SignedIn } from '../context.ts';
import type { Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { namesOf } from '../reading/names.ts';
import { rolesIn } from '../reading/reader-roles.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { sendTable } from '../tables/attach.ts';
import type { ExportTable } from '../tables/write-table.ts';
import { idsIn, presentProceeding, presentSummary } from './present.ts';
import type { ProceedingDetail, ProceedingSummary } from './present.ts';
import { listLeft } from './left.ts';
import { erasedAmong, linkedProceedings, listProceedings, logIndexes } from './queries.ts';
import type { ProceedingFilter } from './queries.ts';
import type { Tx } from '#db/transaction.ts';

const filter = z.object({
  procedure: z.string().max(60).optional(),
  state: z.string().max(60).optional(),
  open: z.enum(['true', 'false']).optional(),
  left: z.literal('true').optional(),
  organisation: z.uuid().optional(),
  q: z.string().max(60, '查找内容最多60个字').optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

/** Lists of proceedings and one proceeding with its timeline, clocks and the acts on offer. */
export const proceedingsFeature: Feature = (app, context) => {
  const preHandler = requireSignedIn(context, { guests: true });
  app.get(
    '/api/proceedings',
    { preHandler, schema: { tags: ['proceedings'], summary: '事项列表', querystring: filter } },
    async (request) => {
      return listOf(context, signedInOf(request), narrowedBy(request.query));
    },
  );
  app.get(
    '/api/proceedings/export.xlsx',
    { preHandler, schema: { tags: ['proceedings'], summary: '导出事项列表', querystring: filter } },
    async (request, reply) => {
      const narrowed = { ...narrowedBy(request.query), page: 1 };
      const list = await listOf(context, signedInOf(request), narrowed, exportRows);
      return sendTable(reply, tableOf(list.proceedings));
    },
  );
  app.get(
    '/api/proceedings/:id',
    {
      preHandler,
      schema: {
        tags: ['proceedings'],
        summary: '事项详情：经过、时限、可办步骤',
        params: z.object({ id: z.uuid() }),
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const detail = await context.database.as(who.scope, async (tx) => {
        const loaded = await loadProceeding(tx, context.law, request.params.id);
        return loaded === undefined ? undefined : detailOf(tx, context, who, loaded);
      });
      if (detail !== undefined) return detail;
      return sendRefusal(
        reply,
        refuse('not-found', '没有找到这一事项，或者您无权查看。'),
        context.law.clauses,
      );
    },
  );
};

function narrowedBy({ open, left, ...rest }: z.output<typeof filter>): ProceedingFilter {
  return { ...rest, open: open === undefined ? undefined : open === 'true', left: left === 'true' };
}

/** Rows of one export at most. */
const exportRows = 20_000;

function listOf(context: Context, who: SignedIn, narrowed: ProceedingFilter, rows?: number) {
  return context.database.as(
    who.scope,
    async (tx) => {
      const products = context.law.procedures.filter(({ product }) => product !== undefined);
      const without = products.map(({ id }) => id);
      const found = narrowed.left
        ? await listLeft(tx, context.law, narrowed, rows)
        : await listProceedings(tx, who, { ...narrowed, without }, rows);
      const subjects = found.map((row) => row.organisation_id);
      const names = await namesOf(tx, subjects);
      return {
        proceedings: found.map((row) => presentSummary(row, context.law, names, context.now())),
        total: found[0]?.total ?? 0,
      };
    },
    { plans: 'custom' },
  );
}

function tableOf(list: readonly ProceedingSummary[]): ExportTable {
  return {
    sheet: '事项列表',
    columns: [
      { title: '事项', key: 'procedure' },
      { title: '名称', key: 'title', width: 40 },
      { title: '所涉单位', key: 'subject', width: 32 },
      { title: '地区', key: 'region' },
      { title: '状态', key: 'state' },
      { title: '登记日期', key: 'opened', type: 'date' },
      { title: '最近办理', key: 'last', type: 'date' },
      { title: '办结日期', key: 'closed', type: 'date' },
      { title: '到期日', key: 'due', type: 'date' },
      { title: '是否逾期', key: 'overdue' },
      { title: '到期日说明', key: 'note', width: 28 },
    ],
    rows: list.map((one) => ({
      procedure: one.procedureTitle,
      title: one.title,
      subject: one.subject?.name,
      region: one.regionName,
      state: one.stateTitle,
      opened: dayOf(one.openedAt),
      last: dayOf(one.lastAt),
      closed: one.closedAt === undefined ? undefined : dayOf(one.closedAt),
      due: one.due?.day,
      overdue: one.due?.overdue,
      note: one.due?.certain === false ? '节假日安排尚未公布，暂计' : undefined,
    })),
  };
}

async function detailOf(
  tx: Tx,
  context: Context,
  who: SignedIn,
  loaded: LoadedProceeding,
): Promise<ProceedingDetail> {
  // Whoever left it reads it as it stood then.
  const now = loaded.leftAt ?? context.now();
  const { snapshot, procedure } = loaded;
  const entries = snapshot.history.map((past) => past.entry);
  const [indexes, erased, regions, linked, subject] = await Promise.all([
    logIndexes(tx, entries),
    erasedAmong(tx, entries),
    tx.rows<{ name: string }>('select name from region where code = $1', [loaded.region]),
    linkedProceedings(tx, loaded.id, entries),
    loaded.organisation === undefined
      ? undefined
      : organisationFacts(tx, loaded.organisation, dayOf(now)),
  ]);
  const request = {
    procedure,
    snapshot,
    actor: who.actor,
    subject: subject?.facts,
    region: loaded.region,
    now,
    calendar: context.law.calendar,
  };
  const reader = { roles: rolesIn(procedure, request) };
  const hasLeft = loaded.leftAt !== undefined;
  const business = subject?.facts.business;
  return presentProceeding(loaded, {
    law: lawFor(context.law, business),
    business,
    names: await namesOf(tx, [
      ...idsIn(loaded, reader),
      ...linked.map((row) => row.organisation_id ?? undefined),
    ]),
    indexes,
    erased,
    regionName: regions[0]?.name ?? String(loaded.region),
    reader,
    deadlines: deadlinesOf(procedure, snapshot.history, context.law.calendar, now, snapshot.seats),
    offers: hasLeft ? [] : offeredActs(request),
    upcoming: hasLeft ? [] : upcomingActs(request),
    linked,
  });
}
