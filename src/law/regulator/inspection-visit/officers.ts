import * as field from '#kernel/field.ts';

/** Who visits: two at least, each with a certificate (order-2/22). */
export const officers = field.rows(
  '执法人员',
  {
    person: field.person('姓名', ['case-officer', 'sampler']),
    certificate: field.text('行政执法证号', { max: 30 }),
  },
  { min: 2, max: 10 },
);

type Officers = readonly { readonly person: string; readonly certificate: string }[];

/** Says what is wrong with the list of officers. */
export function checkOfficers(list: Officers): string | undefined {
  const people = new Set(list.map(({ person }) => person));
  const numbers = new Set(list.map(({ certificate }) => certificate));
  return people.size < list.length || numbers.size < list.length
    ? '检查人员不少于二人，同一人不得重复填写，证号不得相同。'
    : undefined;
}
