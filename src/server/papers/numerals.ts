const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** A number from 1 to 99 as headings count: 一, 十, 十二, 二十三. @throws RangeError outside of it. */
export function chineseNumeral(number: number): string {
  if (!Number.isInteger(number) || number < 1 || number > 99) {
    throw new RangeError(`no heading has the number ${number}`);
  }
  const tens = Math.floor(number / 10);
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}十`;
  return `${ten}${digits[number % 10]}`;
}

/** The heading of a chapter, GB/T 9704-2012 §7.3.3: 一、 before the title; from the hundredth on without a number. */
export function chapter(number: number, title: string): string {
  return number > 99 ? title : `${chineseNumeral(number)}、${title}`;
}
