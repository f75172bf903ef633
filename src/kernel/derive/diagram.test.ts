import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarDays } from '../calendar/count.ts';
import { loan } from '../fixture/loan.ts';
import { stateDiagram } from './diagram.ts';

test('a procedure is drawn with its states, acts, branches and clocks', () => {
  assert.equal(
    stateDiagram(loan),
    `stateDiagram-v2
  state "已登记" as s_opened
  state "已告知" as s_told
  state "异议中" as s_objected
  state "已归还" as s_returned
  state "已办结" as s_closed
  [*] --> s_opened : 登记借用
  s_opened --> s_told : 书面告知
  s_told --> s_objected : 提出异议(限15日)
  s_objected --> s_closed : 处理异议(限24小时)【成立】
  s_objected --> s_told : 处理异议(限24小时)【不成立】
  s_told --> s_told : 延长归还期限、送交校准、校准完毕
  s_objected --> s_objected : 延长归还期限、送交校准、校准完毕
  s_told --> s_returned : 归还器具(限10个工作日)
  s_returned --> s_closed : 复核(30日后)
  s_closed --> [*]
`,
  );
});

test('titles cannot break the diagram and ids with hyphens become names', () => {
  const states = { 'not-yet': { title: '甲:"乙";丙', final: true } } as const;
  const open = { ...loan.acts['open']!, title: '登记#1', to: 'not-yet' };
  const drawn = stateDiagram({ ...loan, states, acts: { open } });
  assert.match(drawn, /state "甲  乙  丙" as s_not_yet/);
  assert.match(drawn, /\[\*\] --> s_not_yet : 登记 1/);
});

test('a yes-no branch is labelled with the answer', () => {
  const to = { by: 'fit', cases: { true: 'returned', false: 'told' } };
  const acts = { ...loan.acts, calibrated: { ...loan.acts['calibrated']!, to } };
  assert.match(stateDiagram({ ...loan, acts }), /s_told --> s_returned : 校准完毕【是】/);
});

test('an act that leads back has an arrow to every state out of which the other can be done', () => {
  const to = { by: 'result', cases: { upheld: 'closed', rejected: { before: 'object' } } };
  const acts = {
    ...loan.acts,
    object: { ...loan.acts['object']!, from: ['told', 'returned'] },
    settle: { ...loan.acts['settle']!, to },
  };
  const drawn = stateDiagram({ ...loan, acts });
  assert.match(drawn, /s_objected --> s_told : 处理异议\(限24小时\)【不成立】/);
  assert.match(drawn, /s_objected --> s_returned : 处理异议\(限24小时\)【不成立】/);
});

test('acts between the same two states share one arrow, and a title appears once', () => {
  const acts = {
    ...loan.acts,
    again: loan.acts['prolong']!,
    lose: { ...loan.acts['giveBack']!, title: '报失' },
  };
  const drawn = stateDiagram({ ...loan, acts });
  assert.match(drawn, /s_told --> s_returned : 归还器具\(限10个工作日\)、报失\n/);
  assert.match(drawn, /s_told --> s_told : 延长归还期限、送交校准、校准完毕\n/);
});

test('an opening on the next day reads as such', () => {
  const cooling = { ...loan.deadlines['cooling']!, count: calendarDays(0) };
  const drawn = stateDiagram({ ...loan, deadlines: { ...loan.deadlines, cooling } });
  assert.match(drawn, /复核\(次日起\)/);
});
