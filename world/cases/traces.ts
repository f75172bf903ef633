import { setTimeout as sleep } from 'node:timers/promises';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { PresentedCapture } from '#server/epcis/present.ts';
import { knownContexts } from '#trace/epcis/context.ts';
import { delivery } from './goods/incoming.ts';
import { lotOf, released } from './goods/lots.ts';
import type { Scene, Story } from './scene.ts';

const officer = 'chihu.officer';
const works = 'urn:epc:id:sgln:6901234.00001.0';
const gate = 'urn:epc:id:sgln:6901234.00001.G1';
const cement = (lot: string) => `urn:epc:class:lgtin:6901234.056789.${lot}`;
const owner = { type: 'owning_party', source: 'urn:epc:id:pgln:6901234.00000' };
/** Dealers by their numbers of GS1 China; the first one is on the platform, the others are outside it. */
const dealers = ['69212345.0000', '69312345.0000', '69412345.0000'];
const dealer = { login: 'xinjiangmen.officer', number: '6921234500002' };

/** Clinker and slag for all days, as the inspections of what came in name them. */
const materials = [
  ['硅酸盐水泥熟料', '42.5', 'SL-7', '4200', '彭泽马当熟料厂'],
  ['粒化高炉矿渣粉', 'S95', 'KZ-7', '1200', '湖口石钟山矿粉厂'],
] as const;

/**
 * A cement works whose systems report each day's milling, test and lorries in the evening. What was milled the day before
 * was released by then, so that it may leave; the days become a trace from the clinker to the dealers.
 */
export async function* tracedCement(scene: Scene): Story {
  yield scene.on(1, 15);
  for (const material of materials) await arrives(scene, material);
  await scene.record(dealer.login, 'location-number', { number: dealer.number, place: '总仓' });
  let yesterday: PlainDate | undefined;
  for (let at = 1; at <= 6; at += 1) {
    yield scene.on(at, 16);
    const { today } = scene;
    await capture(scene, documentOf(today, yesterday));
    yesterday = today;
    if (at === 6) return;
    yield scene.on(at + 1, 10);
    const number = numberOf(today);
    await released(scene, officer, await lotOf(scene, officer, number), '790', `HG-${number}`);
  }
}

const numberOf = (day: PlainDate) => `P42-${day.slice(5).replace('-', '')}`;

async function arrives(scene: Scene, material: (typeof materials)[number]): Promise<void> {
  const [productName, specification, batch, quantity, supplier] = material;
  await scene.record(officer, 'incoming-inspection', {
    ...(await delivery(scene, officer)),
    productName,
    specification,
    quantity,
    unit: '吨',
    supplier,
    batch,
    checks: [{ item: '出厂检验报告', result: 'pass' }],
    conclusion: 'accept',
  });
}

/** Hands a document in and waits until its events are taken over. */
async function capture(scene: Scene, document: object): Promise<void> {
  await scene.stage.post(officer, '/api/epcis/capture', document);
  for (;;) {
    const [latest] = await scene.stage.get<PresentedCapture[]>(
      officer,
      '/api/epcis/capture?perPage=1',
    );
    if (latest?.running === false) return;
    await sleep(5);
  }
}

function documentOf(day: PlainDate, yesterday: PlainDate | undefined) {
  const events = [...milling(day), ...(yesterday === undefined ? [] : lorries(day, yesterday))];
  return {
    '@context': [knownContexts[0], { jx: 'https://ns.example.cn/epcis/' }],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: `${day}T15:50:00+08:00`,
    sender: owner.source,
    epcisBody: { eventList: events },
  };
}

function at(day: PlainDate, hour: number, past = 0) {
  const clock = [hour, past].map((part) => String(part).padStart(2, '0')).join(':');
  return { eventTime: `${day}T${clock}:00+08:00`, eventTimeZoneOffset: '+08:00' };
}

function milling(day: PlainDate): readonly object[] {
  const lot = numberOf(day);
  const milled = {
    type: 'TransformationEvent',
    ...at(day, 7, 30),
    inputQuantityList: [
      { epcClass: 'urn:epc:class:lgtin:6901234.011111.SL-7', quantity: 610, uom: 'TNE' },
      { epcClass: 'urn:epc:class:lgtin:69212345.01111.KZ-7', quantity: 180, uom: 'TNE' },
    ],
    outputQuantityList: [{ epcClass: cement(lot), quantity: 790, uom: 'TNE' }],
    bizStep: 'creating_class_instance',
    disposition: 'active',
    readPoint: { id: works },
    bizLocation: { id: works },
    ilmd: { 'cbvmda:countryOfOrigin': 'CN', 'jx:strengthClass': '42.5' },
  };
  const tested = {
    type: 'ObjectEvent',
    ...at(day, 8, 40),
    action: 'OBSERVE',
    quantityList: [{ epcClass: cement(lot), quantity: 790, uom: 'TNE' }],
    bizStep: 'inspecting',
    disposition: 'conformant',
    readPoint: { id: works },
    bizTransactionList: [
      { type: 'testres', bizTransaction: `urn:epcglobal:cbv:bt:6901234000009:JY${lot.slice(4)}` },
    ],
  };
  return [milled, tested];
}

/** Lorries leave after the release, at another minute each day. */
function lorries(day: PlainDate, milledOn: PlainDate): readonly object[] {
  const lot = numberOf(milledOn);
  return dealers.map((to, number) => ({
    type: 'ObjectEvent',
    ...at(day, 11 + number, Number(day.slice(8))),
    action: 'OBSERVE',
    quantityList: [{ epcClass: cement(lot), quantity: 30 + number * 5, uom: 'TNE' }],
    bizStep: 'shipping',
    disposition: 'in_transit',
    readPoint: { id: gate },
    sourceList: [owner],
    destinationList: [{ type: 'owning_party', destination: `urn:epc:id:pgln:${to}` }],
    bizTransactionList: [
      {
        type: 'desadv',
        bizTransaction: `urn:epcglobal:cbv:bt:6901234000009:FH${lot.slice(4)}-${number + 1}`,
      },
    ],
  }));
}
