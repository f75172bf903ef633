import type { z } from 'zod';
import * as field from '#kernel/field.ts';

/** The figures of a week, computed from what the platform holds; a signed report must agree with them. */
export const weekFiguresForm = field.form({
  daily: field.group('日管控情况', {
    expected: field.integer('应检查天数', { max: 7 }),
    recorded: field.integer('已记录天数', { max: 7 }),
    idle: field.integer('其中停产、休业天数', { max: 7 }),
    late: field.integer('其中补录天数', { max: 7 }),
    missing: field.integer('缺失天数', { max: 7 }),
    missingDays: field.text('缺失日期', { min: 0 }),
  }),
  findings: field.rows(
    '按关键环节汇总的问题',
    {
      keyLink: field.text('关键环节', { max: 40 }),
      count: field.integer('问题数', { min: 1 }),
      days: field.integer('出现天数', { min: 1, max: 7 }),
      details: field.longText('问题情况'),
    },
    { min: 0 },
  ),
  corrective: field.group('整改情况', {
    opened: field.integer('本周新增'),
    closed: field.integer('本周闭环'),
    open: field.integer('尚未闭环'),
    overdue: field.integer('其中逾期'),
  }),
  incomingRejects: field.integer('进货查验不合格批次'),
  complaints: field.integer('本周投诉'),
});

/** The weekly report: figures, what the director makes of them, and what the screening itself found. */
export const weeklyForm = field.form({
  figures: field.group('本周数据（由平台汇总）', weekFiguresForm.shape),
  discovered: field.rows(
    '周排查新发现的问题',
    {
      keyLink: field.text('关键环节', { max: 40 }),
      description: field.longText('问题描述'),
      immediateMeasure: field.optional(field.longText('已采取的即时措施')),
    },
    { min: 0, max: 50 },
  ),
  analysis: field.longText('风险分析'),
  measures: field.longText('治理措施'),
  nextSteps: field.longText('下周安排'),
  participants: field.optional(field.people('参加人员', [])),
});

/** The figures of a week. */
export type WeekFigures = z.output<typeof weekFiguresForm>;
/** The report as it is kept. */
export type WeeklyReport = z.output<typeof weeklyForm>;
