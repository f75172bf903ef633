import { toHex } from '#ledger/bytes.ts';
import type { Policy } from '#ledger/cosignature.ts';
import { placeText } from '#ledger/position.ts';
import type { PresenceResult, ReceiptResult } from '#ledger/receipt.ts';
import type { FieldWords, Words } from '#server/ledger/present.ts';

/** One line of a report: a value, or further lines. */
export interface Line {
  readonly label: string;
  readonly value: string | readonly Line[];
}

/** Lines that belong together. */
export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** What ids mean, where it is known; a receipt is valid without. */
export interface Meanings {
  readonly words?: Words;
  /** Party of each witness by its name. */
  readonly parties?: Readonly<Record<string, string>>;
}

type Fields = Readonly<Record<string, unknown>>;

/** Says in Chinese what a verified receipt proves: who did what and when, what was recorded, and who saw it. */
export function reportOf(
  result: ReceiptResult & { ok: true },
  policy: Policy,
  meanings: Meanings,
): Section[] {
  const value = isFields(result.value) ? result.value : {};
  const isEntry = value['format'] === 'sifang-entry/v1';
  const proof = proofSection(result, policy, meanings);
  if (result.erased) {
    const said = '记录内容已依法删除。本回执只证明确有一条记录以此哈希入账，不能证明其内容。';
    return [{ title: '记录内容', lines: [{ label: '已依法删除', value: said }] }, proof];
  }
  if (!isEntry) {
    const lines = [{ label: '原文', value: JSON.stringify(result.value, null, 2) }];
    return [{ title: '记录内容', lines }, proof];
  }
  return [...entrySections(value, meanings.words), proof];
}

/** Says in Chinese what is proved of an entry that the reader may not read: that it is there, where, and who saw it. */
export function presenceOf(
  entry: string,
  contentHash: string,
  result: PresenceResult & { ok: true },
  policy: Policy,
  meanings: Meanings,
): Section[] {
  const about = [
    { label: '存证编号', value: entry },
    { label: '内容摘要', value: contentHash },
  ];
  return [{ title: '所查编号', lines: about }, proofSection(result, policy, meanings)];
}

function entrySections(value: Fields, words: Words | undefined): Section[] {
  const by = isFields(value['by']) ? value['by'] : {};
  const definition = words?.definitions[text(value['definition'])];
  const act = definition?.acts[text(value['act'])];
  const posts = Array.isArray(by['posts']) ? by['posts'].map(text) : [];
  return [
    {
      title: '何人',
      lines: lines([
        ['账号编号', by['account']],
        ['岗位', posts.map((post) => words?.posts[post] ?? post).join('、')],
        ['所在单位编号', by['organisation'] ?? '（个人）'],
      ]),
    },
    {
      title: '何时',
      lines: lines([
        ['平台收到时间', momentOf(value['at'])],
        ['设备显示时间', momentOf(value['clientAt'])],
        ['所属期首日', value['period']],
        ['是否逾期', value['late'] === true ? '是' : '否'],
        ['逾期、提前或者更正原因', value['lateReason']],
      ]),
    },
    {
      title: '何事',
      lines: lines([
        ['事项', definition?.title ?? value['definition']],
        ['步骤', act?.title ?? value['act']],
        ['记录编号', value['id']],
        ['所记单位编号', value['organisation']],
        ['行政区划代码', value['region']],
        ['所属事项编号', value['proceeding']],
        ['更正的记录编号', value['corrects']],
        ['由哪条记录引起', value['cause']],
      ]),
    },
    {
      title: '记录内容',
      lines: isFields(value['input']) ? fieldLines(value['input'], act?.fields ?? {}) : [],
    },
  ];
}

function proofSection(
  { index, checkpoint, cosignatures }: PresenceResult & { ok: true },
  { witnesses, quorum }: Policy,
  { words, parties }: Meanings,
): Section {
  const seen = cosignatures.map(({ witness, timestamp }) => {
    const party = parties?.[witness] ?? '';
    return {
      label: words?.parties[party] ?? '见证方',
      value: `${witness}\n${secondsOf(timestamp)}`,
    };
  });
  return {
    title: '存证',
    lines: [
      { label: '账本', value: checkpoint.origin },
      { label: '序号', value: `${placeText(index)}（自0起为${index}）` },
      { label: '检查点', value: `共${checkpoint.size}条` },
      { label: '根哈希', value: toHex(checkpoint.root) },
      {
        label: '见证',
        value: `${seen.length}方签名有效（策略列${witnesses.length}方，要求不少于${quorum}方）`,
      },
      ...seen,
    ],
  };
}

function fieldLines(input: Fields, words: Readonly<Record<string, FieldWords>>): Line[] {
  return Object.entries(input).map(([name, value]) => {
    const word = words[name];
    const unit = word?.unit === undefined ? '' : `（${word.unit}）`;
    return { label: `${word?.label ?? name}${unit}`, value: fieldValue(value, word) };
  });
}

function fieldValue(value: unknown, word: FieldWords | undefined): string | Line[] {
  if (isFields(value)) return fieldLines(value, word?.fields ?? {});
  if (Array.isArray(value) && value.some(isFields)) {
    return value.map((row, index) => ({
      label: `第${index + 1}行`,
      value: fieldValue(row, word),
    }));
  }
  const one = (part: unknown) => word?.options?.[text(part)] ?? readable(part);
  return Array.isArray(value) ? value.map(one).join('、') || '（无）' : one(value);
}

function readable(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  const written = text(value);
  // An instant in a form; everything else is shown as it was recorded.
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(written) ? (momentOf(written) ?? written) : written;
}

function lines(pairs: readonly (readonly [label: string, value: unknown])[]): Line[] {
  return pairs
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([label, value]) => ({ label, value: text(value) }));
}

function momentOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? value : `${beijing(ms)}（北京时间）`;
}

function secondsOf(timestamp: number): string {
  const ms = timestamp * 1000;
  return Math.abs(ms) > 8.64e15 ? String(timestamp) : `${beijing(ms)}（北京时间）`;
}

/** Computed and not formatted by locale, so that it reads the same everywhere. */
function beijing(ms: number): string {
  const date = new Date(ms + 8 * 3_600_000);
  return date.toISOString().slice(0, 19).replace('T', ' ');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
