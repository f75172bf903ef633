import assert from 'node:assert/strict';
import { test } from 'node:test';
import { intensifiedSupervision } from '#law/regulator/intensified-supervision.ts';
import type { RelatedProceeding } from '#kernel/facts.ts';
import type { JsonObject } from '#kernel/json.ts';
import { specialOperation } from '#law/regulator/special-operation.ts';
import { who as certified, works } from './certificate-setting.ts';
import { accountOf, file, person, play, uuid } from './play.ts';
import type { Play } from './play.ts';

const county = { kind: 'market-regulator', level: 'county', region: 360_704 } as const;
const bureau = { id: uuid(81), ...county };
const town = { id: uuid(91), kind: 'local-government', level: 'county', region: 360_704 } as const;
const culture = {
  id: uuid(92),
  kind: 'industry-department',
  level: 'county',
  region: 360_704,
} as const;

const who = {
  inspector: certified.inspector,
  colleague: certified.colleague,
  head: person('县长', ['leader'], bureau),
  neighbour: certified.neighbour,
  principal: certified.principal,
  town: person('镇甲', ['local-officer'], town),
  culture: person('文甲', ['department-officer'], culture),
};

const proposal = {
  matter: '水泥质量重点监管',
  area: 'town-fringe',
  classes: ['cement'],
  ground: 'failed-checks',
  facts: '一年内两次抽查不合格',
  frequency: 'quarter',
  from: '2026-11-24',
  until: '2027-11-23',
};
const listing = { decision: 'listed', frequency: 'quarter', reason: '符合列入条件' };
const visit = (own: object = {}) => ({
  inspectors: [who.inspector.account, accountOf('县乙')],
  inspection: uuid(96),
  visitedOn: '2026-12-10',
  products: ['cement'],
  result: 'clean',
  frequency: 'quarter',
  record: [file],
  ...own,
});

/** A proceeding of the county's about the works. */
function about(procedure: string, state: string, opening: JsonObject): RelatedProceeding {
  const openedAt = '2026-11-24T02:00:00.000Z';
  const known = { procedure, title: '原有事项', state, opening, openedAt, overdue: false };
  return { id: `${procedure} ${JSON.stringify(opening)}`, openedBy: bureau.id, ...known };
}

/** The regime under test, and visits that name it. */
const regime = uuid(95);
const came = (plannedOn: string, state = 'confirmed', id = uuid(96)) => ({
  ...about('inspection-visit', state, { plannedOn, kind: 'intensified', regime }),
  id,
});
const registered = [came('2026-12-10'), came('2027-02-01', 'confirmed', uuid(97))];

function proposed(own: object = {}, related: readonly RelatedProceeding[] = registered): Play {
  const { region } = works;
  const matter = play({
    procedure: intensifiedSupervision,
    region,
    subject: works,
    related,
    id: regime,
  });
  matter.does('propose', who.inspector, '2026-11-23', { ...proposal, ...own });
  return matter;
}

function watched(related?: readonly RelatedProceeding[]): Play {
  const matter = proposed({}, related);
  matter.does('decide', who.head, '2026-11-24', listing);
  return matter;
}

test('intensified supervision is proposed with its term and decided by the head', () => {
  const start = play({ procedure: intensifiedSupervision, region: works.region, subject: works });
  const wrong = (own: object) =>
    start.refuses('condition-unmet', 'propose', who.inspector, '2026-11-23', {
      ...proposal,
      ...own,
    });
  wrong({ from: '2026-11-22' });
  wrong({ until: '2026-11-24' });
  assert.match(wrong({ until: '2027-11-24' }).sentence, /不超过12个月/);
  const matter = proposed();
  assert.equal(matter.due('decision', '2026-11-23'), '2026-11-30');
  assert.match(matter.clock('decision', '2026-11-23')?.policy ?? '', /五个工作日/);
  matter.refuses('not-entitled', 'decide', who.inspector, '2026-11-24', listing);
  matter.refuses('not-entitled', 'decide', who.neighbour, '2026-11-24', listing);
  matter.does('decide', who.head, '2026-11-24', { ...listing, decision: 'refused' });
  assert.equal(matter.state, 'not-listed');
});

