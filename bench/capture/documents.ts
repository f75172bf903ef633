import { knownContexts } from '#trace/epcis/context.ts';

/**
 * Documents as a cement works' systems make them: one event in four a lot made of others, one a pallet packed, one
 * shipped, one observed; 560 bytes an event on average, no event twice.
 */
export function documents(count: number, eventsEach: number, month: string): Buffer[] {
  return Array.from({ length: count }, (_, document) => {
    const events = Array.from({ length: eventsEach }, (_none, at) =>
      eventOf(document * eventsEach + at, month),
    );
    return Buffer.from(
      JSON.stringify({
        '@context': [knownContexts[0], { jx: 'https://ns.example.cn/epcis/' }],
        type: 'EPCISDocument',
        schemaVersion: '2.0',
        creationDate: `${month}-20T00:00:00Z`,
        epcisBody: { eventList: events },
      }),
    );
  });
}

/** The lot that the events around a number are about. */
export function lotOf(number: number): string {
  return `urn:epc:class:lgtin:6901234.056789.P${number - (number % 4)}`;
}

/** When the event with a number took place. */
export function timeOf(number: number, month: string): string {
  return new Date(
    Date.parse(`${month}-01T00:00:00Z`) + ((number % 1_500_000) + 1) * 1_000,
  ).toISOString();
}

function eventOf(number: number, month: string): object {
  const lot = lotOf(number);
  const pallet = `urn:epc:id:sscc:6901234.3${String(number).padStart(9, '0')}`;
  const place = { id: 'urn:epc:id:sgln:6901234.00001.0' };
  const common = {
    eventTime: timeOf(number, month),
    eventTimeZoneOffset: '+08:00',
    readPoint: place,
    bizLocation: place,
    'jx:shift': number % 3 === 0 ? '甲' : '乙',
  };
  const quantity = { epcClass: lot, quantity: 40 + (number % 50), uom: 'TNE' };
  switch (number % 4) {
    case 0:
      return {
        type: 'TransformationEvent',
        ...common,
        inputQuantityList: [
          {
            epcClass: `urn:epc:class:lgtin:6901234.011111.S${number >> 4}`,
            quantity: 30,
            uom: 'TNE',
          },
        ],
        outputQuantityList: [quantity],
        bizStep: 'creating_class_instance',
        disposition: 'active',
        ilmd: { 'cbvmda:countryOfOrigin': 'CN', 'jx:strengthClass': '42.5' },
      };
    case 1:
      return {
        type: 'AggregationEvent',
        ...common,
        action: 'ADD',
        parentID: pallet,
        childQuantityList: [quantity],
        bizStep: 'packing',
        disposition: 'in_progress',
      };
    case 2:
      return {
        type: 'ObjectEvent',
        ...common,
        action: 'OBSERVE',
        epcList: [pallet],
        bizStep: 'shipping',
        disposition: 'in_transit',
        destinationList: [{ type: 'owning_party', destination: 'urn:epc:id:pgln:69212345.0000' }],
        bizTransactionList: [
          { type: 'desadv', bizTransaction: `urn:epcglobal:cbv:bt:6901234000009:FH${number}` },
        ],
      };
    default:
      return {
        type: 'ObjectEvent',
        ...common,
        action: 'OBSERVE',
        quantityList: [quantity],
        bizStep: 'inspecting',
        disposition: 'conformant',
      };
  }
}
