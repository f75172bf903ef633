/** A recall that was published elsewhere, as far as rows are compared. */
export interface BulletinItem {
  readonly publishedOn: string;
  readonly producer: string;
  readonly product: string;
  readonly model?: string | undefined;
  readonly link?: string | undefined;
}

/** What is wrong with rows that are filled in: where, and why. */
export interface BulletinFault {
  /** Place in the list, from nought. */
  readonly row: number;
  readonly field: keyof BulletinItem;
  readonly sentence: string;
}

/** Everything that keeps rows from being published, for the act and for whoever only tries. */
export function bulletinFaults(
  rows: readonly BulletinItem[],
  today: string,
): readonly BulletinFault[] {
  const keys = rows.map(bulletinKey);
  return rows.flatMap((item, row): BulletinFault[] => [
    ...(item.publishedOn > today
      ? [{ row, field: 'publishedOn' as const, sentence: '的发布日期不能晚于今天' }]
      : []),
    ...(keys.indexOf(bulletinKey(item)) === row
      ? []
      : [{ row, field: 'product' as const, sentence: '重复，每项召回只能有一行' }]),
    ...(item.link === undefined || isWebAddress(item.link)
      ? []
      : [
          {
            row,
            field: 'link' as const,
            sentence: '的原文链接须是以http://或者https://开头的网址',
          },
        ]),
  ]);
}

/** Whoever reads the public list is led nowhere but to a page. */
function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text);
}

/** What makes two rows the same recall. */
export function bulletinKey({ publishedOn, producer, product, model = '' }: BulletinItem): string {
  return [publishedOn, producer, product, model].join(' ');
}
