import { addDays } from '#kernel/calendar/plain-date.ts';
import { demoOrganisation, organisations } from '../firms.ts';
import type { Matter, Scene, Story } from './scene.ts';
import { dutyHolders, eachNew } from './watch.ts';
import type { Listed } from './watch.ts';

/** Looks each working day for new findings and lets the firm's people put them right, each in its own way. */
export async function* corrections(scene: Scene): Story {
  yield* eachNew(scene, 'corrective-action', 'contained', (found) => correction(scene, found));
}

/** Analysed and planned at once, put right two days later, verified by another person. */
async function* correction(scene: Scene, { matter, firm, number }: Listed): Story {
  const { officer, senior } = dutyHolders(firm);
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
  await matter.does(officerOver(firm), 'press', { opinion });
}

/** What an inspector found is closed by the regulator alone; it waits for that. */
export async function* inspection(scene: Scene): Story {
  yield scene.on(5, 11);
  const login = 'regulator-nankang.case2';
  const matter = await scene.opens(
    login,
    'corrective-action',
    'find',
    {
      source: 'inspection',
      foundOn: scene.today,
      keyLink: '涂装',
      description: '监督检查发现涂装车间三种油漆未张贴批号标识，领用记录与现场数量不一致。',
      photos: [await scene.paper(login)],
      containment: 'pending',
    },
    'kangmu',
  );
  yield scene.on(5, 14);
  const officer = 'kangmu.officer';
  await matter.does(officer, 'contain', {
    immediateMeasure: '三种油漆停用隔离，逐桶核对批号。',
    photos: [await scene.paper(officer)],
  });
  yield scene.on(5, 15);
  await matter.does('kangmu.director', 'plan', {
    causes: ['management', 'people'],
    analysis: '分装后未转贴批号，领用人员凭记忆登记。',
    plan: '分装容器一律转贴批号，领用改为扫码登记，班后盘点。',
    responsible: scene.stage.account('kangmu.officer2'),
    dueOn: addDays(scene.today, 30),
    endangersSafety: false,
  });
  yield scene.on(-2, 15);
  await implement(scene, matter, 'kangmu.officer2', '批号转贴和扫码领用已执行一周，账物相符。');
}

/** A worker notices something himself and registers it, with what was done at once. */
export async function* workersReport(scene: Scene): Story {
  yield scene.on(-2, 14);
  const login = 'ruiyan.officer2';
  const input = {
    source: 'other',
    foundOn: scene.today,
    keyLink: '包装标识',
    description: '封箱线上一卷合格证的批号与当班生产批号不一致，尚未出库。',
    photos: [await scene.paper(login)],
    containment: 'taken',
    immediateMeasure: '该批三百二十箱隔离，停用该卷合格证。',
  };
  await scene.opens(login, 'corrective-action', 'find', input, 'ruiyan');
}

async function implement(scene: Scene, matter: Matter, login: string, result: string) {
  const evidence = [await scene.paper(login)];
  await matter.does(login, 'implement', { result, completedOn: scene.today, evidence });
}

/** The case officer in whose territory a firm lies: the county's where the world has that office, else the city's. */
function officerOver(firm: string): string {
  const { region } = demoOrganisation(firm);
  const offices = organisations.filter(({ kind }) => kind === 'market-regulator');
  const at = (code: number) => offices.find((office) => office.region === code);
  const office = at(region) ?? at(Math.floor(region / 100) * 100);
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