test('the frequency of the decision sets the clock of the visit, and each visit the next', () => {
  const matter = watched();
  assert.equal(matter.due('visit-quarter', '2026-11-24'), '2027-02-24');
  assert.equal(matter.clock('visit-month', '2026-11-24'), undefined);
  matter.refuses(
    'condition-unmet',
    'visit',
    who.inspector,
    '2026-12-10',
    visit({ visitedOn: '2026-11-23' }),
  );
  matter.refuses(
    'condition-unmet',
    'visit',
    who.inspector,
    '2026-12-10',
    visit({ visitedOn: '2026-12-11' }),
  );
  matter.refuses(
    'condition-unmet',
    'visit',
    who.inspector,
    '2026-12-10',
    visit({ result: 'found' }),
  );
  const found = { result: 'found', findings: '强度不足' };
  const lower = matter.refuses(
    'condition-unmet',
    'visit',
    who.inspector,
    '2026-12-10',
    visit({ ...found, frequency: 'half' }),
  );
  assert.match(lower.sentence, /不得降低/);
  matter.does('visit', who.inspector, '2026-12-10', visit({ ...found, frequency: 'month' }));
  assert.equal(matter.clock('visit-quarter', '2026-12-10')?.status, 'met');
  assert.equal(matter.due('visit-month', '2026-12-10'), '2027-01-10');
  assert.equal(matter.clock('visit-month', '2027-01-10T16:00:00Z')?.status, 'overdue');
});

test('a visit is recorded once it came by the gate, one for each, about a product that is watched', () => {
  const sentence = (related: readonly RelatedProceeding[], own: object = {}) =>
    watched(related).refuses('condition-unmet', 'visit', who.inspector, '2026-12-10', visit(own))
      .sentence;
  assert.match(sentence([]), /没有在平台登记/);
  assert.match(sentence([came('2026-12-10', 'planned')]), /尚未制作检查记录/);
  assert.match(sentence([came('2026-12-11')]), /不能早于检查方案的计划日期/);
  const others = came('2026-12-10');
  const named = { ...others, opening: { ...others.opening, regime: uuid(94) } };
  assert.match(sentence([named]), /没有在平台登记为本项重点监管的检查/);
  assert.match(sentence(registered, { inspection: uuid(93) }), /没有在平台登记/);
  assert.match(sentence([{ ...came('2026-12-10'), openedBy: uuid(82) }]), /没有在平台登记/);
  assert.match(sentence(registered, { products: ['toy'] }), /须包括列入重点监管的产品/);
  const matter = watched([came('2026-12-10')]);
  matter.does('visit', who.inspector, '2026-12-10', visit());
  const again = matter.refuses('condition-unmet', 'visit', who.inspector, '2026-12-11', visit());
  assert.match(again.sentence, /一次检查只记录一次/);
  assert.deepEqual(again.basis, ['guidance/4.1', 'inspection-2024-54/scan']);
});

test('an office watches the same products of a firm in one matter', () => {
  const ask = (related: readonly RelatedProceeding[]) =>
    play({ procedure: intensifiedSupervision, region: works.region, subject: works, related });
  const other = about('intensified-supervision', 'watched', { classes: ['cement', 'toy'] });
  const refusal = ask([other]).refuses(
    'condition-unmet',
    'propose',
    who.inspector,
    '2026-11-23',
    proposal,
  );
  assert.match(refusal.sentence, /已有重点监管事项“原有事项”/);
  for (const known of [
    { ...other, state: 'lifted' },
    { ...other, openedBy: uuid(82) },
    { ...other, opening: { classes: ['toy'] } },
  ]) {
    ask([known]).does('propose', who.inspector, '2026-11-23', proposal);
  }
});

test('it is lifted after a clean visit, or at the end of its term; after a bad one it may be longer', () => {
  const matter = watched();
  matter.refuses('condition-unmet', 'lift', who.head, '2026-12-01', { summary: '好' });
  matter.refuses('condition-unmet', 'extend', who.head, '2026-12-01', {
    until: '2028-01-01',
    reason: '反复',
  });
  matter.does('visit', who.inspector, '2026-12-10', visit({ result: 'found', findings: '不足' }));
  assert.match(
    matter.refuses('condition-unmet', 'lift', who.head, '2026-12-11', { summary: '好' }).sentence,
    /2027-11-23/,
  );
  const longer = matter.fork();
  longer.refuses('condition-unmet', 'extend', who.head, '2027-11-01', {
    until: '2027-11-23',
    reason: '反复',
  });
  longer.does('extend', who.head, '2027-11-01', { until: '2028-05-01', reason: '反复' });
  assert.equal(longer.due('term', '2027-11-01'), '2028-05-01');
  matter.does(
    'visit',
    who.inspector,
    '2027-02-01',
    visit({ visitedOn: '2027-02-01', inspection: uuid(97) }),
  );
  matter.does('lift', who.head, '2027-02-02', { summary: '稳定合格' });
  assert.equal(matter.state, 'lifted');
});

