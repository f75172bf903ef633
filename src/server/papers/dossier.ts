import { addHours, dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Procedure } from '#kernel/definition.ts';
import { describeForm } from '#kernel/derive/describe.ts';
import type { RunningDeadline } from '#kernel/due.ts';
import type { DeadlineStatus, PastAct, Seat } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Law } from '#kernel/law.ts';
import { paperName } from '#kernel/paper/name.ts';
import { posts } from '#kernel/party.ts';
import type { ToldSentence } from '#kernel/paper/told.ts';
import { placeText } from '#ledger/position.ts';
import type { LoadedProceeding } from '../reading/load-proceeding.ts';
import type { Block, OfficialDocument } from '../documents/model.ts';
import { chineseDate, signedAt } from '../documents/wording.ts';
import { citationText } from './citation.ts';
import { unnamedPerson } from '../reading/names.ts';
import { attachments, basisNote } from './entry-paper.ts';
import { formBlocks, formOf, pair } from './form-blocks.ts';
import { nameOnPapers } from './matter.ts';
import { chapter } from './numerals.ts';
import type { PaperNames } from './queries.ts';
import { toldBlocks } from './told-blocks.ts';

/** Everything that the dossier of a proceeding is made of, as one reader may see it. */
export interface DossierSource {
  readonly proceeding: LoadedProceeding;
  readonly regionName: string;
  readonly deadlines: readonly RunningDeadline[];
  /** What the reader may see of each act's input, by entry. */
  readonly inputs: ReadonlyMap<string, { shown: JsonObject; withheld: readonly string[] }>;
  /** What the papers of acts tell, by entry. */
  readonly told: ReadonlyMap<string, readonly ToldSentence[]>;
  readonly names: PaperNames;
  readonly indexes: ReadonlyMap<string, number>;
  readonly law: Law;
  readonly baseUrl: string;
  /** The day on which it is printed. */
  readonly today: string;
  /** Who prints it. */
  readonly reader: string;
}

/** The dossier of a proceeding: cover, course, deadlines, then every act with what was filled in. */
export function dossierOf(source: DossierSource): OfficialDocument {
  const { proceeding, law } = source;
  const { procedure, snapshot } = proceeding;
  const title = nameOnPapers(proceeding);
  return {
    title: `${procedure.title}案卷`,
    organisation: source.reader,
    issuedOn: source.today,
    ...(title === procedure.title ? {} : { number: title }),
    blocks: [
      ...cover(source),
      { kind: 'heading', text: chapter(1, '办理经过') },
      course(source),
      { kind: 'heading', text: chapter(2, '办理时限') },
      deadlineTable(source),
      ...snapshot.history.flatMap((past, at) => actBlocks(source, past, at + 3)),
      basisNote(procedure.basis, law),
      { kind: 'note', text: closingNote(source) },
    ],
  };
}

function cover({ proceeding, regionName, names }: DossierSource): Block[] {
  const { procedure, snapshot, organisation, openedAt, closedAt } = proceeding;
  const state = procedure.states[snapshot.state ?? '']?.title ?? '';
  const subject = names.names.get(organisation ?? '');
  const code = names.creditCodes.get(organisation ?? '');
  return [
    ...formOf([
      ...(subject === undefined ? [] : [pair('所涉单位', subject)]),
      ...(code === undefined ? [] : [{ ...pair('统一社会信用代码', code), wide: false }]),
      pair('所在地区', regionName),
      pair('当前状态', state),
      pair('登记日期', chineseDate(dayOf(openedAt))),
      pair('办结日期', closedAt === undefined ? '尚未办结' : chineseDate(dayOf(closedAt))),
      { ...pair('事项编号', proceeding.id), wide: true },
    ]),
    {
      kind: 'table',
      caption: '参加单位和人员',
      columns: [
        { title: '身份', width: 3 },
        { title: '单位或者个人', width: 4 },
      ],
      rows: snapshot.seats.map((seat) => [
        procedure.roles[seat.role]?.title ?? seat.role,
        nameOf(seat, names),
      ]),
    },
  ];
}

function nameOf(seat: Seat, { names }: PaperNames): string {
  return names.get(seat.organisation ?? seat.account ?? '') ?? '（不公开）';
}

