import type { LotList } from '#server/lots/present.ts';
import type { ProceedingSummary } from '#server/proceedings/present.ts';
import { Matter } from './scene.ts';
import type { Scene } from './scene.ts';

const officer = 'longdian.officer';
const number = 'LD26-09';
/** Dealers of other provinces, who are not on the platform. */
const dealers = [
  ['东莞市松山湖数码配件商行', '2400'],
  ['长沙市雨花区新声电子经营部', '2100'],
  ['武汉市江汉区汇通数码批发部', '1640'],
] as const;
const stock = { made: '8400', left: '1260', online: '600', platform: '400' } as const;

/** The batch is made, passes and goes to a shop, a platform and dealers elsewhere. @returns its lot. */
export async function goodsOut(scene: Scene): Promise<string> {
  await scene.record(officer, 'lot-registration', {
    product: '移动电源',
    model: 'LD-20000',
    number,
    madeOn: scene.today,
    quantity: stock.made,
    unit: '只',
    parts: [],
  });
  const lot = await lotOf(scene, officer);
  await scene.record(officer, 'lot-release', {
    lot,
    inspectedOn: scene.today,
    conclusion: 'pass',
    quantity: '7140',
    certificate: `HG-${number}`,
    report: [await scene.paper(officer)],
    inspector: scene.stage.account(officer),
  });
  const sell = (quantity: string, to: object) =>
    scene.record(officer, 'sales-record', sale(scene, lot, quantity, to));
  const registered = (firm: string) => ({
    buyerKind: 'registered',
    buyer: scene.stage.organisation(firm),
  });
  await sell(stock.online, registered('chengguo'));
  await sell(stock.platform, registered('pohu'));
  for (const [name, quantity] of dealers) {
    await sell(quantity, { buyerKind: 'other', buyerName: name });
  }
  return lot;
}

/** The online shop accepts its part and sells most of it. */
export async function soldOnline(scene: Scene, lot: string): Promise<void> {
  const shop = 'chengguo.officer';
  await scene.record(shop, 'incoming-inspection', {
    lot,
    productName: '移动电源',
    specification: 'LD-20000',
    quantity: stock.online,
    unit: '只',
    supplier: '龙南珑电新能源科技有限公司',
    supplierContact: '供货商业务员（登记在供货商档案）',
    receivedOn: scene.today,
    batch: number,
    supplierPapers: [await scene.paper(shop)],
    reportKind: 'original',
    report: [await scene.paper(shop)],
    checks: [{ item: '认证标志和检验报告', result: 'pass' }],
    conclusion: 'accept',
  });
  await scene.record(shop, 'sales-record', sale(scene, lot, '412', { buyerKind: 'consumer' }));
}

/** The shop has looked: what is there, what went back, whom it reached. */
export async function shopAnswers(scene: Scene, lot: string): Promise<void> {
  const shop = 'chengguo.officer';
  await (
    await noticeOf(scene, shop)
  ).does(shop, 'answer', {
    stoppedOn: scene.today,
    displayed: true,
    items: [
      {
        lot,
        found: '148',
        outside: '0',
        consumers: '412',
        returned: '40',
        destroyed: '0',
        recovered: '126',
      },
    ],
    buyers: [],
    consumerCount: 397,
    coverage: 'all',
    evidence: [await scene.paper(shop)],
  });
}

/** The maker answers for its own stock and for the dealers elsewhere; the platform stays silent. */
export async function makerAnswers(scene: Scene, lot: string): Promise<void> {
  const recovered = ['860', '0', '410'];
  await (
    await noticeOf(scene, officer)
  ).does(officer, 'answer', {
    stoppedOn: scene.today,
    displayed: true,
    items: [
      {
        lot,
        found: '980',
        outside: '6140',
        consumers: '0',
        returned: '0',
        destroyed: '320',
        recovered: '0',
      },
    ],
    buyers: dealers.map(([name, quantity], at) => ({
      lot,
      name,
      contact: '已电话和书面通知',
      quantity,
      told: true,
      recovered: recovered[at] ?? '0',
    })),
    consumerCount: 0,
    coverage: 'all',
    evidence: [await scene.paper(officer)],
  });
}

/** What the plan has to carry. */
export async function scopeHash(scene: Scene, login: string, { id }: Matter): Promise<string> {
  const url = `/api/recalls/${id}/preview`;
  const preview = await scene.stage.post<{ readonly hash: string }>(login, url, { lots: [] });
  return preview.hash;
}

function sale(scene: Scene, lot: string, quantity: string, to: object) {
  return {
    items: [{ lot, quantity, certificate: `HG-${number}` }],
    ...to,
    contact: '业务联系电话',
    soldOn: scene.today,
    shippedOn: scene.today,
    place: '龙南市',
  };
}

async function lotOf(scene: Scene, login: string): Promise<string> {
  const { lots } = await scene.stage.get<LotList>(login, `/api/lots?q=${number}`);
  return lots[0]!.id;
}

async function noticeOf(scene: Scene, login: string): Promise<Matter> {
  const { proceedings } = await scene.stage.get<{ proceedings: readonly ProceedingSummary[] }>(
    login,
    '/api/proceedings?procedure=recall-notice&open=true',
  );
  return scene.matter(proceedings[0]!.id);
}
