import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offeredActs } from '#kernel/derive/offers.ts';
import { clueReferral } from '#law/regulator/joint/clue-referral.ts';
import { evidenceHandover } from '#law/regulator/joint/evidence-handover.ts';
import { jointInvestigation } from '#law/regulator/joint/joint-investigation.ts';
import { accountOf, file, person, play, uuid } from './play.ts';
import type { Play } from './play.ts';

const county = { kind: 'market-regulator', level: 'county', region: 360_704 } as const;
const bureau = { id: uuid(71), ...county };
const neighbour = { id: uuid(72), ...county, region: 360_703 } as const;
const city = { id: uuid(73), kind: 'market-regulator', level: 'city', region: 360_700 } as const;
const housing = {
  id: uuid(74),
  kind: 'industry-department',
  level: 'county',
  region: 360_704,
} as const;

const who = {
  officer: person('甲', ['case-officer'], bureau),
  second: person('乙', ['case-officer'], bureau),
  neighbour: person('丙', ['case-officer'], neighbour),
  other: person('丁', ['case-officer'], neighbour),
  head: person('戊', ['leader'], neighbour),
  city: person('己', ['case-officer'], city),
  housing: person('庚', ['department-officer'], housing),
};

const piece = {
  name: '进货台账复印件',
  kind: 'document',
  collectedOn: '2026-11-20',
  collectedBy: '甲、乙',
  place: '经营场所',
  files: [file],
};
const letter = {
  title: '某经营部销售无证电线',
  source: 'inspection',
  suspect: '某经营部',
  facts: '经营场所发现无许可证的电线',
  ground: '生产者在相邻县区',
  receiver: neighbour.id,
  evidence: [piece],
  letterNumber: '赣区市监移线2026-1',
};
const signed = { complete: true, rule: 'order-2' };

function sent(to: string = neighbour.id): Play {
  const matter = play({ procedure: clueReferral, region: 360_704 });
  matter.does('send', who.officer, '2026-11-23', { ...letter, receiver: to });
  return matter;
}

function reviewing(): Play {
  const matter = sent();
  matter.does('sign', who.neighbour, '2026-11-24', signed);
  return matter;
}

test('a clue is signed for within three working days and verified within fifteen, once lengthened by fifteen', () => {
  const matter = sent();
  assert.equal(matter.due('receipt', '2026-11-23'), '2026-11-26');
  matter.does('sign', who.neighbour, '2026-11-24', signed);
  assert.equal(matter.due('verification', '2026-11-24'), '2026-12-15');
  matter.refuses('not-entitled', 'extend', who.neighbour, '2026-12-01', { reason: '需要检验' });
  matter.does('extend', who.head, '2026-12-15', { reason: '需要检验' });
  assert.ok(matter.due('verification', '2026-12-15') > '2026-12-31');
  assert.equal(matter.clock('verification', '2026-12-15')?.due.certain, false);
  matter.refuses('condition-unmet', 'extend', who.head, '2026-12-16', { reason: '再延长' });
});

test('a period that is over is not lengthened', () => {
  const matter = reviewing();
  matter.refuses('condition-unmet', 'extend', who.head, '2026-12-16', { reason: '忘了' });
});

test('the fifteen days of the market regulators are not those of a department', () => {
  const matter = sent(housing.id);
  matter.refuses('condition-unmet', 'sign', who.housing, '2026-11-24', signed);
  matter.does('sign', who.housing, '2026-11-24', { ...signed, rule: 'own' });
  assert.equal(matter.clock('verification', '2026-11-24'), undefined);
  assert.match(matter.clock('other-verification', '2026-11-24')?.policy ?? '', /提醒/);
});

