import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Book } from '#kernel/definition.ts';
import type { FieldDescription } from '#kernel/derive/describe.ts';
import { sheetColumns } from '#kernel/derive/sheet.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Context } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import { sendTable } from '../tables/attach.ts';
import { readTable } from '../tables/read-table.ts';
import { importRecords, wrongColumns } from './job.ts';
import type { ImportJob } from './job.ts';
import type { BookImport, ImportIssue } from './present.ts';

const bookId = z.object({ book: z.string().max(60) });
/** A hundred thousand rows take a second or two alone, and many times that on a busy machine. */
const timeLimitMs = 90_000;
/** Errors that are told one by one. */
const mostIssues = 1_000;

/** Many records of a book at once, from a table: a template, the job, and how far it is. */
export const importsFeature: Feature = (app, context) => {
  template(app, context);
  begin(app, context);
  follow(app, context);
};

function template(app: App, context: Context) {
  app.get(
    '/api/books/:book/import-template.xlsx',
    {
      preHandler: requireSignedIn(context),
      schema: { tags: ['book'], summary: '导入台账的模板', params: bookId },
    },
    async (request, reply) => {
      const book = importable(context, request.params.book);
      if ('ok' in book) return sendRefusal(reply, book, context.law.clauses);
      const columns = (sheetColumns(book.form) ?? []).map(({ title, field }, at) => ({
        title,
        key: String(at),
        choices: field.control === 'yes-no' ? ['是', '否'] : choicesOf(field),
        hint: field.hint,
      }));
      return sendTable(reply, { sheet: book.title, columns, rows: [] }, `${book.title}导入模板`);
    },
  );
}

/** What one cell may say; of several choices it says more than a list of one each. */
function choicesOf({ control, options = {} }: FieldDescription): readonly string[] {
  return control === 'choice' ? Object.values(options) : [];
}

function begin(app: App, context: Context) {
  app.post(
    '/api/books/:book/import',
    {
      preHandler: requireSignedIn(context),
      schema: {
        tags: ['book'],
        summary: '从表格导入台账',
        description:
          'XLSX or CSV as the body. Every record is judged by the book; all of them are written, or none. Answers with ' +
          'a job, which `/api/imports/{id}` tells the progress of.',
        params: bookId,
        querystring: z.object({ name: z.string().trim().min(1).max(200).default('表格') }),
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const book = importable(context, request.params.book);
      if ('ok' in book) return sendRefusal(reply, book, context.law.clauses);
      if (!Buffer.isBuffer(request.body)) {
        const refusal = refuse('table-refused', '请上传XLSX或者CSV表格。');
        return sendRefusal(reply, refusal, context.law.clauses);
      }
      const table = await readTable(request.body, { name: request.query.name, timeLimitMs });
      const wrong = table.ok
        ? wrongColumns(sheetColumns(book.form) ?? [], table.header)
        : refuse('table-refused', table.sentence);
      if (!table.ok || wrong !== undefined) {
        return sendRefusal(reply, wrong ?? refuse('table-refused', ''), context.law.clauses);
      }
      const id = randomUUID();
      await context.database.as(who.scope, (tx) =>
        tx.rows(insertJob, [
          id,
          who.actor.organisation ?? null,
          who.account.id,
          request.query.name,
          book.id,
          context.now(),
        ]),
      );
      // Goes on by itself; whoever asked follows it by its id.
      void run(context, { id, who, book, table });
      return reply.status(202).send({ id });
    },
  );
}

function follow(app: App, context: Context) {
  app.get(
    '/api/imports/:id',
    {
      preHandler: requireSignedIn(context),
      schema: { tags: ['book'], summary: '导入进度', params: z.object({ id: z.uuid() }) },
    },
    async (request, reply) => {
      const [row] = await context.database.as(signedInOf(request).scope, (tx) =>
        tx.rows<JobRow>('select * from import_job where id = $1 and book is not null', [
          request.params.id,
        ]),
      );
      if (row !== undefined) return presentJob(row, context.now());
      const refusal = refuse('not-found', '没有找到这次导入。');
      return sendRefusal(reply, refusal, context.law.clauses);
    },
  );
}

/** The book, where its records can stand in a table and the day is one of its own. */
function importable({ law, now }: Context, id: string): Book | Refusal {
  const book = law.book(id, dayOf(now()));
  if (book === undefined) return refuse('unknown-definition', '没有这种台账。');
  // Its rules ask who stays in a post, which each record changes for the next.
  if (book.staff === true) {
    return refuse('table-refused', '岗位任免不能从表格导入，请逐条办理。', book.basis);
  }
  if (book.holds === 'list' && sheetColumns(book.form) !== undefined) return book;
  return refuse(
    'table-refused',
    '这种台账的记录须附文件，不能从表格导入，请逐条填写。',
    book.basis,
  );
}

async function run(context: Context, job: ImportJob): Promise<void> {
  const set = (sql: string, values: readonly unknown[]) =>
    context.database.as(job.who.scope, (tx) => tx.rows(sql, [job.id, ...values]));
  try {
    const outcome = await importRecords(context, job, async (done, records) => {
      await set('update import_job set done = $2, rows = $3 where id = $1', [
        Math.floor(done / 2),
        records,
      ]);
    });
    const issues = outcome.ok ? [] : listed(outcome.issues);
    await set(endJob, [
      outcome.ok ? 'done' : 'refused',
      outcome.records,
      outcome.ok ? outcome.records : 0,
      JSON.stringify(issues),
      context.now(),
    ]);
  } catch (error) {
    console.error('import:', error);
    const issue = { line: 0, column: '', sentence: '导入中断，没有登记任何记录，请稍后重新上传。' };
    await set(endJob, ['refused', 0, 0, JSON.stringify([issue]), context.now()]).catch(
      (later: unknown) => console.error('import:', later),
    );
  }
}

function listed(issues: readonly ImportIssue[]): readonly ImportIssue[] {
  if (issues.length <= mostIssues) return issues;
  const sentence = `另有${issues.length - mostIssues}处错误没有列出，请先改正以上各处。`;
  return [...issues.slice(0, mostIssues), { line: 0, column: '', sentence }];
}

interface JobRow {
  id: string;
  book: string;
  file_name: string;
  state: BookImport['state'];
  rows: number;
  done: number;
  issues: ImportIssue[];
  at: Instant;
  finished_at: Instant | null;
}

/** So long no import takes; one that still runs then ended with the service that ran it. */
const longestMs = 3_600_000;

function presentJob(row: JobRow, now: Instant): BookImport {
  const isLost = row.state === 'running' && Date.parse(now) - Date.parse(row.at) > longestMs;
  const lost = { line: 0, column: '', sentence: '服务中断，没有登记任何记录，请重新上传。' };
  return {
    id: row.id,
    book: row.book,
    file: row.file_name,
    state: isLost ? 'refused' : row.state,
    rows: row.rows,
    done: row.done,
    issues: isLost ? [lost] : row.issues,
    at: row.at,
    ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
  };
}

const insertJob = `insert into import_job (id, organisation_id, account_id, file_name, state, book, at)
  values ($1, $2, $3, $4, 'running', $5, $6)`;

const endJob = `update import_job set state = $2, rows = $3, done = $4, issues = $5::jsonb, finished_at = $6 where id = $1`;
