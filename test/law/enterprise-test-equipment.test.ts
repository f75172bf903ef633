import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entrustedLaboratory } from '#law/enterprise/laboratory/entrusted-laboratory.ts';
import { testEquipment } from '#law/enterprise/laboratory/test-equipment.ts';
import { deadlinesOf } from '#kernel/due.ts';
import { calendar, defectsOf, file, play, worker } from './enterprise-setting.ts';

const at = '2026-11-20T01:00:00Z';
const calibration = {
  kind: 'verification',
  certificate: 'JD-2026-1',
  issuer: '赣州市计量所',
  doneOn: '2026-11-10',
  dueOn: '2027-11-09',
  files: [file('a')],
};
const registered = {
  number: 'SB-01',
  name: '推拉力计',
  model: 'HP-100',
  range: '0～100 N',
  accuracy: '0.5级',
  location: '检验室',
  items: '插拔力',
  ...calibration,
};
const step = (act: string, input: object, when = at) => ({ act, actor: worker, at: when, input });
const open = step('register', registered);

test('the definitions are sound', () => {
  assert.deepEqual(defectsOf(testEquipment), []);
  assert.deepEqual(defectsOf(entrustedLaboratory), []);
});

test('an instrument is in use until the day of its certificate, and calibrated again from then on', () => {
  const { snapshot } = play(testEquipment, [open]);
  assert.equal(snapshot.state, 'in-use');
  const [clock] = deadlinesOf(testEquipment, snapshot.history, calendar, at);
  assert.equal(clock?.due.day, '2027-11-09');
  const again = { ...calibration, doneOn: '2027-11-01', dueOn: '2028-10-31', result: 'pass' };
  const later = play(testEquipment, [open, step('calibrate', again, '2027-11-02T01:00:00Z')]);
  assert.ok(later.answer.ok);
  const due = deadlinesOf(testEquipment, later.snapshot.history, calendar, at);
  assert.equal(due.at(-1)?.due.day, '2028-10-31');
});

test('what failed is out of use until it passes, and its earlier results are looked at', () => {
  const failed = { ...calibration, result: 'fail' };
  assert.ok(!play(testEquipment, [open, step('calibrate', failed)]).answer.ok);
  const said = { ...failed, impact: '十月以来的插拔力重新检验' };
  const { snapshot, answer } = play(testEquipment, [open, step('calibrate', said)]);
  assert.ok(answer.ok && answer.effects[0]?.do === 'notify');
  assert.equal(snapshot.state, 'stopped');
  const passed = step('calibrate', { ...calibration, result: 'pass' });
  const back = play(testEquipment, [open, step('calibrate', said), passed]);
  assert.equal(back.snapshot.state, 'in-use');
});

test('what is overdue, or has impossible days, is not registered', () => {
  const refused = (own: object) => {
    const { answer } = play(testEquipment, [step('register', { ...registered, ...own })]);
    return answer.ok ? '' : answer.sentence;
  };
  assert.match(refused({ doneOn: '2025-11-10', dueOn: '2026-11-19' }), /已到期/);
  assert.match(refused({ doneOn: '2026-11-21' }), /不能晚于今天/);
  assert.match(refused({ doneOn: '2026-11-10', dueOn: '2026-11-10' }), /已到期/);
});
