import { calendarDays } from '#kernel/calendar/count.ts';
import { defineProcedure } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';

const basis = ['guidance/2.2', 'order-75/12', 'order-76/12'];

/** 交办任务: what the principal decided in the monthly review, until it is done and confirmed. */
export const assignedTask = defineProcedure({
  id: 'assigned-task',
  title: '月调度交办任务',
  basis,
  inForce: { from: '2023-05-05' },
  party: 'enterprise',
  named: 'content',
  subject: 'required',
  roles: {
    principal: {
      title: '主要负责人',
      kinds: ['enterprise'],
      posts: ['principal'],
      fills: 'subject',
    },
    assignee: { title: '承办人', kinds: ['enterprise'], fills: 'named' },
  },
  states: {
    assigned: { title: '办理中' },
    done: { title: '待确认' },
    closed: { title: '已办结', final: true },
    withdrawn: { title: '已撤销', final: true },
  },
  acts: {
    assign: {
      title: '交办',
      by: ['principal'],
      to: 'assigned',
      basis,
      form: field.form({
        content: field.longText('任务内容'),
        assignee: field.person('承办人', []),
        dueOn: field.date('完成期限'),
      }),
      seats: { assignee: 'assignee' },
      when: (facts, input) => (input.dueOn < facts.today ? past : undefined),
      then: (_facts, input) => [told(input.assignee, `请于${input.dueOn}前完成交办任务`)],
    },
    reassign: {
      title: '改派',
      by: ['principal'],
      from: 'assigned',
      basis,
      form: field.form({
        assignee: field.person('新的承办人', []),
        dueOn: field.date('完成期限'),
        reason: field.longText('改派原因'),
      }),
      seats: { assignee: 'assignee' },
      when: (facts, input) => (input.dueOn < facts.today ? past : undefined),
      then: (_facts, input) => [told(input.assignee, `请于${input.dueOn}前完成交办任务`)],
    },
    finish: {
      title: '报告完成',
      by: ['assignee'],
      from: 'assigned',
      to: 'done',
      basis,
      form: field.form({
        result: field.longText('完成情况'),
        evidence: field.files('佐证材料'),
      }),
      then: () => [
        {
          do: 'notify',
          to: { post: 'principal', of: 'subject' },
          title: '交办任务已报告完成，请确认',
        },
      ],
    },
    confirm: {
      title: '确认',
      by: ['principal'],
      from: 'done',
      to: { by: 'result', cases: { confirmed: 'closed', returned: 'assigned' } },
      basis,
      form: field.form({
        result: field.choice('确认结论', { confirmed: '同意办结', returned: '退回重办' }),
        opinion: field.optional(field.longText('意见')),
        dueOn: field.optional(field.date('重办期限')),
      }),
      when: (facts, input) => {
        if (input.result === 'confirmed') return undefined;
        if (input.opinion === undefined) return '退回重办的，请写明意见。';
        return input.dueOn === undefined || input.dueOn < facts.today ? past : undefined;
      },
      then: (facts, input) =>
        input.result === 'confirmed' ? [] : [told(assigneeOf(facts.seats), '交办任务被退回重办')],
    },
    withdraw: {
      title: '撤销任务',
      by: ['principal'],
      from: ['assigned', 'done'],
      to: 'withdrawn',
      optional: true,
      basis,
      form: field.form({ reason: field.longText('撤销原因', { min: 5 }) }),
    },
  },
  deadlines: {
    finish: {
      title: '完成交办任务',
      owner: 'assignee',
      nature: 'duty',
      starts: [
        { act: 'assign', on: 'dueOn' },
        { act: 'reassign', on: 'dueOn' },
        { act: 'confirm', on: 'dueOn', where: { field: 'result', is: 'returned' } },
      ],
      restarts: true,
      count: calendarDays(0),
      ends: ['finish', 'withdraw'],
      basis,
      policy: '完成期限由主要负责人在月调度中确定。',
      escalates: [
        { afterDays: 0, to: { role: 'assignee' } },
        { afterDays: 1, to: 'quality-safety-director' },
        { afterDays: 3, to: 'principal' },
      ],
    },
    confirm: {
      title: '确认完成情况',
      owner: 'principal',
      nature: 'duty',
      starts: { act: 'finish' },
      count: calendarDays(5),
      ends: ['confirm', 'withdraw'],
      basis,
      policy: '规章未规定确认期限，平台定为5日。',
      escalates: [{ afterDays: 0, to: 'principal' }],
    },
  },
});

const past = '完成期限请填写今天或者以后的日期。';

function told(account: string, title: string) {
  return { do: 'notify', to: { account }, title } as const;
}

function assigneeOf(seats: readonly { role: string; account?: string }[]): string {
  return seats.find((seat) => seat.role === 'assignee')?.account ?? '';
}
