import type { Place, TableRefusal, TableRefusalCode } from './table.ts';

const SENTENCES: Record<TableRefusalCode, (detail: string) => string> = {
  empty: () => '表格里没有数据，请填写后再导入。',
  'too-large': (limit) => `文件超过 ${limit} MB，请拆分成几个文件后分别导入。`,
  'not-a-table': () => '这不是 XLSX 或者 CSV 表格，请用本系统的模板填写后再导入。',
  'old-format': () => '这是旧版 .xls 或者加了密码的表格，请去掉密码并另存为 .xlsx 后再导入。',
  macro: () => '表格里带有宏，请另存为不带宏的 .xlsx 后再导入。',
  'zip-bomb': () => '文件解压后过大，疑似恶意文件，没有读取。请用表格软件重新保存后再导入。',
  damaged: () => '文件不完整或者已经损坏，请用表格软件重新保存后再导入。',
  encoding: () => '无法识别文件的文字编码，请另存为“CSV UTF-8”或者 .xlsx 后再导入。',
  quotes: (place) => `${place}的引号不成对，请改正或者另存为 .xlsx 后再导入。`,
  'merged-cells': (place) => `${place}有合并的单元格，请取消合并，并让第一行就是列名，然后再导入。`,
  formula: (place) => `${place}是公式，请复制后用“选择性粘贴”改成数值，然后再导入。`,
  'error-value': (place) => `${place}是错误值，请改正后再导入。`,
  'digits-lost': (place) =>
    `${place}的长数字已经被表格软件改写，末尾几位不可靠。请把这一列设为“文本”格式，重新填写后再导入。`,
  'header-missing': (place) => `${place}有内容，但是这一列没有列名，请补上列名或者删去内容。`,
  'header-twice': (detail) => `列名${detail}，请改成不同的列名。`,
  'too-many-rows': (limit) => `数据超过 ${limit} 行，请拆分成几个文件后分别导入。`,
  'too-many-columns': (limit) => `表格超过 ${limit} 列，请删去多余的列后再导入。`,
  'cell-too-long': (place) => `${place}的文字过长，请缩短后再导入。`,
  'too-much-memory': () => '表格内容过大，超出了处理能力，请拆分成几个文件后分别导入。',
  timeout: () => '表格读取时间过长，已经停止，请拆分成几个文件后分别导入。',
  busy: () => '现在导入的人较多，请稍后再试。',
};

/**
 * Makes a refusal with its sentence.
 * @param detail a number for the limits, the titles for 'header-twice'; places are worded by `refuseAt`
 */
export function refuse(code: TableRefusalCode, detail: string | number = ''): TableRefusal {
  return { ok: false, code, sentence: SENTENCES[code](String(detail)) };
}

/** Makes a refusal that names a row and a column, so that the user can find the cell. */
export function refuseAt(code: TableRefusalCode, place: Place, title?: string): TableRefusal {
  const { line, column } = place;
  const letters = column === undefined ? undefined : columnLetters(column);
  const named = title === undefined || title === '' ? '' : `（${title}）`;
  const where = letters === undefined ? `第 ${line} 行` : `第 ${line} 行 ${letters} 列${named}`;
  const found = { ok: false, code, sentence: SENTENCES[code](where), line } as const;
  return letters === undefined ? found : { ...found, column: letters };
}

/** The name spreadsheet programs give a column: 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  const letter = String.fromCharCode(65 + (column % 26));
  return rest === 0 ? letter : columnLetters(rest - 1) + letter;
}
