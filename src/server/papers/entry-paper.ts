import { dayOf } from '#kernel/calendar/plain-date.ts';
import { periodOf } from '#kernel/calendar/period.ts';
import type { Act, Book, Duty, Procedure } from '#kernel/definition.ts';
import { describeForm } from '#kernel/derive/describe.ts';
import type { FieldDescription } from '#kernel/derive/describe.ts';
import type { Form } from '#kernel/field.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Law } from '#kernel/law.ts';
import { paperName } from '#kernel/paper/name.ts';
import { posts } from '#kernel/party.ts';
import type { Post } from '#kernel/party.ts';
import type { Block, FieldPair, OfficialDocument } from '../documents/model.ts';
import { chineseDate } from '../documents/wording.ts';
import { citationText } from './citation.ts';
import { unnamedBody, unnamedPerson } from '../reading/names.ts';
import { formBlocks, pair } from './form-blocks.ts';
import type { Beside } from './recited.ts';
import { toldBlocks } from './told-blocks.ts';
import type { PaperNames, PaperRow } from './queries.ts';
import { filesNamed } from './value-text.ts';

/** The form that an entry filled in, with the names that the law gives it. */
export type PaperForm =
  | { readonly kind: 'record'; readonly definition: Duty | Book; readonly form: Form }
  | {
      readonly kind: 'act';
      readonly definition: Procedure;
      readonly act: Act;
      readonly form: Form;
      /** What the proceeding is called. */
      readonly proceeding: string;
      readonly subject: string | undefined;
    };

/** Everything that a paper of an entry is made of. */
export interface PaperSource {
  readonly row: PaperRow;
  readonly form: PaperForm;
  /** What the reader may see of the input, and the labels of what not. */
  readonly shown: JsonObject;
  readonly withheld: readonly string[];
  /** What it recites and tells. */
  readonly beside: Beside;
  readonly names: PaperNames;
  readonly law: Law;
  /** Signatures that were drawn on a screen. */
  readonly drawn: readonly Block[];
  /** Address of the service. */
  readonly baseUrl: string;
}

/** The form of an entry's definition, of the version under which it was made. */
export function recordForm(row: PaperRow, law: Law): PaperForm | undefined {
  const day = row.period ?? dayOf(row.at);
  const definition =
    row.kind === 'duty' ? law.duty(row.definition, day) : law.book(row.definition, day);
  return definition === undefined
    ? undefined
    : { kind: 'record', definition, form: definition.form };
}

/** The official paper of one entry. */
export function entryPaper(source: PaperSource): OfficialDocument {
  const { row, form, shown } = source;
  const fields = describeForm(form.form);
  const numbered = numberField(form, fields);
  const own = numbered === undefined ? undefined : shown[numbered];
  const number = typeof own === 'string' ? own : periodText(source);
  const { beside } = source;
  const body = [
    ...beside.fields,
    ...fields.filter((field) => field.name !== numbered && field.unprinted !== true),
  ];
  const input = { ...beside.input, ...shown };
  const filled = formBlocks(body, input, source.names.names, identity(source));
  const isCorrection = row.corrects === null ? '' : '（更正）';
  return {
    title: `${paperTitle(form, shown, own)}${isCorrection}`,
    organisation: issuer(source),
    issuedOn: dayOf(row.at),
    ...(number === undefined ? {} : { number }),
    blocks: [
      ...filled,
      ...toldBlocks(beside.told, source.law, filled),
      ...source.drawn,
      ...attachments([...beside.fields, ...fields], input),
      ...notes(source),
    ],
    signatures: [
      {
        label: signingPosts(row, form),
        name: source.names.names.get(row.account_id) ?? unnamedPerson,
        at: row.at,
      },
    ],
    receipt: {
      id: row.id,
      verifyUrl: `${source.baseUrl}/verify?entry=${row.id}`,
      ...(row.index === null ? {} : { index: row.index }),
    },
  };
}

/**
 * What the paper of a form is called: the name that the law gives it, else that of the act or book.
 * @param shown what the reader may see of the input.
 * @param number the paper's own; a record of a book is its document once it has one.
 */
export function paperTitle(form: PaperForm, shown: JsonObject, number?: unknown): string {
  if (form.kind === 'act') {
    const { document, title } = form.act;
    return document === undefined ? title : paperName(document, shown);
  }
  if (form.definition.kind === 'duty') return form.definition.record;
  return (number === undefined ? undefined : form.definition.document) ?? form.definition.title;
}

/** The clauses relied upon, as a note. */
export function basisNote(basis: readonly string[], law: Law): Block {
  return { kind: 'note', text: `依据：${citationText(basis, law)}。` };
}

/** The uploaded files by their fingerprints, so that the paper says which files belong to it. */
export function attachments(fields: readonly FieldDescription[], input: JsonObject): Block[] {
  const files = filesNamed(fields, input);
  if (files.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: '附件清单',
      columns: [
        { title: '序号', align: 'center', width: 1 },
        { title: '所在栏目', width: 3 },
        { title: '文件指纹（SHA-256）', width: 8 },
      ],
      rows: files.map(({ label, hash }, at) => [String(at + 1), label, hash]),
    },
  ];
}

