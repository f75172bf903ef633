import type { ExportTable } from '../tables/write-table.ts';
import type { PresentedPublication } from './present.ts';

const standings = { shown: '公示中', over: '已届满', withdrawn: '已撤回' } as const;

/** The list as a table: who stands on it since when and until when, and what was taken back and why. */
export function publicationTable(list: readonly PresentedPublication[]): ExportTable {
  return {
    sheet: '名单和公示信息',
    columns: [
      { title: '类别', key: 'kind' },
      { title: '名称', key: 'name', width: 36 },
      { title: '统一社会信用代码', key: 'code' },
      { title: '事由', key: 'grounds', width: 36 },
      { title: '决定文号', key: 'number' },
      { title: '作出机关', key: 'authority', width: 30 },
      { title: '决定日期', key: 'decidedOn', type: 'date' },
      { title: '公示日期', key: 'publishedOn', type: 'date' },
      { title: '公示至', key: 'until', type: 'date' },
      { title: '状态', key: 'standing' },
      { title: '撤回日期', key: 'withdrawnOn', type: 'date' },
      { title: '撤回原因', key: 'reason', width: 36 },
    ],
    rows: list.map((one) => ({
      kind: one.kindTitle,
      name: one.name,
      code: one.creditCode,
      grounds: one.grounds,
      number: one.number,
      authority: one.authority,
      decidedOn: one.decidedOn,
      publishedOn: one.publishedOn,
      until: one.until,
      standing: standings[one.standing],
      withdrawnOn: one.withdrawn?.on,
      reason: one.withdrawn?.reason,
    })),
  };
}
