import { addDays } from '#kernel/calendar/plain-date.ts';
import type { Scene, Story } from './scene.ts';

const office = 'regulator-nankang';

/** A maker of boards is listed with its penalty, which the city had agreed to; list and penalty are published. */
export async function* listedBoards(scene: Scene): Story {
  yield scene.on(1, 14);
  const officer = `${office}.case`;
  const matter = await scene.opens(
    officer,
    'dishonesty-listing',
    'open',
    {
      caseNumber: `（演示）南康市监案${scene.year}-0031号`,
      level: 'county',
      ground: 'unsafe-or-fake-goods',
      heavier: 'fine',
      facts: '以不合格胶合板冒充合格产品出厂，甲醛释放量超过强制性标准限量，货值金额四十六万元。',
      factors: '两年内第二次因同一项目不合格受到处罚，产品已用于幼儿园装修，主动召回不彻底。',
      intent: 'not-disproved',
      noticed: 'with-penalty',
      noticeServedOn: addDays(scene.today, -20),
    },
    'nanshan',
  );
  await matter.does(officer, 'seekConsent', {
    superior: 'city',
    opinion: '拟与行政处罚决定一并作出列入决定，请审查。',
    papers: [await scene.paper(officer)],
  });
  yield scene.on(2, 11);
  const agreed = { answer: 'agreed', reason: '事实清楚，符合列入条件。' };
  await matter.does('regulator-ganzhou.leader', 'consent', agreed);
  yield scene.on(3, 10);
  const penaltyNumber = `（演示）南康市监罚${scene.year}-0031号`;
  await matter.does(`${office}.leader`, 'decide', {
    decision: 'list',
    number: `（演示）南康市监列${scene.year}-0001号`,
    penaltyNumber,
    penaltyDecidedOn: scene.today,
    measures: ['permits', 'supervision', 'no-commitment', 'no-honours'],
    reason: '性质恶劣、情节严重，受到从重罚款。',
  });
  const decidedOn = scene.today;
  yield scene.on(5, 10);
  const publisher = `${office}.publisher`;
  const proof = async () => [await scene.paper(publisher)];
  await matter.does(publisher, 'publish', { servedOn: scene.today, proof: await proof() });
  const penalty = await scene.opens(
    publisher,
    'penalty-publicity',
    'open',
    {
      number: penaltyNumber,
      decidedOn,
      procedure: 'ordinary',
      warningOnly: false,
      violation: '以不合格产品冒充合格产品',
      basis: '《中华人民共和国产品质量法》第五十条',
      content: '责令停止生产销售，没收违法产品，罚款九十二万元',
      amountYuan: '920000.00',
      partyKind: 'organisation',
    },
    'nanshan',
  );
  await penalty.does(publisher, 'publish', {
    tier: 'key-product',
    servedOn: scene.today,
    proof: [await scene.paper(publisher)],
  });
}
