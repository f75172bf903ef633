import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { EntryDetail } from '#server/entries/present.ts';
import type { ProceedingDetail } from '#server/proceedings/present.ts';
import type { Desk, PlanProgress } from '#server/spot-checks/present.ts';
import { batch, entries, plan, rules, task } from '../law/spot-check/books-setting.ts';
import { forms, houses } from '../law/spot-check/setting.ts';
import { startServer } from '../service.ts';
import { Matter, Story } from './case-file.ts';
import { DrawStory, seedDrawCast } from './draw-scene.ts';
import type { DrawCast } from './draw-scene.ts';

const service = await startServer({ after });
const story = new Story(service);
const url = '/api/books/spot-check-batch/records';
let cast: DrawCast;

before(async () => {
  story.on('2026-11-23');
  cast = await seedDrawCast(story);
  const { countyRegulator, laboratory } = cast.organisations;
  // The county plans, draws and samples itself.
  story.cast([
    [houses.city.id, countyRegulator.id],
    [houses.county.id, countyRegulator.id],
    [houses.agency.id, countyRegulator.id],
    [houses.bench.id, laboratory.id],
  ]);
  const kept = async (book: string, form: object) => {
    const input = await story.filled('inspector', form);
    return (await story.submits('inspector', `/api/books/${book}/records`, { input })).id;
  };
  story.cast([
    [entries.plan, await kept('spot-check-plan', plan)],
    [entries.rules, await kept('spot-check-rules', rules)],
  ]);
});

async function drawn(): Promise<DrawStory> {
  const draw = await new DrawStory(story, cast).meets();
  await draw.commits();
  await draw.announces();
  await draw.draws();
  return draw;
}

async function input(draw: DrawStory, tasks: readonly object[]) {
  const form = { ...batch(tasks), drawnFrom: draw.matter.id, reportDueOn: '2026-12-30' };
  return { input: await story.filled('inspector', form) };
}

async function read<T>(login: string, path: string): Promise<T> {
  const { body, status } = await (await story.as(login)).get<T>(path);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

/** The check that a batch opened for a firm. */
async function checkOf(record: string, firm: string): Promise<Matter> {
  const rows = await service.context.database.asSystem('audit', (tx) =>
    tx.rows<{ proceeding_id: string }>(
      'select proceeding_id from entry where cause = $1 and organisation_id = $2',
      [record, firm],
    ),
  );
  return new Matter(story, rows[0]!.proceeding_id);
}

test('tasks come from the result that counts; what was replaced or never drawn is named row by row', async () => {
  const draw = await drawn();
  const first = (await draw.result()).drawn.map(({ object }) => object.id);
  await draw.replaces(first[0]!);
  const { drawn: now } = await draw.result();
  // The seed is another one each time: whoever moved up is not outside any more.
  const came = [...first, ...now.map(({ object }) => object.id)];
  const outside = cast.firms.find((firm) => !came.includes(firm))!;
  const problem = await story.refused(
    'inspector',
    url,
    await input(draw, [task(1, first[0]!), task(2, now[0]!.object.id), task(3, outside)]),
    { code: 'condition-unmet', sentence: /有2项任务与抽取结果不一致/ },
  );
  assert.deepEqual(
    problem.issues?.map(({ path }) => path),
    ['tasks.0.sampled', 'tasks.2.sampled'],
  );
  assert.ok(problem.basis.some(({ id }) => id === 'order-18/15'));
  const tasks = [
    task(2, now[0]!.object.id),
    task(4, now[1]!.object.id),
    { ...task(3, outside), beyond: 'lead' },
  ];
  const record = await story.submits('inspector', url, await input(draw, tasks));

  // From the record to the draw, and back.
  const entry = await read<EntryDetail>('inspector', `/api/entries/${record.id}`);
  assert.match(entry.names[draw.matter.id] ?? '', /2026年第四季度水泥插座抽查/);
  const [told] = (await draw.view()).batches;
  assert.equal(told?.entry, record.id);
  assert.deepEqual([told?.tasks, told?.beyond, told?.gone], [3, 1, []]);
  assert.equal(told?.plan.title, plan.title);
  const desk = await read<Desk>('inspector', `/api/spot-checks?plan=${plan.number}`);
  assert.equal(desk.total, 3);
  // A number that stood already is given to nobody else, and the next free place is proposed.
  await story.refused('inspector', url, await input(draw, [task(2, now[2]!.object.id)]), {
    code: 'condition-unmet',
    sentence: /“赣市监抽2026-0002”重复/,
  });
  const numbered = { ...task(5, now[2]!.object.id), taskNumber: `${plan.number}-1-007` };
  await story.submits('inspector', url, await input(draw, [numbered]));
  const progress = await read<PlanProgress>(
    'inspector',
    `/api/spot-checks/plans/${told!.plan.entry}/progress`,
  );
  assert.equal(progress.lines[0]?.nextPlace, 8);

  await draw.replaces(now[1]!.object.id);
  const { batches } = await draw.view();
  const one = batches.find(({ entry: own }) => own === record.id);
  assert.deepEqual(one?.gone, [now[1]!.object.name]);
  await story.isProved();
});

test('whom the draw sends is on the task; others sample with a reason only', async () => {
  const draw = await drawn();
  const [one] = (await draw.result()).drawn;
  const firm = one!.object.id;
  const record = await story.submits('inspector', url, await input(draw, [task(21, firm)]));
  const check = await checkOf(record.id, firm);
  const detail = await read<ProceedingDetail>('inspector', `/api/proceedings/${check.id}`);
  const sent = one!.inspectors.map(({ id }) => id);
  assert.deepEqual(detail.timeline[0]?.input['samplers'], sent);
  const logins = ['hu', 'jin', 'kong', 'li', 'mei', 'ning', 'ou', 'pan', 'qin', 'ren'];
  const others = logins.filter((login) => !sent.includes(draw.idOf(login))).slice(0, 2);
  const notice = await story.filled(others[0]!, {
    ...forms.present,
    samplers: others.map((login) => draw.idOf(login)),
  });
  await check.refuses(others[0]!, 'present', notice, {
    code: 'condition-unmet',
    basis: ['order-18/15'],
    sentence: /须说明理由/,
  });
  await check.does(others[0]!, 'present', { ...notice, instead: '原抽样人员因病不能到场' });
});

test('a draw that was ordered anew or broken off gives no tasks', async () => {
  const draw = await drawn();
  const [one] = (await draw.result()).drawn;
  const none = { code: 'condition-unmet', sentence: /没有有效的结果/ } as const;
  const asked = await input(draw, [task(31, one!.object.id)]);
  await draw.matter.does('reviewer', 'redraw', { ground: 'procedure', reason: '监督单位没有到场' });
  await story.refused('inspector', url, asked, none);
  await draw.matter.does('reviewer', 'cancel', { reason: '任务调整，不再抽查' });
  await story.refused('inspector', url, asked, none);
  const broken = await drawn();
  const [other] = (await broken.result()).drawn;
  const late = await input(broken, [task(32, other!.object.id)]);
  await broken.matter.does('reviewer', 'cancel', { reason: '任务调整，不再抽查' });
  await story.refused('inspector', url, late, none);
  const result = await (await story.as('inspector')).get(`/api/draws/${broken.matter.id}/result`);
  assert.equal(result.status, 409);
});
