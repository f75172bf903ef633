import type { Definition, Procedure } from '#kernel/definition.ts';
import { accessTable } from '#kernel/derive/access.ts';
import { coverage, featureCoverage } from '#kernel/derive/matrix.ts';
import type { ClauseCoverage, Feature } from '#kernel/derive/matrix.ts';
import type { Law } from '#kernel/law.ts';
import { organisationKinds, parties, posts } from '#kernel/party.ts';
import { codes, page, table } from './markdown.ts';
import { formTable, inForceText, procedurePage } from './procedure-page.ts';

/** What the documents are written from. */
export interface Sources {
  readonly law: Pick<Law, 'clauses' | 'definitions' | 'duties' | 'procedures' | 'books'>;
  readonly features: readonly Feature[];
  /** The OpenAPI description, where the server has one. */
  readonly openApi?: object;
}

/** Writes every generated document. @returns its text by path under docs/generated, the same for the same sources. */
export function writePages({ law, features, openApi }: Sources): ReadonlyMap<string, string> {
  const pages = new Map([
    ['clause-matrix.md', clauseMatrix(coverage(law))],
    ['features.md', featurePage(features, law)],
    ['duties.md', dutyPage(law)],
    ['books.md', bookPage(law)],
    ['access.md', accessPage(law.procedures)],
  ]);
  for (const id of new Set(law.procedures.map((procedure) => procedure.id))) {
    const versions = law.procedures.filter((procedure) => procedure.id === id);
    pages.set(`procedures/${id}.md`, procedurePage(versions));
  }
  if (openApi !== undefined)
    pages.set('openapi.json', `${JSON.stringify(openApi, undefined, 2)}\n`);
  return pages;
}

function clauseMatrix(rows: readonly ClauseCoverage[]): string {
  const instruments = Map.groupBy(rows, (row) => row.clause.split('/')[0] ?? '');
  const summary = [...instruments].map(([id, list]) => {
    const covered = list.filter((row) => row.definitions.length > 0).length;
    return [`[\`${id}\`](#${id})`, list[0]?.instrument ?? '', `${covered} of ${list.length}`];
  });
  return page(
    '# Clause matrix',
    'Which definitions, acts and deadlines carry out each clause. A clause with nothing beside it is not carried out yet.',
    table(['Instrument', '名称', 'Clauses carried out'], summary),
    ...[...instruments].flatMap(([id, list]) => [
      `## ${id}`,
      list[0]?.instrument ?? '',
      table(['Clause', '内容', 'State', 'Definitions', 'Acts', 'Deadlines'], list.map(clauseRow)),
    ]),
  );
}

function clauseRow({ clause, title, definitions }: ClauseCoverage): string[] {
  const lines = (pick: (one: ClauseCoverage['definitions'][number]) => string) =>
    definitions.map(pick).join('\n');
  return [
    `\`${clause}\``,
    title,
    definitions.length === 0 ? 'not yet' : 'covered',
    lines(({ kind, id, title: name }) => `${kind} \`${id}\` ${name}`),
    lines(({ acts }) => acts.join('、')),
    lines(({ deadlines }) => deadlines.join('、')),
  ];
}

function featurePage(features: readonly Feature[], law: Sources['law']): string {
  const rows = featureCoverage(features, law);
  const count = (status: string) => rows.filter((row) => row.status === status).length;
  return page(
    '# Features',
    'A feature is covered where there is a screen for it, a test proves it and nothing is known to be missing.',
    `What the guidance asks for, and what carries it out: ${count('covered')} covered, ` +
      `${count('partly')} partly, ${count('not yet')} not yet, of ${rows.length}.`,
    table(
      ['', '名称', 'Clause', 'State', '尚缺', 'Definitions', 'Screens', 'Tests'],
      rows.map((row) => [
        row.id,
        row.title,
        `\`${row.clause}\``,
        row.status,
        row.lacks ?? '',
        codes(row.definitions),
        codes(row.screens),
        codes(row.tests),
      ]),
    ),
  );
}

function provision(definition: Definition): string[] {
  return [
    `## ${definition.title} (\`${definition.id}\`)`,
    `Party: ${parties[definition.party]}. In force ${inForceText(definition.inForce)}. ` +
      `Basis: ${codes(definition.basis)}.`,
  ];
}

function dutyPage({ duties }: Sources['law']): string {
  return page(
    '# Duties',
    'What must be done again and again.',
    ...duties.flatMap((duty) => [
      ...provision(duty),
      `Every ${duty.every} by ${duty.performer.posts.map((post) => posts[post]).join('、')} ` +
        `(${duty.performer.kinds.map((kind) => organisationKinds[kind]).join('、')}), ` +
        `${duty.performer.mayDelegate ? 'any of them' : 'the first that is filled'}. ` +
        `Record: 《${duty.record}》. Late for ${duty.late.withinDays} days (policy: ${duty.late.policy}).` +
        (duty.early === undefined
          ? ''
          : ` Early only with a reason (policy: ${duty.early.policy}).`),
      formTable(duty.form),
    ]),
  );
}

function bookPage({ books }: Sources['law']): string {
  return page(
    '# Books',
    'Typed records kept by one party.',
    ...books.flatMap((book) => [
      ...provision(book),
      `Kept by ${book.keeper.kinds.map((kind) => organisationKinds[kind]).join('、')}` +
        `${book.keeper.posts === undefined ? '' : ` (${book.keeper.posts.map((post) => posts[post]).join('、')})`}. ` +
        `${book.holds === 'list' ? 'Every record stands' : 'A new record supersedes the one before'}. ` +
        `Kept for ${book.retention.years} years ` +
        `(${book.retention.basis === undefined ? `policy: ${book.retention.policy ?? ''}` : codes([book.retention.basis])}).`,
      formTable(book.form),
    ]),
  );
}

function accessPage(procedures: readonly Procedure[]): string {
  return page(
    '# Access',
    'Who may do which act. Whatever is not listed is refused.',
    ...procedures.flatMap((procedure) => [
      `## ${procedure.title} (\`${procedure.id}\`, ${inForceText(procedure.inForce)})`,
      table(
        ['Act', 'Role', ...Object.values(parties), 'Posts', 'Apart from'],
        accessTable(procedure).map((row) => [
          `${row.actTitle} \`${row.act}\``,
          row.roleTitle,
          ...Object.keys(parties).map((party) =>
            row.parties.some((one) => one === party) ? '●' : '',
          ),
          (row.posts ?? []).map((post) => posts[post]).join('、'),
          codes(row.notBy),
        ]),
      ),
    ]),
  );
}