/** A form that begins with a number begins with that of the paper itself. */
function numberField(form: PaperForm, [first]: readonly FieldDescription[]): string | undefined {
  const isNumber = first?.control === 'text' && /(文号|编号|公告号)$/.test(first.label);
  return isDocument(form) && isNumber ? first.name : undefined;
}

function isDocument(form: PaperForm): boolean {
  if (form.kind === 'act') return form.act.document !== undefined;
  return form.definition.kind === 'book' && form.definition.document !== undefined;
}

function issuer({ row, form, names }: PaperSource): string {
  const acting = form.kind === 'record' ? row.organisation_id : row.account_organisation_id;
  const name = names.names.get(acting ?? '');
  if (name !== undefined) return name;
  // A citizen issues a paper in the part that he or she takes, not by name.
  if (form.kind === 'act')
    return form.definition.roles[form.act.by.at(-1) ?? '']?.title ?? '当事人';
  return unnamedBody;
}

/** The days that a record is for, e.g. 2026年11月16日至11月22日. */
function periodText({ row, form }: PaperSource): string | undefined {
  if (form.kind !== 'record' || form.definition.kind !== 'duty' || row.period === null) return;
  const { every } = form.definition;
  const { from, to } = periodOf(every, row.period);
  if (every === 'day') return `（${chineseDate(from)}）`;
  const month = chineseDate(from).replace(/\d+日$/, '');
  if (every === 'month') return `（${month}）`;
  const isSameYear = from.slice(0, 4) === to.slice(0, 4);
  const end = isSameYear ? chineseDate(to).replace(/^\d+年/, '') : chineseDate(to);
  return `（${chineseDate(from)}至${end}）`;
}

/** The posts in which somebody signs: of all that the person holds those that the definition asks for. */
function signingPosts(row: PaperRow, form: PaperForm): string {
  const asked = new Set(askedPosts(form));
  const fitting = row.posts.filter((post) => asked.has(post));
  const signing = fitting.length === 0 ? row.posts : fitting;
  return signing.length === 0 ? '办理人' : signing.map((post) => posts[post]).join('、');
}

function askedPosts(form: PaperForm): readonly Post[] {
  if (form.kind === 'act') {
    return form.act.by.flatMap((role) => form.definition.roles[role]?.posts ?? []);
  }
  const { definition } = form;
  return definition.kind === 'duty' ? definition.performer.posts : (definition.keeper.posts ?? []);
}

/** Whom and what the paper is about, and what is unusual about it. */
function identity({ row, form, names }: PaperSource): FieldPair[] {
  const about = form.kind === 'act' ? form.subject : row.organisation_id;
  const name = names.names.get(about ?? '');
  const code = names.creditCodes.get(about ?? '');
  const pairs: FieldPair[] = [];
  if (form.kind === 'act') pairs.push({ ...pair('办理事项', matter(form)), wide: true });
  if (name !== undefined) {
    pairs.push(pair(form.kind === 'act' ? '所涉单位' : '单位名称', name));
  }
  if (code !== undefined) pairs.push({ ...pair('统一社会信用代码', code), wide: false });
  if (row.late) pairs.push({ ...pair('补录说明', lateText(row)), wide: true });
  else if (row.corrects === null && row.late_reason !== null) {
    const text = `在本期最后一个工作日以前签署，原因：${row.late_reason}。`;
    pairs.push({ ...pair('提前签署说明', text), wide: true });
  }
  if (row.corrects !== null) {
    const reason = row.late_reason === null ? '' : `，更正原因：${row.late_reason}`;
    const text = `本文件更正存证编号${row.corrects}的记录${reason}。`;
    pairs.push({ ...pair('更正说明', text), wide: true });
  }
  return pairs;
}

function matter({ definition, proceeding }: Extract<PaperForm, { kind: 'act' }>): string {
  return proceeding.startsWith(definition.title)
    ? proceeding
    : `${definition.title}：${proceeding}`;
}

function lateText({ late_reason: reason, corrects }: PaperRow): string {
  return reason === null || corrects !== null
    ? '在规定期限届满后办理。'
    : `在规定期限届满后办理，原因：${reason}。`;
}

const erasedNote = '本记录的内容已依法删除；存证哈希保留在账本中，可以证明该记录曾经入账。';

function notes({ row, form, beside, law, ...own }: PaperSource): Block[] {
  const withheld = [...new Set([...own.withheld, ...beside.withheld])];
  const basis = form.kind === 'act' ? form.act.basis : form.definition.basis;
  const replaced = `本记录已被存证编号${row.corrected_by}的记录更正，请以更正后的记录为准。`;
  const hidden = `依法不向您公开的内容：${withheld.join('、')}。`;
  return [
    ...(row.erased ? [{ kind: 'note', text: erasedNote } as const] : []),
    ...(row.corrected_by === null ? [] : [{ kind: 'note', text: replaced } as const]),
    ...(withheld.length === 0 ? [] : [{ kind: 'note', text: hidden } as const]),
    basisNote(basis, law),
  ];
}
