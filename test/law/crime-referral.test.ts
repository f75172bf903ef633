import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadLaw } from '#kernel/law.ts';
import { clauses } from '#law/clauses/all.ts';
import { calendar } from '#law/holidays.ts';
import { crimeReferral } from '#law/industry/crime-referral.ts';
import { accountOf, file, person, play, uuid } from './play.ts';
import type { Play } from './play.ts';

const bureau = {
  id: uuid(61),
  kind: 'market-regulator',
  level: 'county',
  region: 360_981,
} as const;
const other = {
  id: uuid(62),
  kind: 'industry-department',
  level: 'county',
  region: 360_981,
} as const;
const station = { id: uuid(63), kind: 'police', level: 'county', region: 360_981 } as const;
const branch = { id: uuid(64), kind: 'police', level: 'city', region: 360_900 } as const;

const who = {
  officer: person('执法甲', ['case-officer'], bureau),
  second: person('执法乙', ['case-officer'], bureau),
  outsider: person('执法丙', ['case-officer'], bureau),
  chief: person('局长', ['leader'], bureau),
  /** A leader who sat in the team. */
  teamLeader: person('执法乙', ['leader'], bureau),
  otherChief: person('别局局长', ['leader'], other),
  police: person('民警', ['police-officer'], station),
  branch: person('支队民警', ['police-officer'], branch),
};

const forms = {
  open: {
    caseName: '某厂生产销售伪劣电缆案',
    suspect: '某电缆厂',
    offence: 'fake-goods',
    sales: '186000.00',
    facts: '铜导体截面不足',
    team: [accountOf('执法甲'), accountOf('执法乙')],
  },
  report: { findings: '销售金额十八万余元', opinion: '移送公安机关', evidence: [file] },
  transfer: {
    police: station.id,
    letterNumber: '丰市监移2026-1',
    letter: [file],
    investigation: [file],
    inventory: [file],
    testReports: [file],
    others: [],
  },
  acknowledge: { receiptNumber: '回1', competent: 'yes', signedBy: accountOf('民警') },
  filed: { decision: 'filed', noticeNumber: '立字1', papersReturned: false },
  notFiled: {
    decision: 'not-filed',
    noticeNumber: '不立字1',
    reason: '金额不足',
    papersReturned: true,
  },
  request: { reason: '销售金额已达标准', request: [file] },
  suggestion: { procuratorate: '丰城市人民检察院', reason: '应当立案', letter: [file] },
  handOver: {
    items: [{ name: '电缆', quantity: 12, unit: '卷' }],
    papers: '案卷三册',
    record: [file],
  },
};

function receipt(receivedOn: string) {
  return { receivedOn, notice: [file] };
}

function start(): Play {
  return play({ procedure: crimeReferral, region: 360_981 });
}

/** Reported to the chief on 30 September 2026 at ten in the morning. */
function reported(): Play {
  const matter = start();
  matter.does('open', who.officer, '2026-09-28', forms.open);
  matter.does('report', who.second, '2026-09-30T02:00:00Z', forms.report);
  return matter;
}

/** Approved on 2 October at three in the afternoon, transferred the next morning, receipt signed at noon. */
function received(): Play {
  const matter = reported();
  matter.does('decide', who.chief, '2026-10-02T07:00:00Z', { decision: 'approved' });
  matter.does('transfer', who.officer, '2026-10-03T01:00:00Z', forms.transfer);
  matter.does('acknowledge', who.police, '2026-10-03', forms.acknowledge);
  return matter;
}

/** Filing refused; the notice of it received on 7 October. */
function refused(): Play {
  const matter = received();
  matter.does('decideFiling', who.police, '2026-10-06', forms.notFiled);
  matter.does('receiveRefusal', who.officer, '2026-10-07', receipt('2026-10-07'));
  return matter;
}

test('the definition loads', () => {
  const law = loadLaw([crimeReferral], clauses, calendar);
  assert.equal(law.procedure('crime-referral', '2026-10-01'), crimeReferral);
});

test('approved, transferred, filed, handed over', () => {
  const matter = received();
  matter.does('decideFiling', who.police, '2026-10-06', forms.filed);
  matter.does('receiveFiling', who.officer, '2026-10-08', receipt('2026-10-07'));
  assert.equal(matter.due('hand-over', '2026-10-08'), '2026-10-10');
  matter.does('handOver', who.officer, '2026-10-09', forms.handOver);
  matter.refuses('condition-unmet', 'confirmHandover', who.police, '2026-10-09', {
    complete: false,
  });
  matter.does('confirmHandover', who.police, '2026-10-09', { complete: true });
  assert.equal(matter.state, 'closed');
});

