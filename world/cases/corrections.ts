import { addDays } from '#kernel/calendar/plain-date.ts';
import type { ProceedingSummary } from '#server/proceedings/present.ts';
import { organisations } from '../firms.ts';
import { staffOf } from '../people.ts';
import type { Matter, Scene, Story } from './scene.ts';

/** Sees every proceeding of enterprises in the province. */
const reader = 'regulator-jiangxi.case';

interface Listed {
  readonly matter: Matter;
  readonly firm: string;
  /** Counts from 0 in the order of days and, within a day, of firms. */
  readonly number: number;
}

/** Looks each working day for new findings and lets the firm's people put them right, each in its own way. */
export async function* corrections(scene: Scene): Story {
  yield* eachNew(scene, 'corrective-action', 'contained', (found) => correction(scene, found));
}

/** Looks each working day for new tasks from monthly reviews and lets those who have them work on them. */
export async function* tasks(scene: Scene): Story {
  yield* eachNew(scene, 'assigned-task', 'assigned', (found) => task(scene, found));
}

async function* eachNew(
  scene: Scene,
  procedure: string,
  state: string,
  story: (found: Listed) => Story,
): Story {
  const firms = new Map(organisations.map(({ id }) => [scene.stage.organisation(id), id]));
  const seen = new Set<string>();
  for (let workday = 0; ; workday += 1) {
    yield scene.on(workday);
    const url = `/api/proceedings?procedure=${procedure}&state=${state}`;
    const { proceedings } = await scene.stage.get<{ proceedings: ProceedingSummary[] }>(
      reader,
      url,
    );
    const fresh = proceedings
      .filter(({ id }) => !seen.has(id))
      .map(({ id, subject }) => ({ id, firm: firms.get(subject?.id ?? '') ?? '' }))
      .sort((a, b) => a.firm.localeCompare(b.firm));
    for (const { id, firm } of fresh) {
      scene.begin(story({ matter: scene.matter(id), firm, number: seen.size }));
      seen.add(id);
    }
  }
}

/** Analysed and planned at once, put right two days later, verified by another person. */
async function* correction(scene: Scene, { matter, firm, number }: Listed): Story {
  const { officer, senior } = staff(firm);
  if (number === 1) return yield* neglected(scene, matter, firm);
  const [cause, analysis, plan, result] = remedies[number % remedies.length]!;
  await matter.does(officer, 'plan', {
    causes: [cause],
    analysis,
    plan,
    responsible: scene.stage.account(officer),
    dueOn: addDays(scene.today, number === 4 ? 2 : 10),
    endangersSafety: false,
  });
  // Planned and forgotten: overdue since the planned day.
  if (number === 4) return;
  yield scene.later(2, 14);
  await implement(scene, matter, officer, result);
  yield scene.later(1, 15);
  if (number % 6 === 3) {
    await matter.does(senior, 'verify', {
      result: 'fail',
      opinion: '现场仍有一处未落实，请补齐后再报。',
      evidence: [],
      dueOn: addDays(scene.today, 7),
    });
    yield scene.later(1, 14);
    await implement(scene, matter, officer, '已补齐遗漏的一处，并对班组重新交底。');
    yield scene.later(1, 15);
  }
  const evidence = [await scene.paper(senior)];
  await matter.does(senior, 'verify', {
    result: 'pass',
    opinion: '现场核对，已经落实。',
    evidence,
  });
}

/** Nobody makes a plan: reminders climb up to the regulator, who presses for it. */
async function* neglected(scene: Scene, matter: Matter, firm: string): Story {
  yield scene.later(6, 10);
  const opinion = '即时措施已过多日，仍未制定整改方案，请主要负责人督促落实并报告。';
  await matter.does(cityOfficer(firm), 'press', { opinion });
}

async function implement(scene: Scene, matter: Matter, login: string, result: string) {
  const evidence = [await scene.paper(login)];
  await matter.does(login, 'implement', { result, completedOn: scene.today, evidence });
}

/** Done within a fortnight and confirmed; one came back, one is overdue, one waits for the principal. */
async function* task(scene: Scene, { matter, firm, number }: Listed): Story {
  const { officer, principal } = staff(firm);
  // Nobody works on this one; its day passes.
  if (number === 2) return;
  yield number === 3 ? scene.on(-2, 15) : scene.later(4 + (number % 4), 15);
  await finish(scene, matter, officer, '照明已更换，批次标识牌已补齐并核对一遍。');
  if (number === 3) return;
  yield scene.later(1, 11);
  if (number % 5 === 1) {
    const opinion = '二号货位仍缺标识牌，请补齐。';
    await matter.does(principal, 'confirm', {
      result: 'returned',
      opinion,
      dueOn: addDays(scene.today, 7),
    });
    yield scene.later(1, 15);
    await finish(scene, matter, officer, '二号货位标识牌已补齐。');
    yield scene.later(1, 11);
  }
  await matter.does(principal, 'confirm', { result: 'confirmed' });
}

async function finish(scene: Scene, matter: Matter, login: string, result: string) {
  await matter.does(login, 'finish', { result, evidence: [await scene.paper(login)] });
}

function staff(firm: string) {
  const people = staffOf(firm);
  const holder = (post: string) => people.find((person) => person.post === post)?.login;
  const principal = holder('principal')!;
  return {
    principal,
    officer: holder('quality-safety-officer') ?? principal,
    senior: holder('quality-safety-director') ?? principal,
  };
}

/** The case officer of the city in which a firm lies. */
function cityOfficer(firm: string): string {
  const region = organisations.find(({ id }) => id === firm)?.region ?? 0;
  const city = Math.floor(region / 100) * 100;
  const office = organisations.find(
    (one) => one.kind === 'market-regulator' && one.region === city,
  );
  return `${office!.id}.case`;
}

/** Cause, analysis, plan and result of an ordinary finding. */
const remedies: readonly (readonly [string, string, string, string])[] = [
  [
    'people',
    '当班人员换岗后未经交底，漏做一道自检。',
    '重新交底并考核，换岗首日由班长复核自检记录。',
    '两个班组已重新交底，考核全部合格，复核记录已附。',
  ],
  [
    'equipment',
    '定位夹具磨损，尺寸偏移到公差边缘。',
    '更换夹具，点检表增加夹具磨损量一项。',
    '夹具已更换，连续三个班次首件合格，点检表已修订。',
  ],
  [
    'management',
    '标识牌由两个部门分别保管，交接时遗漏。',
    '标识由仓储岗位统一管理，交接班逐批核对。',
    '已明确由仓储岗位管理，连续两天核对无遗漏。',
  ],
  [
    'material',
    '新到辅料与原批次有差异，未重新确认工艺参数。',
    '辅料换批须做小样确认，结果随批次记录。',
    '已完成小样确认，并写入换批作业要求。',
  ],
];
