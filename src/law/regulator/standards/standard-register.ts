import type { z } from 'zod';
import { defineBook } from '#kernel/definition.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { standardNatures } from '#kernel/product/standard.ts';
import type { ListedStandard } from '#kernel/product/standard.ts';
import { classTitles } from '../certificates/parts.ts';
import { readNumbers, readStandardNumber } from './number.ts';

const registerForm = field.form({
  source: field.text('来源', { hint: '发布公告的名称和文号，或者查询平台' }),
  standards: field.rows(
    '标准',
    {
      number: field.text('标准编号', { max: 60, hint: '例如GB 175-2023' }),
      title: field.text('标准名称'),
      nature: field.optional(field.choice('性质', standardNatures)),
      publishedOn: field.optional(field.date('发布日期')),
      from: field.date('实施日期'),
      replaces: field.optional(field.text('代替的标准', { hint: '多项用顿号分隔' })),
      abolishedOn: field.optional(field.date('废止日期', { hint: '没有新标准代替而废止的' })),
      classes: field.optional(field.choices('涉及的产品类别', classTitles)),
    },
    { max: 5000 },
  ),
});

/** A row of the register as it is written into a form or read from a table. */
export type StandardRow = z.output<typeof registerForm>['standards'][number];

/** 标准登记簿: the standards that products are judged by, kept by the province; a row entered again replaces itself. */
export const standardRegister = defineBook({
  id: 'standard-register',
  title: '产品标准登记簿',
  basis: ['guidance/2.3', 'guidance/3.3', 'standardization-law/25', 'standardization-law/27'],
  inForce: { from: '2025-10-27' },
  party: 'regulator',
  keeper: { kinds: ['market-regulator'], posts: ['leader', 'administrator'] },
  holds: 'list',
  retention: {
    years: 10,
    policy: '法律没有规定平台标准登记簿由谁维护、保存多久，平台定为由省级维护、保存十年。',
  },
  form: registerForm,
  when: checkRegister,
  then: (_facts, { standards }) => [{ do: 'standards', list: standards.map(listed) }],
});

function checkRegister(facts: DutyFacts, { standards }: z.output<typeof registerForm>) {
  if (facts.organisation.region % 10_000 !== 0) {
    return {
      code: 'not-entitled',
      sentence: '产品标准登记簿由省级市场监管部门维护。',
    } as const;
  }
  const rows = standards
    .entries()
    .map(([at, row]) => rowDefects(row).map((one) => [at, one] as const));
  const [wrong] = [...rows].flat();
  if (wrong !== undefined) {
    const [at, { sentence }] = wrong;
    return `第${at + 1}项：${sentence}。`;
  }
  const numbers = standards.map(({ number }) => readStandardNumber(number)?.number);
  const twice = numbers.find((number, at) => numbers.indexOf(number) !== at);
  return twice === undefined ? undefined : `${twice}重复，每项标准只能有一行。`;
}

/** What is wrong with a row, by the name of the column; shared by the form and the import of tables. */
export function rowDefects(
  row: StandardRow,
): { readonly column: keyof StandardRow; readonly sentence: string }[] {
  const read = readStandardNumber(row.number);
  if (read === undefined) return [{ column: 'number', sentence: `“${row.number}”不是标准编号` }];
  if (read.level === 'enterprise') {
    return [{ column: 'number', sentence: '企业标准由企业自我声明公开，不列入登记簿' }];
  }
  const replaced = readNumbers(row.replaces ?? '');
  return [
    ...(row.nature === undefined || row.nature === read.nature
      ? []
      : [
          {
            column: 'nature' as const,
            sentence: `按编号${read.number}应为${standardNatures[read.nature]}标准`,
          },
        ]),
    ...(row.publishedOn !== undefined && row.publishedOn > row.from
      ? [{ column: 'from' as const, sentence: '实施日期不能早于发布日期' }]
      : []),
    ...(row.abolishedOn !== undefined && row.abolishedOn <= row.from
      ? [{ column: 'abolishedOn' as const, sentence: '废止日期应当晚于实施日期' }]
      : []),
    ...replaced.unread.map((text) => ({
      column: 'replaces' as const,
      sentence: `代替的“${text}”不是标准编号`,
    })),
    ...(replaced.numbers.includes(read.number)
      ? [{ column: 'replaces' as const, sentence: '标准不能代替自己' }]
      : []),
  ];
}

function listed(row: StandardRow): ListedStandard {
  const read = readStandardNumber(row.number);
  if (read === undefined || read.level === 'enterprise') throw new Error(`no ${row.number}`);
  const { number, level, nature } = read;
  const { title, publishedOn, from, abolishedOn } = row;
  const replaces = readNumbers(row.replaces ?? '').numbers;
  const classes = row.classes ?? [];
  return { number, title, level, nature, publishedOn, from, abolishedOn, replaces, classes };
}
