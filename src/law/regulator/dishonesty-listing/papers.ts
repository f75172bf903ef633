import type { Condition, RecitedAct, Telling } from '#kernel/paper/words.ts';
import { remedies } from '#law/remedies.ts';
import { grounds } from './grounds.ts';
import type { GroundId } from './grounds.ts';

/** A natural person has no line of his own at the head of a paper. */
export const person: RecitedAct = {
  act: 'open',
  fields: [{ field: 'partyName', as: '当事人' }, 'partyId'],
  ofUnregistered: true,
};

/** The matter as it was proposed: on what ground, by which facts (2, 12). */
export const matter: RecitedAct = {
  act: 'open',
  fields: ['caseNumber', 'ground', 'heavier', 'facts', 'factors', 'intent'],
};

/** The article that names each ground; a decision states on what it rests (13). */
function articles(where: Omit<Condition, 'is'>): Telling[] {
  const byArticle = Map.groupBy(Object.entries(grounds), ([, { basis }]) => basis);
  return [...byArticle].map(([basis, list]) => ({
    text: '上列事由属于所引条款规定的列入情形。',
    basis: [basis],
    where: { ...where, is: list.map(([id]) => id as GroundId) },
  }));
}

/** What is told before anybody is listed (13). */
export const noticeTells: readonly Telling[] = [
  {
    text: '自收到本告知书之日起{reply}内，可以陈述、申辩，符合听证条件的可以要求听证；逾期视为放弃上述权利。',
    basis: ['order-44/13', 'order-2/57', 'hearing-measures/7'],
  },
  ...articles({ act: 'open', field: 'ground' }),
];

const listed: Condition = { field: 'decision', is: ['list', 'list-elsewhere'] };

/** What the decision must state: ground and article, measures, how one gets off the list, how it is contested (13, 15). */
export const decisionTells: readonly Telling[] = [
  ...articles({ act: 'open', field: 'ground' }),
  {
    text: '列入期限自作出列入决定之日起{term}，期间通过国家企业信用信息公示系统公示，至{term:day}届满移出、停止公示。',
    basis: ['order-44/14', 'order-44/21'],
    where: listed,
  },
  {
    text:
      '列入满{early}（至{early:day}），已经自觉履行行政处罚决定中规定的义务、主动消除危害后果和不良影响、' +
      '未再受到较重行政处罚的，可以向本机关申请提前移出。',
    basis: ['order-44/16', 'order-107/13'],
    where: listed,
  },
  {
    text:
      '申请提前移出，提交信用修复申请书、主体资格文件、守信承诺书和履行义务、整改情况的材料；' +
      '本机关自收到申请之日起{acceptance}内决定是否受理，受理后依法决定是否准予，准予移出的{stop}内停止公示、解除管理措施。',
    basis: ['order-107/14', 'order-107/16', 'order-44/18'],
    where: listed,
  },
  remedies(),
];
