import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { knownContexts } from '#trace/epcis/context.ts';
import type { Scene, Story } from './scene.ts';

const works = 'urn:epc:id:sgln:6901234.00001.0';
const gate = 'urn:epc:id:sgln:6901234.00001.G1';
const cement = (lot: string) => `urn:epc:class:lgtin:6901234.056789.${lot}`;
const owner = { type: 'owning_party', source: 'urn:epc:id:pgln:6901234.00000' };
/** Dealers by their numbers of GS1 China. */
const dealers = ['69212345.0000', '69312345.0000', '69412345.0000'];

/** A cement works whose systems report each day's milling, test and lorries in the evening. */
export async function* tracedCement(scene: Scene): Story {
  for (let at = 1; at <= 6; at += 1) {
    yield scene.on(at, 16);
    await scene.stage.post('chihu.officer', '/api/epcis/capture', documentOf(scene.today));
  }
}

function documentOf(day: PlainDate) {
  const lot = `P42-${day.slice(5).replace('-', '')}`;
  // Lorries leave at another minute each day.
  const minute = Number(day.slice(8));
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
    ...at(10 + number, minute),
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
  return {
    '@context': [knownContexts[0], { jx: 'https://ns.example.cn/epcis/' }],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: `${day}T15:50:00+08:00`,
    sender: owner.source,
    epcisBody: { eventList: [milled, tested, ...lorries] },
  };
}