test('the chief decides in three calendar days, holiday or not; the transfer follows in 24 hours', () => {
  const matter = reported();
  assert.equal(matter.due('decision', '2026-10-01'), '2026-10-03');
  assert.equal(matter.clock('decision', '2026-10-03T15:59:59Z')?.status, 'running');
  assert.equal(matter.clock('decision', '2026-10-03T16:00:00Z')?.status, 'overdue');
  matter.does('decide', who.chief, '2026-10-02T07:00:00Z', { decision: 'approved' });
  assert.equal(
    matter.clock('transfer', '2026-10-02T08:00:00Z')?.due.until,
    '2026-10-03T07:00:00.000Z',
  );
  const late = matter.fork().does('transfer', who.officer, '2026-10-03T07:00:00Z', forms.transfer);
  assert.ok(late.late);
  assert.ok(!matter.does('transfer', who.officer, '2026-10-03T06:59:59Z', forms.transfer).late);
});

test('a team of two at least, from whose report another person decides, of the same office', () => {
  const matter = start();
  const alone = { ...forms.open, team: [accountOf('执法甲')] };
  const small = matter.refuses('invalid-input', 'open', who.officer, '2026-09-28', alone);
  assert.deepEqual(
    small.issues?.map(({ path, sentence }) => [path, sentence]),
    [['team', '至少选择2人']],
  );
  matter.refuses('condition-unmet', 'open', who.outsider, '2026-09-28', forms.open);
  matter.refuses('wrong-state', 'report', who.officer, '2026-09-28', forms.report);
  matter.does('open', who.officer, '2026-09-28', forms.open);
  matter.refuses('condition-unmet', 'report', who.outsider, '2026-09-29', forms.report);
  matter.does('report', who.officer, '2026-09-30', forms.report);
  const yes = { decision: 'approved' };
  matter.refuses('not-entitled', 'decide', who.otherChief, '2026-10-01', yes);
  matter.refuses('not-entitled', 'decide', who.second, '2026-10-01', yes);
  matter.refuses('condition-unmet', 'decide', who.teamLeader, '2026-10-01', yes);
  matter.refuses(
    'separation-of-duties',
    'decide',
    { ...who.officer, posts: ['leader'] },
    '2026-10-01',
    yes,
  );
  matter.does('decide', who.chief, '2026-10-01', yes);
});

test('a refusal to transfer gives its reasons; the office then acts itself', () => {
  const matter = reported();
  matter.refuses('condition-unmet', 'decide', who.chief, '2026-10-01', {
    decision: 'not-approved',
  });
  matter.does('decide', who.chief, '2026-10-01', {
    decision: 'not-approved',
    reason: '未达追诉标准',
  });
  matter.refuses('wrong-state', 'transfer', who.officer, '2026-10-01', forms.transfer);
  const penalty = { outcome: 'penalty', reason: '依产品质量法处罚' };
  matter.refuses('condition-unmet', 'handleItself', who.officer, '2026-10-09', penalty);
  matter.does('handleItself', who.officer, '2026-10-09', {
    ...penalty,
    caseNumber: '丰市监罚2026-8',
  });
});

test('the transfer carries its papers', () => {
  const matter = reported();
  matter.does('decide', who.chief, '2026-10-02', { decision: 'approved' });
  const { inventory: _inventory, ...short } = forms.transfer;
  matter.refuses('invalid-input', 'transfer', who.officer, '2026-10-02', { ...short });
  const untested = { ...forms.transfer, testReports: [] };
  matter.refuses('condition-unmet', 'transfer', who.officer, '2026-10-02', untested);
  matter.does('transfer', who.officer, '2026-10-02', { ...untested, noTestReason: '无需检验' });
});

test('police that are not competent send the case on in 24 hours, and the next sign anew', () => {
  const matter = reported();
  matter.does('decide', who.chief, '2026-10-02', { decision: 'approved' });
  matter.does('transfer', who.officer, '2026-10-02', forms.transfer);
  matter.refuses('not-entitled', 'acknowledge', who.branch, '2026-10-02', forms.acknowledge);
  const elsewhere = { ...forms.acknowledge, competent: 'no' };
  matter.does('acknowledge', who.police, '2026-10-03T00:00:00Z', elsewhere);
  assert.equal(matter.clock('reroute', '2026-10-03')?.due.until, '2026-10-04T00:00:00.000Z');
  assert.equal(matter.clock('filing', '2026-10-03'), undefined);
  const same = { police: station.id, notice: [file] };
  matter.refuses('condition-unmet', 'reroute', who.police, '2026-10-03', same);
  matter.does('reroute', who.police, '2026-10-03', { ...same, police: branch.id });
  matter.refuses('not-entitled', 'acknowledge', who.police, '2026-10-04', forms.acknowledge);
  matter.does('acknowledge', who.branch, '2026-10-04', forms.acknowledge);
  assert.equal(matter.due('filing', '2026-10-04'), '2026-10-07');
});