test('a clue goes back once; then the superior designates, and it stays', () => {
  const matter = reviewing();
  const back = { reason: '生产者不在本区' };
  matter.does('sendBack', who.neighbour, '2026-11-25', back);
  assert.equal(matter.due('answer', '2026-11-25'), '2026-12-04');
  const again = { ground: '生产者住所地在该区', letterNumber: '移线2026-2' };
  matter.refuses('condition-unmet', 'resend', who.officer, '2026-11-26', {
    ...again,
    receiver: neighbour.id,
  });
  matter.does('resend', who.officer, '2026-11-26', { ...again, receiver: housing.id });
  matter.does('sign', who.housing, '2026-11-27', { ...signed, rule: 'own' });
  const { sentence } = matter.refuses(
    'condition-unmet',
    'sendBack',
    who.housing,
    '2026-11-30',
    back,
  );
  assert.match(sentence, /已经退回过一次/);
  const dispute = { superior: city.id, reason: '双方均认为无管辖权' };
  matter.refuses('condition-unmet', 'requestDesignation', who.housing, '2026-11-30', {
    ...dispute,
    superior: bureau.id,
  });
  matter.does('requestDesignation', who.housing, '2026-11-30', dispute);
  assert.equal(matter.due('designation', '2026-11-30'), '2026-12-09');
  matter.does('designate', who.city, '2026-12-02', {
    receiver: neighbour.id,
    reason: '违法行为发生地',
    noticeNumber: '指定1',
  });
  matter.refuses('not-entitled', 'reply', who.housing, '2026-12-03', {
    outcome: 'not-filed',
    reason: '无',
    papers: [],
  });
  matter.refuses('condition-unmet', 'sendBack', who.neighbour, '2026-12-03', back);
  assert.equal(matter.due('after-designation', '2026-12-02'), '2026-12-23');
  const offered = offeredActs(matter.question('reply', who.neighbour, '2026-12-03'));
  assert.deepEqual(
    offered.map(({ act }) => act),
    ['reply'],
  );
});

test('the result goes back to the sender, who may ask once for more', () => {
  const matter = reviewing();
  const result = { outcome: 'filed', reason: '违法事实初步成立', papers: [] };
  matter.refuses('condition-unmet', 'reply', who.neighbour, '2026-12-01', result);
  matter.does('reply', who.neighbour, '2026-12-01', { ...result, number: '立1' });
  matter.refuses('condition-unmet', 'confirm', who.officer, '2026-12-02', { accepted: 'no' });
  matter.does('confirm', who.officer, '2026-12-02', { accepted: 'no', note: '请说明货值' });
  matter.does('reply', who.neighbour, '2026-12-03', { ...result, number: '立1' });
  matter.refuses('condition-unmet', 'confirm', who.officer, '2026-12-04', {
    accepted: 'no',
    note: '还不清楚',
  });
  matter.does('confirm', who.officer, '2026-12-04', { accepted: 'yes' });
  assert.equal(matter.state, 'closed');
});

test('evidence must be there: a file or where the original is kept, collected before it is passed on', () => {
  const matter = play({ procedure: clueReferral, region: 360_704 });
  const send = (change: object) => ({ ...letter, evidence: [{ ...piece, ...change }] });
  matter.refuses('condition-unmet', 'send', who.officer, '2026-11-23', send({ files: [] }));
  matter.refuses(
    'condition-unmet',
    'send',
    who.officer,
    '2026-11-23',
    send({ collectedOn: '2026-11-24' }),
  );
  matter.refuses('condition-unmet', 'send', who.officer, '2026-11-23', {
    ...letter,
    receiver: bureau.id,
  });
  matter.does('send', who.officer, '2026-11-23', send({ files: [], holder: '本局证据室' }));
});

