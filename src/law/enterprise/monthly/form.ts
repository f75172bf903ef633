import type { z } from 'zod';
import * as field from '#kernel/field.ts';

/** The figures of a month, summed from its weekly reports; signed minutes must agree with them. */
export const monthFiguresForm = field.form({
  weeksExpected: field.integer('应排查周数', { max: 6 }),
  weeksReported: field.integer('已形成周报告', { max: 6 }),
  daysMissing: field.integer('日管控缺失天数', { max: 42 }),
  findings: field.integer('日管控发现问题'),
  discovered: field.integer('周排查发现问题'),
  incomingRejects: field.integer('进货查验不合格批次'),
  complaints: field.integer('投诉'),
  corrective: field.group('整改情况', {
    opened: field.integer('本月新增'),
    closed: field.integer('本月闭环'),
    open: field.integer('尚未闭环'),
    overdue: field.integer('其中逾期'),
  }),
});

/** The minutes: what the director reported, what the month was like, what the principal decided. */
export const monthlyForm = field.form({
  figures: field.group('本月数据（由平台汇总）', monthFiguresForm.shape),
  heldOn: field.date('会议日期'),
  attendees: field.people('参会人员', [], { max: 50 }),
  directorAbsence: field.optional(
    field.longText('质量安全总监未参会的原因', {
      max: 500,
      hint: '总监参会的不填。未能参会的，写明原因和听取其汇报的方式（如书面、电话）。',
    }),
  ),
  report: field.longText('质量安全总监汇报要点'),
  summary: field.longText('当月质量安全情况小结'),
  nextMonth: field.longText('下月重点工作安排'),
  decisions: field.rows(
    '调度决定',
    {
      content: field.longText('任务内容'),
      assignee: field.person('承办人', []),
      dueOn: field.date('完成期限'),
    },
    { min: 0, max: 30 },
  ),
});

/** The figures of a month. */
export type MonthFigures = z.output<typeof monthFiguresForm>;
/** The minutes as they are kept. */
export type MonthlyMinutes = z.output<typeof monthlyForm>;
