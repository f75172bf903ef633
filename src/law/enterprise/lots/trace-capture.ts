import { defineBook } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { taking } from './taking.ts';

/** What happens to the other events of a document in which one is wrong. */
export const captureBehaviours = {
  rollback: '全部不采集',
  proceed: '跳过有误的，其余照常采集',
} as const;

/**
 * 追溯事件采集: each document of trace events that an enterprise's system hands in is one entry. The entry carries the
 * document's hash, so that anybody who has the document can prove when it was handed in and that it is unchanged. What its
 * events tell of the house's lots becomes part of their register.
 */
export const traceCapture = defineBook({
  id: 'trace-capture',
  title: '追溯事件采集记录',
  basis: ['guidance/2.5'],
  inForce: { from: '2025-10-27' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise'] },
  holds: 'list',
  retention: {
    years: 5,
    policy: '批次由采集的事件得出；法律未定追溯记录的年限，与批次登记相同，取召回记录的五年。',
  },
  intake: '采集记录随追溯事件文件生成，不能手工填写，请在“追溯事件”中上传文件。',
  takes: taking,
  form: field.form({
    document: field.text('文件摘要（SHA-256）', { hint: '任何人持有原文件，都可以核对摘要。' }),
    size: field.integer('文件大小', { unit: '字节' }),
    events: field.integer('事件数', { unit: '个' }),
    behaviour: field.choice('有误时', captureBehaviours),
    createdAt: field.optional(field.instant('文件生成时间')),
    sender: field.optional(field.text('发送方')),
  }),
});
