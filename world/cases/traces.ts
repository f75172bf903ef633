import { setTimeout as sleep } from 'node:timers/promises';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { knownContexts } from '#trace/epcis/context.ts';
import type { PresentedCapture } from '#server/epcis/present.ts';
import { delivery } from './goods/incoming.ts';
import { lotOf, released } from './goods/lots.ts';
import type { Scene, Story } from './scene.ts';

const works = 'urn:epc:id:sgln:6901234.00001.0';
const gate = 'urn:epc:id:sgln:6901234.00001.G1';
const cement = (lot: string) => `urn:epc:class:lgtin:6901234.056789.${lot}`;
const owner = { type: 'owning_party', source: 'urn:epc:id:pgln:6901234.00000' };
/** Dealers by their numbers of GS1 China. */
const dealers = ['69212345.0000', '69312345.0000', '69412345.0000'];

const officer = 'chihu.officer';

/**
 * A cement works whose systems report each day's milling, test and lorries. At first nobody had entered what went into the
 * mill, so that the register left its lots out and said why; then everything is there, and the events make the lots.
 */
export async function* tracedCement(scene: Scene): Story {
  for (let at = 1; at <= 4; at += 1) {
    yield scene.on(at, 16);
    const { milled, tested, lorries } = eventsOf(scene.today, 10);
    await capture(scene, [milled, tested, ...lorries]);
  }
  const clinker = [5, 6].map((at) => `SL-${numberOf(scene.on(at, 10).day)}`);
  await arrives(scene, ['硅酸盐水泥熟料', '52.5', '610', '江西万年熟料有限公司'], clinker);
  await arrives(scene, ['天然二水石膏', '二级', '360', '湖北应城石膏矿'], ['KZ-7']);
  for (let at = 5; at <= 6; at += 1) {
    yield scene.on(at, 11);
    const { milled, tested, lorries } = eventsOf(scene.today, 14);
    await capture(scene, [milled, tested]);
    yield scene.on(at, 14);
    const number = `P42-${numberOf(scene.today)}`;
    await released(scene, officer, await lotOf(scene, officer, number), '790', `CH-${number}`);
    yield scene.on(at, 16);
    await capture(scene, lorries);
  }
}

/** Hands a document in and waits until its events are taken over. */
async function capture(scene: Scene, events: readonly object[]): Promise<void> {
  await scene.stage.post(officer, '/api/epcis/capture', documentOf(scene.today, events));
  for (;;) {
    const [latest] = await scene.stage.get<PresentedCapture[]>(
      officer,
      '/api/epcis/capture?perPage=1',
    );
    if (latest?.running === false) return;
    await sleep(5);
  }
}

/** Raw materials from outside the platform, each lot as much. */
async function arrives(
  scene: Scene,
  [productName, specification, quantity, supplier]: readonly [string, string, string, string],
  batches: readonly string[],
): Promise<void> {
  for (const batch of batches) {
    await scene.record(officer, 'incoming-inspection', {
      ...(await delivery(scene, officer)),
      productName,
      specification,
      quantity,
      unit: '吨',
      supplier,
      batch,
      checks: [{ item: '检验报告', result: 'pass' }],
      conclusion: 'accept',
    });
  }
}

const numberOf = (day: PlainDate) => day.slice(5).replace('-', '');

/** @param loading the hour from which on lorries leave. */
function eventsOf(day: PlainDate, loading: number) {
  const lot = `P42-${numberOf(day)}`;
  // Lorries leave at another minute each day.
  const minute = Number(day.slice(8)) % 30;
  const at = (hour: number, past = 0) => {
    const clock = [hour, past].map((part) => String(part).padStart(2, '0')).join(':');
    return { eventTime: `${day}T${clock}:00+08:00`, eventTimeZoneOffset: '+08:00' };
  };
  const milled = {
    type: 'TransformationEvent',
    ...at(7, 30),
    inputQuantityList: [
      {
        epcClass: `urn:epc:class:lgtin:6901234.011111.SL-${lot.slice(4)}`,
        quantity: 610,
        uom: 'TNE',
      },
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
    ...at(8, 40),
    action: 'OBSERVE',
    quantityList: [{ epcClass: cement(lot), quantity: 790, uom: 'TNE' }],
    bizStep: 'inspecting',
    disposition: 'conformant',
    readPoint: { id: works },
    bizTransactionList: [
      { type: 'testres', bizTransaction: `urn:epcglobal:cbv:bt:6901234000009:JY${lot.slice(4)}` },
    ],
  };
  const lorries = dealers.map((dealer, number) => ({
    type: 'ObjectEvent',
    ...at(loading + Math.floor(number / 2), minute + (number % 2) * 30),
    action: 'OBSERVE',
    quantityList: [{ epcClass: cement(lot), quantity: 30 + number * 5, uom: 'TNE' }],
    bizStep: 'shipping',
    disposition: 'in_transit',
    readPoint: { id: gate },
    sourceList: [owner],
    destinationList: [{ type: 'owning_party', destination: `urn:epc:id:pgln:${dealer}` }],
    bizTransactionList: [
      {
        type: 'desadv',
        bizTransaction: `urn:epcglobal:cbv:bt:6901234000009:FH${lot.slice(4)}-${number + 1}`,
      },
    ],
  }));
  return { milled, tested, lorries };
}

function documentOf(day: PlainDate, eventList: readonly object[]) {
  return {
    '@context': [knownContexts[0], { jx: 'https://ns.example.cn/epcis/' }],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: `${day}T${eventList.length > 2 ? '15:50' : '10:50'}:00+08:00`,
    sender: owner.source,
    epcisBody: { eventList },
  };
}
