import { demoOrganisation } from '../../firms.ts';
import type { Scene, Story } from '../scene.ts';

/** Sockets that a shop puts together itself: sent to the case officers, who have fifteen working days. */
export async function* homemadeSockets(scene: Scene): Story {
  yield scene.on(-4, 10);
  const office = 'regulator-ganzhou';
  const login = `${office}.intake`;
  const matter = await scene.opens(login, 'violation-report', 'report', {
    channel: 'hotline',
    receivedOn: scene.today,
    matter: '店内自行组装插座出售',
    violation: 'no-ccc',
    respondentName: '章贡区水东五金杂货店（未登记）',
    respondentAddress: '赣州市章贡区水东镇',
    goods: '六孔移动插座',
    facts: '货架上的插座没有认证标志和厂名，店主说是买散件自己装的，每天都在卖。',
    evidence: [await scene.paper(login)],
  });
  await matter.does(login, 'dispatch', {
    handler: scene.stage.organisation(office),
    ground: 'place',
  });
}

/** Furniture with another firm's name: came in today and waits to be sent on. The maker never sees it. */
export async function* borrowedName(scene: Scene): Story {
  yield scene.on(-1, 15);
  const login = 'regulator-nankang.intake';
  const { name, address } = demoOrganisation('kangmu');
  await scene.opens(
    login,
    'violation-report',
    'report',
    {
      channel: 'window',
      receivedOn: scene.today,
      matter: '家具标签与生产厂不符',
      violation: 'marks',
      respondentName: name,
      respondentAddress: address,
      goods: '儿童床，标签批号与合格证不一致',
      facts: '同一批儿童床上贴着两家厂的标签，怀疑借用厂名。',
      evidence: [await scene.paper(login)],
    },
    'kangmu',
  );
}