const plan = {
  title: '冬季农村市场电器专项行动',
  areas: ['countryside', 'town-fringe'],
  classes: ['electric-blanket', 'room-heater'],
  objects: [{ object: '农村集市', target: 12, measure: '现场检查' }],
  members: [town.id, culture.id],
  frequency: 'month',
  from: '2026-11-24',
  until: '2027-01-31',
  plan: '突出农村和城乡结合部',
};
const go = { decision: 'approved', frequency: 'month', opinion: '同意' };
const count = (own: object = {}) => ({
  visited: 8,
  sampled: 3,
  found: 2,
  corrected: 1,
  cases: 0,
  note: '两家无证电热毯',
  frequency: 'month',
  papers: [],
  ...own,
});

function running(): Play {
  const matter = play({ procedure: specialOperation, region: 360_704 });
  matter.does('launch', who.inspector, '2026-11-23', plan);
  matter.does('approve', who.head, '2026-11-24', go);
  return matter;
}

test('an operation names its objects and members, and its head approves it', () => {
  const matter = play({ procedure: specialOperation, region: 360_704 });
  matter.refuses('condition-unmet', 'launch', who.inspector, '2026-11-25', plan);
  matter.refuses('invalid-input', 'launch', who.inspector, '2026-11-23', { ...plan, objects: [] });
  matter.does('launch', who.inspector, '2026-11-23', plan);
  matter.refuses('not-entitled', 'approve', who.inspector, '2026-11-24', go);
  matter.refuses('wrong-state', 'report', who.town, '2026-11-24', count());
  matter.does('approve', who.head, '2026-11-24', { ...go, decision: 'refused' });
  assert.equal(matter.state, 'dropped');
});

test('members report at the frequency of the plan; the sums are published, not typed', () => {
  const matter = running();
  assert.equal(matter.due('visit-month', '2026-11-24'), '2026-12-24');
  matter.refuses('condition-unmet', 'report', who.town, '2026-12-01', count({ corrected: 3 }));
  matter.refuses('condition-unmet', 'report', who.town, '2026-12-01', count({ frequency: 'half' }));
  matter.refuses('not-entitled', 'report', who.neighbour, '2026-12-01', count());
  matter.does('report', who.town, '2026-12-01', count());
  const end = { summary: '农村市场秩序好转。', followUp: '纳入日常监管' };
  assert.match(
    matter.refuses('condition-unmet', 'conclude', who.inspector, '2027-01-30', end).sentence,
    /2027-01-31/,
  );
  assert.match(
    matter.refuses('condition-unmet', 'conclude', who.inspector, '2027-02-01', end).sentence,
    /还有1家/,
  );
  assert.equal(matter.due('end', '2027-02-01'), '2027-02-15');
  matter.does('report', who.culture, '2027-02-01', count({ visited: 5, cases: 1 }));
  const { effects } = matter.does('conclude', who.inspector, '2027-02-01', end);
  const [published] = effects;
  assert.ok(published?.do === 'publish');
  assert.match(published.text, /共检查13家次，抽检6批次，发现问题4个，督促改正2个，立案1件/);
});

test('an operation ends early by its head, with its reason and what came of it so far', () => {
  const matter = running();
  matter.does('report', who.town, '2026-12-01', count());
  const end = {
    ground: 'reached',
    reason: '计划数量已全部检查。',
    summary: '农村市场秩序好转。',
    followUp: '纳入日常监管',
  };
  matter.refuses('not-entitled', 'endEarly', who.inspector, '2026-12-10', end);
  const { reason: _reason, ...mute } = end;
  matter.refuses('invalid-input', 'endEarly', who.head, '2026-12-10', mute);
  const untold = matter.refuses('condition-unmet', 'endEarly', who.head, '2026-12-10', end);
  assert.match(untold.sentence, /还有1家/);
  const whole = { ...end, silent: '文化部门未开展，已督促' };
  const late = matter.refuses('condition-unmet', 'endEarly', who.head, '2027-01-31', whole);
  assert.match(late.sentence, /已于2027-01-31期满/);
  const { effects } = matter.does('endEarly', who.head, '2026-12-10', whole);
  assert.equal(matter.state, 'ended-early');
  const [published, told] = effects;
  assert.ok(published?.do === 'publish' && /提前结束/.test(published.title));
  assert.match(published.text, /目标已经完成：计划数量已全部检查。共检查8家次/);
  assert.ok(told?.do === 'notify');
  assert.equal(matter.clock('end', '2027-03-01')?.status, 'met');
  assert.equal(matter.clock('visit-month', '2027-03-01'), undefined);
  matter.refuses('wrong-state', 'report', who.culture, '2026-12-11', count());
});
