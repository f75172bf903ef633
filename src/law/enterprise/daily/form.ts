import type { z } from 'zod';
import * as field from '#kernel/field.ts';

/** The daily record: a day of production item by item, or an idle day with its reason. */
export const dailyForm = field.form({
  dayType: field.choice('当日情况', { production: '正常生产经营', idle: '停产、休业' }),
  idleReason: field.optional(field.text('停产、休业原因')),
  riskList: field.optional(field.record('使用的风险管控清单', 'risk-control-list')),
  items: field.rows(
    '检查项目',
    {
      item: listItem(),
      result: field.choice('检查结果', {
        normal: '未发现问题',
        finding: '发现问题',
        'not-applicable': '当日不涉及',
      }),
      measured: field.optional(field.text('实测值')),
      note: field.optional(field.longText('情况说明')),
      photos: field.photos('照片'),
      immediateMeasure: field.optional(field.longText('即时措施')),
    },
    { min: 0 },
  ),
  challenge: field.optional(
    field.group('随机拍照项目', {
      checkpointSize: field.integer('账本检查点序号'),
      item: listItem(),
      photo: field.photos('照片', { min: 1, max: 1 }),
    }),
  ),
  filledAt: field.instant('填写时间（手机时钟）'),
  remark: field.optional(field.longText('备注')),
});

/** The code of an item, which the list of the day spells out. */
function listItem() {
  const shows = ['keyLink', 'riskPoint'];
  return field.text('清单项目编号', {
    max: 20,
    rowOf: { record: 'riskList', rows: 'items', key: 'code', shows },
  });
}

/** The record as it is kept. */
export type DailyRecord = z.output<typeof dailyForm>;
/** The answer to one item. */
export type DailyAnswer = DailyRecord['items'][number];
