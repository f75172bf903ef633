import { below, defect, listOf, objectOf } from './defect.ts';
import type { Check } from './defect.ts';
import {
  classIdentifier,
  flag,
  hexadecimal,
  identifier,
  number,
  text,
  time,
  unit,
  uri,
  word,
} from './values.ts';

const quantityShape = objectOf({
  fields: { epcClass: classIdentifier, quantity: number, uom: unit },
  required: ['epcClass'],
});

/** So many of a product or a lot: never negative, and whole where it counts pieces. */
const quantity: Check = (value) => {
  const wrong = quantityShape(value);
  if (wrong !== undefined) return wrong;
  const { quantity: amount, uom } = value as { quantity?: number; uom?: string };
  if (amount === undefined) {
    return uom === undefined ? undefined : below('uom', defect('写了计量单位，没有写数量'));
  }
  if (amount < 0) return below('quantity', defect(`数量不能是负数，写的是${amount}`));
  return uom === undefined && !Number.isInteger(amount)
    ? below('quantity', defect(`没有计量单位的数量是件数，应为整数，写的是${amount}`))
    : undefined;
};

/** Quantities of products and lots. */
export const quantities = listOf(quantity);

/** Single things, each once. */
export const things = listOf(identifier, { unique: true });

/** Single things; the standard lets children repeat. */
export const children = listOf(identifier);

/** A place, with extensions. */
export const place = objectOf({ fields: { id: identifier }, required: ['id'], others: 'any' });

/** Business documents. */
export const transactions = listOf(
  objectOf({
    fields: { type: word('bizTransaction', '单据类型'), bizTransaction: identifier },
    required: ['bizTransaction'],
  }),
);

/** From whom and where. */
export const sources = listOf(
  objectOf({
    fields: { type: word('party', '来源类型'), source: identifier },
    required: ['type', 'source'],
  }),
);

/** To whom and where. */
export const destinations = listOf(
  objectOf({
    fields: { type: word('party', '去向类型'), destination: identifier },
    required: ['type', 'destination'],
  }),
);

const words = listOf(word('disposition', '状态'), { min: 1, unique: true });
const persistentShape = objectOf({ fields: { set: words, unset: words } });

/** States that stay until they are taken back. */
export const persistent: Check = (value) => {
  const wrong = persistentShape(value);
  if (wrong !== undefined) return wrong;
  const { set, unset } = value as { set?: unknown; unset?: unknown };
  return set === undefined && unset === undefined ? defect('set和unset至少要写一项') : undefined;
};

const device = {
  deviceID: uri,
  deviceMetadata: uri,
  rawData: uri,
  dataProcessingMethod: uri,
  bizRules: uri,
};

const report = objectOf({
  fields: {
    ...device,
    type: word('measurement', '测量类型'),
    exception: word('measurement', '报警类型'),
    time,
    microorganism: uri,
    chemicalSubstance: uri,
    coordinateReferenceSystem: uri,
    component: word('component', '分量'),
    value: number,
    minValue: number,
    maxValue: number,
    meanValue: number,
    sDev: number,
    percRank: number,
    percValue: number,
    stringValue: text,
    booleanValue: flag,
    hexBinaryValue: hexadecimal,
    uriValue: uri,
    uom: text,
  },
  required: ['type'],
  others: 'extensions',
});

/** What sensors measured. */
export const sensors = listOf(
  objectOf({
    fields: {
      sensorMetadata: objectOf({
        fields: { ...device, time, startTime: time, endTime: time },
        others: 'extensions',
      }),
      sensorReport: listOf(report, { min: 1 }),
    },
    required: ['sensorReport'],
    others: 'extensions',
  }),
);

/** Master data of what was made: fields of a namespace only. */
export const ilmd = objectOf({ fields: {}, others: 'extensions' });

/** That an earlier event was wrong. */
export const errorDeclaration = objectOf({
  fields: {
    declarationTime: time,
    reason: word('error', '更正原因'),
    correctiveEventIDs: listOf(uri),
  },
  required: ['declarationTime'],
  others: 'extensions',
});
