import { addDays, addMonths } from '#kernel/calendar/plain-date.ts';
import type { Scene, Story } from './scene.ts';

const city = 'regulator-ganzhou';

/** The city watches the board works that failed its checks, and acts with its county in the markets of the countryside. */
export async function* keyAreas(scene: Scene): Story {
  yield scene.on(2, 15);
  const regime = await scene.opens(
    `${city}.case`,
    'intensified-supervision',
    'propose',
    {
      matter: '人造板甲醛释放量重点监管',
      area: 'cluster',
      classes: ['blockboard', 'plywood'],
      ground: 'failed-checks',
      facts: '一年内两次检验甲醛释放量超过限量。',
      frequency: 'month',
      from: scene.today,
      until: addMonths(scene.today, 6),
    },
    'nanshan',
  );
  const operation = await scene.opens(`${city}.case`, 'special-operation', 'launch', {
    title: '冬季农村市场移动电源专项行动',
    areas: ['countryside', 'wholesale-market'],
    classes: ['power-bank', 'electric-blanket'],
    objects: [{ object: '农村集市、小商店', target: 40, measure: '现场检查和抽样' }],
    members: [scene.stage.organisation('regulator-nankang')],
    frequency: 'month',
    from: scene.today,
    until: addDays(scene.today, 90),
    plan: '突出过充保护和认证标志，发现无证产品一律下架。',
  });
  yield scene.on(3, 15);
  await regime.does(`${city}.leader`, 'decide', {
    decision: 'listed',
    frequency: 'month',
    reason: '检验结果和处罚决定属实，同意列入。',
  });
  await operation.does(`${city}.leader`, 'approve', {
    decision: 'approved',
    frequency: 'month',
    opinion: '同意。',
  });
}
