import { addDays } from '#kernel/calendar/plain-date.ts';
import type { Matter, Scene, Story } from './scene.ts';
import { dutyHolders, eachNew } from './watch.ts';
import type { Listed } from './watch.ts';

/** Looks each working day for new tasks from monthly reviews and lets those who have them work on them. */
export async function* tasks(scene: Scene): Story {
  yield* eachNew(scene, 'assigned-task', 'assigned', (found) => task(scene, found));
}

/** Done within a fortnight and confirmed; one came back, one is overdue, one waits for the principal. */
async function* task(scene: Scene, { matter, firm, number }: Listed): Story {
  const { officer, principal } = dutyHolders(firm);
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