test('the police decide on filing in three days, with reasons and the papers where they refuse', () => {
  const matter = received();
  assert.equal(matter.due('filing', '2026-10-03'), '2026-10-06');
  assert.equal(matter.clock('filing', '2026-10-07')?.status, 'overdue');
  const kept = { ...forms.notFiled, papersReturned: false };
  matter.refuses('condition-unmet', 'decideFiling', who.police, '2026-10-06', kept);
  matter.refuses('not-entitled', 'decideFiling', who.officer, '2026-10-06', forms.filed);
  assert.ok(matter.does('decideFiling', who.police, '2026-10-07', forms.notFiled).late);
});

test('reconsideration is asked within three days of the notice, to the minute', () => {
  const matter = refused();
  assert.equal(matter.due('reconsideration', '2026-10-07'), '2026-10-10');
  matter.fork().does('requestReview', who.officer, '2026-10-10T15:59:00Z', forms.request);
  matter.refuses('too-late', 'requestReview', who.officer, '2026-10-10T16:00:00Z', forms.request);
  matter.does('handleItself', who.officer, '2026-10-11', { outcome: 'other', reason: '责令改正' });
});

test('a reconsideration that upholds leads to the procuratorate within three days', () => {
  const matter = refused();
  matter.does('requestReview', who.officer, '2026-10-09', forms.request);
  assert.equal(matter.due('review', '2026-10-09'), '2026-10-12');
  const answer = { decision: 'not-filed', noticeNumber: '复1', reason: '维持' };
  matter.does('decideReview', who.police, '2026-10-12', answer);
  matter.refuses(
    'condition-unmet',
    'receiveUpheld',
    who.officer,
    '2026-10-13',
    receipt('2026-10-11'),
  );
  matter.does('receiveUpheld', who.officer, '2026-10-13', receipt('2026-10-13'));
  assert.equal(matter.due('supervision', '2026-10-13'), '2026-10-16');
  const late = matter.fork();
  late.refuses('too-late', 'suggestAfterReview', who.officer, '2026-10-17', forms.suggestion);
  matter.does('suggestAfterReview', who.officer, '2026-10-16', forms.suggestion);
  matter.does('recordSupervision', who.officer, '2026-11-20', { outcome: 'filed', papers: [file] });
  matter.does('receiveFiling', who.officer, '2026-11-20', receipt('2026-11-20'));
  assert.equal(matter.state, 'handing-over');
});

test('the procuratorate may be asked at once, and a reconsideration may lead to filing', () => {
  const direct = refused();
  direct.does('suggestDirectly', who.officer, '2026-10-20', forms.suggestion);
  direct.does('recordSupervision', who.officer, '2026-11-20', {
    outcome: 'not-filed',
    papers: [file],
  });
  direct.does('handleItself', who.officer, '2026-11-21', { outcome: 'none', reason: '超过时效' });
  const reviewed = refused();
  reviewed.does('requestReview', who.officer, '2026-10-09', forms.request);
  reviewed.does('decideReview', who.police, '2026-10-10', {
    decision: 'filed',
    noticeNumber: '复2',
    reason: '应当立案',
  });
  assert.equal(reviewed.state, 'filed');
});

test('a case that proves slight comes back for an administrative penalty', () => {
  const matter = received();
  matter.does('decideFiling', who.police, '2026-10-06', forms.filed);
  matter.does('sendBack', who.police, '2026-12-01', {
    ground: 'slight',
    reason: '情节显著轻微',
    papers: [file],
  });
  // Who sent it back has left it: what the office decides then is not for the police to read.
  assert.deepEqual(
    matter.seats.filter(({ role }) => /police/i.test(role)).map(({ role }) => role),
    ['formerPolice'],
  );
  matter.does('handleItself', who.officer, '2026-12-10', {
    outcome: 'penalty',
    caseNumber: '丰市监罚2026-99',
    reason: '处罚',
  });
});

test('a notice cannot have been received before it was written', () => {
  const filed = received();
  filed.does('decideFiling', who.police, '2026-10-06', forms.filed);
  filed.refuses(
    'condition-unmet',
    'receiveFiling',
    who.officer,
    '2026-10-07',
    receipt('2026-10-05'),
  );
  const notFiled = received();
  notFiled.does('decideFiling', who.police, '2026-10-06', forms.notFiled);
  const ahead = receipt('2026-10-08');
  notFiled.refuses('condition-unmet', 'receiveRefusal', who.officer, '2026-10-07', ahead);
});

test('the suspect sees the referral in no state', () => {
  for (const state of Object.values(crimeReferral.states)) {
    assert.deepEqual(state.hiddenFrom, ['suspect']);
  }
});
