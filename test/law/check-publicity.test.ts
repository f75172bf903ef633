import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RelatedProceeding } from '#kernel/facts.ts';
import { loadLaw } from '#kernel/law.ts';
import { clauses } from '#law/clauses/all.ts';
import { calendar } from '#law/holidays.ts';
import { checkPublicity } from '#law/regulator/credit-repair/check-publicity.ts';
import { penaltyPublicity } from '#law/regulator/penalty-publicity.ts';
import { file, person, play, uuid } from './play.ts';
import type { Play } from './play.ts';

const county = {
  id: uuid(76),
  kind: 'market-regulator',
  level: 'county',
  region: 360_981,
} as const;
const firm = {
  id: uuid(77),
  kind: 'enterprise',
  name: '丰城某灯具厂',
  region: 360_981,
  productClasses: [],
  filledPosts: [],
} as const;
const who = {
  publisher: person('公示丙', ['publisher'], county),
  officer: person('承办甲', ['case-officer'], county),
  head: person('县局长', ['leader'], county),
  firm: person('厂长', ['principal'], firm),
};
const told = { matter: '台灯监督抽查不合格', number: '抽1', source: 'result', text: '耐压不合格' };
const shown = { ...told, papers: [file] };
const conditions = { performed: true, remedied: true, noFurther: true };
const application = {
  ...conditions,
  followed: 'none',
  application: [file],
  qualification: [file],
  commitment: [file],
  performance: [file],
};
const checked = { ...conditions, followed: 'none', record: '属实', papers: [] };
const granted = { decision: 'granted', number: '修1', reason: '三项条件具备' };

/** A penalty of the firm that is shown. */
function penalty(state: string, tier = 'other'): RelatedProceeding {
  const opening = { number: '罚1', tier };
  const known = { procedure: 'penalty-publicity', title: '罚1', state, opening, overdue: false };
  return { id: uuid(78), openedAt: '2026-10-20T02:00:00.000Z', openedBy: county.id, ...known };
}

/** Shown on 9 October 2026; may be repaired from 10 January 2027 on. */
function published(related: readonly RelatedProceeding[] = []): Play {
  const scene = { procedure: checkPublicity, subject: firm, region: 360_981, related };
  const matter = play(scene);
  matter.does('publish', who.publisher, '2026-10-09', shown);
  return matter;
}

function accepted(): Play {
  const matter = published();
  matter.does('apply', who.firm, '2027-01-11', application);
  matter.does('accept', who.officer, '2027-01-12', { outcome: 'accepted' });
  return matter;
}

test('the definition loads', () => {
  const law = loadLaw([checkPublicity, penaltyPublicity], clauses, calendar);
  assert.equal(law.procedure('check-publicity', '2026-10-01'), checkPublicity);
});

test('what was checked elsewhere is shown with its papers, and nobody says that a check found it', () => {
  const matter = play({ procedure: checkPublicity, subject: firm, region: 360_981 });
  const by = who.publisher;
  const bare = matter.refuses('condition-unmet', 'publish', by, '2026-10-09', told);
  assert.match(bare.sentence, /请上传检验报告和法律文书/);
  const claimed = { ...told, fromCheck: true };
  matter.refuses('invalid-input', 'publish', by, '2026-10-09', claimed);
  matter.does('publish', by, '2026-10-09', shown);
});

test('three months must have passed, and the enterprise speaks for itself', () => {
  const matter = published();
  const early = matter.refuses('too-early', 'apply', who.firm, '2027-01-09', application);
  assert.deepEqual(early.basis, ['order-107/10']);
  matter.refuses('condition-unmet', 'apply', who.officer, '2027-01-11', application);
  const unmet = { ...application, remedied: false };
  matter.refuses('condition-unmet', 'apply', who.firm, '2027-01-11', unmet);
  matter.does('apply', who.firm, '2027-01-10', application);
  // Monday and Tuesday.
  assert.equal(matter.due('acceptance', '2027-01-10'), '2027-01-12');
});

test('accepted in two working days, decided in seven and ten more, ended in three', () => {
  const matter = accepted();
  assert.equal(matter.due('repair-decision', '2027-01-12'), '2027-01-21');
  const longer = matter.fork();
  longer.does('extend', who.head, '2027-01-20', { reason: '需要跨省核实' });
  assert.equal(longer.due('repair-decision', '2027-01-20'), '2027-02-04');
  matter.refuses('condition-unmet', 'decideRepair', who.head, '2027-01-20', granted);
  matter.does('check', who.officer, '2027-01-19', checked);
  matter.does('decideRepair', who.head, '2027-01-20', granted);
  assert.equal(matter.due('stop', '2027-01-20'), '2027-01-25');
  const { effects } = matter.does('stopPublicity', who.publisher, '2027-01-21', {});
  assert.deepEqual(effects[0], { do: 'withdraw', key: 'negative', reason: '信用修复：修1' });
  assert.equal(matter.state, 'stopped');
});

test('a minor penalty is no hindrance, another one is until it is shown no more', () => {
  const refused = (change: object, sentence: RegExp, related?: readonly RelatedProceeding[]) => {
    const matter = published(related);
    const input = { ...application, ...change };
    assert.match(
      matter.refuses('condition-unmet', 'apply', who.firm, '2027-01-11', input).sentence,
      sentence,
    );
  };
  const numbered = (followed: string) => ({ followed, penaltyNumber: '罚1' });
  published([penalty('fixed', 'small')]).does('apply', who.firm, '2027-01-11', {
    ...application,
    ...numbered('minor'),
  });
  published([penalty('stopped')]).does('apply', who.firm, '2027-01-11', {
    ...application,
    ...numbered('ended'),
  });
  refused({ followed: 'minor' }, /请填写行政处罚决定书文号/);
  refused({ penaltyNumber: '罚1' }, /不填写行政处罚决定书文号/);
  refused(numbered('shown'), /随处罚信息一并修复/, [penalty('published')]);
  refused(numbered('minor'), /不属于轻微处罚/, [penalty('published')]);
  refused(numbered('ended'), /尚未停止公示/, [penalty('published')]);
});

test('what the office finds decides: a penalty that is still shown refuses the repair', () => {
  const matter = accepted();
  const found = { ...checked, followed: 'shown', penaltyNumber: '罚9' };
  matter.does('check', who.officer, '2027-01-19', found);
  const refused = matter.refuses(
    'condition-unmet',
    'decideRepair',
    who.head,
    '2027-01-20',
    granted,
  );
  assert.match(refused.sentence, /随处罚信息一并修复/);
  matter.does('decideRepair', who.head, '2027-01-20', { ...granted, decision: 'refused' });
  assert.equal(matter.state, 'published');
  matter.does('apply', who.firm, '2027-02-22', application);
});
