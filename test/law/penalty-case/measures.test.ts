import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filed, forms, who } from './setting.ts';

const urgent = { ...forms.seize, urgency: '正在转移' };

test('a seizure lasts thirty days, once thirty more, also over a holiday', () => {
  const matter = filed();
  matter.refuses('not-entitled', 'seize', who.officer, '2026-09-02', forms.seize);
  matter.refuses('condition-unmet', 'seize', who.chiefInTeam, '2026-09-02', forms.seize);
  const long = { ...forms.seize, days: 31 };
  matter.refuses('invalid-input', 'seize', who.chief, '2026-09-02', long);
  matter.does('seize', who.chief, '2026-09-02', forms.seize);
  assert.equal(matter.due('seizure', '2026-09-02'), '2026-10-02');
  matter.refuses('condition-unmet', 'seize', who.chief, '2026-09-03', forms.seize);
  const late = matter.fork();
  late.refuses('too-late', 'extendSeizure', who.chief, '2026-10-02T16:00:00Z', forms.extendSeizure);
  matter.does('extendSeizure', who.chief, '2026-10-02T15:59:59Z', forms.extendSeizure);
  assert.equal(matter.due('seizure', '2026-10-03'), '2026-11-01');
  matter.refuses('already-done', 'extendSeizure', who.chief, '2026-10-20', forms.extendSeizure);
  assert.equal(matter.clock('seizure', '2026-11-01T16:00:00Z')?.status, 'overdue');
  matter.does('releaseSeizure', who.officer, '2026-11-01', forms.releaseSeizure);
  matter.refuses(
    'condition-unmet',
    'releaseSeizure',
    who.officer,
    '2026-11-02',
    forms.releaseSeizure,
  );
});

test('a seizure that was decided for fewer days ends with them, and is lengthened from there', () => {
  const matter = filed();
  const { effects } = matter.does('seize', who.chief, '2026-09-02', { ...forms.seize, days: 10 });
  assert.ok(effects.some((one) => one.do === 'notify' && one.title.endsWith('期限10日')));
  assert.equal(matter.due('seizure', '2026-09-02'), '2026-09-12');
  matter.does('extendSeizure', who.chief, '2026-09-11', forms.extendSeizure);
  assert.equal(matter.due('seizure', '2026-09-11'), '2026-10-12');
});

test('testing leaves the period of a seizure only where the party was told it in writing', () => {
  for (const [periodTold, due] of [
    [true, '2026-08-19'],
    [false, '2026-08-08'],
  ] as const) {
    const matter = filed();
    matter.does('seize', who.chief, '2026-07-09', forms.seize);
    matter.does('sendForTest', who.officer, '2026-07-10', { ...forms.sendForTest, periodTold });
    matter.does('receiveTest', who.officer, '2026-07-21', forms.receiveTest);
    assert.equal(matter.due('seizure', '2026-07-22'), due);
    // The case's own period leaves it out either way.
    assert.equal(matter.due('decision', '2026-07-22'), '2026-10-17');
  }
});

test('an urgent seizure is approved within twenty-four hours, or lifted at once', () => {
  const matter = filed();
  matter.does('seizeUrgently', who.officer, '2026-07-10T02:00:00Z', urgent);
  const due = matter.clock('seizure-approval', '2026-07-10')?.due.until;
  assert.equal(due, '2026-07-11T02:00:00.000Z');
  const lifted = matter.fork();
  lifted.does('liftSeizure', who.chief, '2026-07-10', { number: '解1', reason: '不紧急' });
  lifted.refuses(
    'condition-unmet',
    'releaseSeizure',
    who.officer,
    '2026-07-11',
    forms.releaseSeizure,
  );
  lifted.does('seize', who.chief, '2026-07-11', forms.seize);
  const late = matter.fork();
  const opinion = { opinion: '同意' };
  assert.ok(late.does('confirmSeizure', who.chief, '2026-07-11T02:00:00Z', opinion).late);
  assert.ok(!matter.does('confirmSeizure', who.chief, '2026-07-11T01:59:59Z', opinion).late);
  matter.refuses('condition-unmet', 'confirmSeizure', who.chief, '2026-07-12', opinion);
});

test('a seizure is carried out by two officers with certificates', () => {
  const [first] = forms.seize.officers;
  const twice = { ...urgent, officers: [first, first] };
  filed().refuses('condition-unmet', 'seizeUrgently', who.officer, '2026-07-10', twice);
  filed().refuses('condition-unmet', 'seizeUrgently', who.outsider, '2026-07-10', urgent);
});

test('kept evidence is dealt with in seven working days before more is kept', () => {
  const matter = filed();
  matter.refuses(
    'condition-unmet',
    'handlePreserved',
    who.officer,
    '2026-07-09',
    forms.handlePreserved,
  );
  matter.does('preserve', who.officer, '2026-07-09', forms.preserve);
  assert.equal(matter.due('preservation', '2026-07-09'), '2026-07-20');
  matter.refuses('condition-unmet', 'preserve', who.officer, '2026-07-10', forms.preserve);
  matter.does('handlePreserved', who.officer, '2026-07-20', forms.handlePreserved);
  assert.equal(matter.clock('preservation', '2026-07-21')?.status, 'met');
});