test('handed-over evidence is counted by two, what differs goes back to the giver, and what comes back is counted too', () => {
  const matter = play({ procedure: evidenceHandover, region: 360_704 });
  const offer = {
    title: '无证电线案',
    taker: neighbour.id,
    evidence: [piece],
    items: [{ name: '电线', quantity: '12', unit: '卷', seal: 'F-001', condition: '完好' }],
    place: '赣县区局',
  };
  matter.refuses('condition-unmet', 'offer', who.officer, '2026-11-23', {
    ...offer,
    evidence: [],
    items: [],
  });
  matter.does('offer', who.officer, '2026-11-23', offer);
  const count = {
    result: 'differs',
    receivedBy: [accountOf('丙'), accountOf('丁')],
    storedAt: '证据室',
    photos: [],
  };
  matter.refuses('condition-unmet', 'receive', who.neighbour, '2026-11-24', count);
  matter.refuses('invalid-input', 'receive', who.neighbour, '2026-11-24', {
    ...count,
    receivedBy: [accountOf('丙')],
  });
  matter.does('receive', who.neighbour, '2026-11-24', { ...count, differences: '少一卷' });
  assert.equal(matter.due('settling', '2026-11-24'), '2026-11-27');
  matter.does('settle', who.officer, '2026-11-25', {
    explanation: '装车遗漏',
    corrected: '电线十一卷',
    papers: [],
  });
  matter.does('receive', who.other, '2026-11-26', { ...count, result: 'all' });
  matter.does('giveBack', who.neighbour, '2026-12-01', {
    reason: '检验完毕',
    what: '电线十一卷',
    condition: '封签完好',
  });
  matter.refuses('condition-unmet', 'takeBack', who.officer, '2026-12-02', { complete: false });
  matter.does('takeBack', who.officer, '2026-12-02', { complete: true });
  assert.equal(matter.state, 'closed');
});

test('a joint investigation starts with who joins, and ends when all of them were heard', () => {
  const matter = play({ procedure: jointInvestigation, region: 360_704 });
  const plan = {
    title: '电线专项联合调查',
    facts: '多处发现无证电线',
    reason: '涉及生产、工地使用两个环节',
    members: [neighbour.id, housing.id],
    division: [{ task: '查工地', by: '住建局', until: '2026-12-10' }],
    contact: '甲',
  };
  matter.refuses('condition-unmet', 'propose', who.officer, '2026-11-23', {
    ...plan,
    members: [bureau.id],
  });
  matter.does('propose', who.officer, '2026-11-23', plan);
  const start = { startsOn: '2026-11-25', arrangement: '分两组' };
  matter.refuses('condition-unmet', 'start', who.officer, '2026-11-24', start);
  matter.refuses('condition-unmet', 'answer', who.housing, '2026-11-24', { joins: 'no' });
  matter.does('answer', who.housing, '2026-11-24', { joins: 'yes', people: '庚' });
  matter.refuses('condition-unmet', 'answer', who.housing, '2026-11-24', {
    joins: 'yes',
    people: '庚',
  });
  matter.does('answer', who.neighbour, '2026-11-24', { joins: 'no', reason: '没有管辖权' });
  matter.does('start', who.officer, '2026-11-25', start);
  const findings = { task: '查工地', findings: '三处工地使用', evidence: [piece] };
  matter.refuses('condition-unmet', 'report', who.neighbour, '2026-11-26', findings);
  const conclusion = {
    summary: '查明来源',
    conclusion: '应当立案',
    handling: [{ by: '赣县区局', what: 'penalty', until: '2026-12-31' }],
  };
  matter.refuses('condition-unmet', 'conclude', who.officer, '2026-11-26', conclusion);
  matter.does('report', who.housing, '2026-11-26', findings);
  matter.does('conclude', who.officer, '2026-11-27', conclusion);
  matter.refuses('condition-unmet', 'close', who.officer, '2026-11-30', { decision: '同意' });
  matter.refuses('condition-unmet', 'opine', who.neighbour, '2026-11-30', { agrees: 'yes' });
  matter.does('opine', who.housing, '2026-11-30', { agrees: 'no', reason: '还有一处工地' });
  matter.does('reopen', who.officer, '2026-12-01', { reason: '补查' });
  matter.does('conclude', who.officer, '2026-12-03', conclusion);
  matter.refuses('condition-unmet', 'close', who.officer, '2026-12-03', { decision: '同意' });
  matter.does('opine', who.housing, '2026-12-04', { agrees: 'yes' });
  matter.does('close', who.officer, '2026-12-07', { decision: '按结论办理' });
  assert.equal(matter.state, 'closed');
});