function course({ proceeding, names, indexes }: DossierSource): Block {
  const { procedure, snapshot } = proceeding;
  return {
    kind: 'table',
    columns: [
      { title: '序号', align: 'center', width: 1.2 },
      { title: '时间', align: 'center', width: 3 },
      { title: '步骤', width: 4 },
      { title: '办理单位和人员', width: 4.5 },
      { title: '存证序号', align: 'center', width: 1.8 },
    ],
    rows: snapshot.history.map((past, at) => [
      String(at + 1),
      minuteText(past.at),
      procedure.acts[past.act]?.title ?? past.act,
      actorText(past, names),
      placeOf(indexes.get(past.entry)),
    ]),
  };
}

function placeOf(index: number | undefined): string {
  return index === undefined ? '待入账' : placeText(index);
}

function actorText({ by }: PastAct, { names }: PaperNames): string {
  const organisation = names.get(by.organisation ?? '');
  const person = names.get(by.account) ?? unnamedPerson;
  const titles = by.posts.map((post) => posts[post]).join('、');
  return [organisation, titles === '' ? person : `${person}（${titles}）`]
    .filter((part) => part !== undefined)
    .join('\n');
}

const natures = { right: '权利', duty: '义务', opening: '最早时间' } as const;
const statuses: Readonly<Record<DeadlineStatus, string>> = {
  running: '进行中',
  paused: '中止计算',
  met: '按期办理',
  'met-late': '逾期办理',
  overdue: '已逾期',
  lapsed: '已届满',
  open: '可以办理',
};

function deadlineTable({ deadlines, proceeding, law }: DossierSource): Block {
  if (deadlines.length === 0) return { kind: 'paragraph', text: '没有起算的时限。' };
  const { roles } = proceeding.procedure;
  return {
    kind: 'table',
    columns: [
      { title: '时限', width: 3 },
      { title: '责任方（性质）', width: 3.2 },
      { title: '起算', align: 'center', width: 3 },
      { title: '届满', align: 'center', width: 3 },
      { title: '情况', align: 'center', width: 2 },
      { title: '依据', width: 4.5 },
    ],
    rows: deadlines.map((run) => [
      run.title,
      `${roles[run.owner]?.title ?? run.owner}（${natures[run.nature]}）`,
      dayOf(run.startedAt),
      dueText(run, proceeding.procedure),
      statuses[run.status],
      run.policy === undefined ? citationText(run.basis, law) : `平台规则：${run.policy}`,
    ]),
  };
}

/** The last day, or the last moment where hours are counted. */
function dueText({ id, due }: RunningDeadline, procedure: Procedure): string {
  const isHours = procedure.deadlines[id]?.count.unit === 'hours';
  const day = isHours ? minuteText(due.until) : due.day;
  return due.certain ? day : `${day}（节假日安排尚未公布，暂计）`;
}

/** An instant as tables print it: 2026-11-23 09:00 in China. */
function minuteText(at: Instant): string {
  return addHours(at, 8).slice(0, 16).replace('T', ' ');
}

function actBlocks(source: DossierSource, past: PastAct, number: number): Block[] {
  const { proceeding, inputs, names } = source;
  const act = proceeding.procedure.acts[past.act];
  const { shown = {}, withheld = [] } = inputs.get(past.entry) ?? {};
  const title =
    act?.document === undefined ? (act?.title ?? past.act) : paperName(act.document, shown);
  const fields = act === undefined ? [] : describeForm(act.form);
  const chapterNumbers = formBlocks(fields, shown, names.names, [
    {
      ...pair('办理', `${signedAt(past.at)}　${actorText(past, names).replace('\n', ' ')}`),
      wide: true,
    },
  ]);
  return [
    { kind: 'heading', text: chapter(number, title) },
    ...chapterNumbers.map(asSection),
    ...toldBlocks(source.told.get(past.entry) ?? [], source.law, chapterNumbers).map(asSection),
    ...attachments(fields, shown),
    ...(withheld.length === 0
      ? []
      : [{ kind: 'note', text: `依法不向您公开的内容：${withheld.join('、')}。` } as const]),
  ];
}

/** The chapters of a single paper are sections of the dossier's chapter. */
function asSection(block: Block): Block {
  if (block.kind !== 'heading' || block.level === 2) return block;
  return {
    kind: 'heading',
    level: 2,
    text: block.text.replace(/^([一二三四五六七八九十]+)、/, '（$1）'),
  };
}

function closingNote({ baseUrl }: DossierSource): string {
  return `本案卷由平台根据存证账本中的记录生成。每一步骤的回执可以在事项页面下载，并在${baseUrl}/verify核验。`;
}
