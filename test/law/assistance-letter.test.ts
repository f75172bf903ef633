import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assistanceLetter } from '#law/regulator/joint/assistance-letter.ts';
import { filed, forms, who as inCase } from './penalty-case/setting.ts';
import { file, person, play, uuid } from './play.ts';
import type { Play } from './play.ts';

const county = { kind: 'market-regulator', level: 'county', region: 360_981 } as const;
const bureau = { id: uuid(81), ...county };
const other = { id: uuid(82), ...county, region: 360_703 } as const;
const who = {
  officer: person('甲', ['case-officer'], bureau),
  leader: person('乙', ['leader'], other),
  receiver: person('丙', ['case-officer'], other),
  third: person('丁', ['case-officer'], { ...other, id: uuid(83) }),
};
const letter = {
  caseName: '电缆不合格案',
  suspect: '某经营部',
  receiver: other.id,
  letterNumber: '协1',
  matter: '核实进货来源和数量',
  papers: [],
};
const piece = {
  name: '进货台账',
  kind: 'document',
  collectedOn: '2026-10-09',
  collectedBy: '丙、戊',
  place: '经营部',
  files: [file],
};
const answer = { letterNumber: '复1', outcome: 'done', findings: '已查明', evidence: [piece] };

function sent(): Play {
  const matter = play({ procedure: assistanceLetter, region: 360_981 });
  matter.does('ask', who.officer, '2026-09-21', letter);
  return matter;
}

function signed(): Play {
  const matter = sent();
  matter.does('sign', who.receiver, '2026-09-22', { receivedOn: '2026-09-22' });
  return matter;
}

test('fifteen working days from the day the letter was received, longer only if told before they are over', () => {
  const matter = signed();
  // 23, 24, 28, 29, 30 September, 8, 9, 10 (worked), 12 to 16, 19, 20 October.
  assert.equal(matter.due('assistance', '2026-09-22'), '2026-10-20');
  const longer = { untilDay: '2026-11-06', reason: '需调取银行流水' };
  matter.refuses('condition-unmet', 'delay', who.receiver, '2026-10-08', {
    ...longer,
    untilDay: '2026-10-20',
  });
  matter.fork().refuses('too-late', 'delay', who.receiver, '2026-10-21', longer);
  matter.refuses('not-entitled', 'delay', who.officer, '2026-10-08', longer);
  matter.does('delay', who.receiver, '2026-10-20', longer);
  assert.equal(matter.due('assistance', '2026-10-20'), '2026-11-06');
  assert.ok(!matter.fork().does('answer', who.receiver, '2026-11-06', answer).late);
  assert.ok(matter.does('answer', who.receiver, '2026-11-07', answer).late);
});

test('it goes to another office, is signed with the day it came, and answered with evidence', () => {
  const own = play({ procedure: assistanceLetter, region: 360_981 });
  own.refuses('condition-unmet', 'ask', who.officer, '2026-09-21', {
    ...letter,
    receiver: bureau.id,
  });
  const matter = sent();
  for (const receivedOn of ['2026-09-20', '2026-09-23']) {
    matter.refuses('condition-unmet', 'sign', who.receiver, '2026-09-22', { receivedOn });
  }
  matter.refuses('not-entitled', 'sign', who.third, '2026-09-22', { receivedOn: '2026-09-22' });
  matter.does('sign', who.receiver, '2026-09-22', { receivedOn: '2026-09-21' });
  const bare = { ...answer, evidence: [] };
  matter.refuses('condition-unmet', 'answer', who.receiver, '2026-10-10', bare);
  matter.does('answer', who.receiver, '2026-10-10', answer);
  const again = matter.fork();
  again.does('supplement', who.officer, '2026-10-12', { letterNumber: '协2', matter: '再核数量' });
  again.does('sign', who.receiver, '2026-10-12', { receivedOn: '2026-10-12' });
  assert.equal(again.due('assistance', '2026-10-12'), '2026-11-02');
  matter.does('accept', who.officer, '2026-10-12', { use: '作为定案证据' });
  assert.equal(matter.state, 'closed');
  signed().refuses('wrong-state', 'accept', who.officer, '2026-10-12', { use: '' });
});

test('a case asks for it with what it knows already', () => {
  const asked = { receiver: other.id, letterNumber: '协1', matter: '核实来源', papers: [file] };
  const { effects } = filed().does('askAssistance', inCase.officer, '2026-07-09', asked);
  const [effect] = effects;
  assert.ok(effect?.do === 'open');
  assert.deepEqual(effect.input, {
    ...asked,
    caseName: forms.open.caseName,
    suspect: forms.open.partyName,
    caseNumber: forms.file.caseNumber,
  });
  filed().refuses('condition-unmet', 'askAssistance', inCase.outsider, '2026-07-09', asked);
});
