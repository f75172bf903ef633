import { readContext } from '../context.ts';
import { actions, eventTypes } from '../vocabulary.ts';
import { defect, below, isExtension, isObject, listOf } from './defect.ts';
import type { Check, Defect } from './defect.ts';
import {
  children,
  destinations,
  errorDeclaration,
  ilmd,
  persistent,
  place,
  quantities,
  sensors,
  sources,
  things,
  transactions,
} from './parts.ts';
import { identifier, offset, oneOf, time, uri, word } from './values.ts';

const action = oneOf(Object.keys(actions));
const certification: Check = (value) => (Array.isArray(value) ? listOf(uri)(value) : uri(value));
const context: Check = (value) => {
  const read = readContext(value);
  return read.ok ? undefined : defect(read.sentence);
};

const common = {
  '@context': context,
  type: () => undefined,
  eventTime: time,
  recordTime: time,
  eventTimeZoneOffset: offset,
  eventID: uri,
  certificationInfo: certification,
  errorDeclaration,
} satisfies Record<string, Check>;

const circumstances = {
  bizStep: word('bizStep', '业务步骤'),
  disposition: word('disposition', '状态'),
  readPoint: place,
  bizLocation: place,
  bizTransactionList: transactions,
  sourceList: sources,
  destinationList: destinations,
  sensorElementList: sensors,
} satisfies Record<string, Check>;

const family = { parentID: identifier, childEPCs: children, childQuantityList: quantities, action };

/** Fields of each kind of event. */
const fieldsOf = new Map<string, ReadonlyMap<string, Check>>(
  Object.entries({
    ObjectEvent: {
      epcList: things,
      quantityList: quantities,
      action,
      persistentDisposition: persistent,
      ilmd,
    },
    AggregationEvent: family,
    AssociationEvent: family,
    TransactionEvent: {
      parentID: identifier,
      epcList: children,
      quantityList: quantities,
      action,
      bizTransactionList: listOf(transactionItem, { min: 1 }),
    },
    TransformationEvent: {
      inputEPCList: things,
      inputQuantityList: quantities,
      outputEPCList: things,
      outputQuantityList: quantities,
      transformationID: identifier,
      persistentDisposition: persistent,
      ilmd,
    },
  } satisfies Record<keyof typeof eventTypes, Record<string, Check>>).map(([type, own]) => [
    type,
    new Map<string, Check>(Object.entries({ ...common, ...circumstances, ...own })),
  ]),
);

const extendedFields = new Map<string, Check>(Object.entries(common));

function transactionItem(value: unknown): Defect | undefined {
  const wrong = transactions([value]);
  return wrong === undefined ? undefined : { ...wrong, path: wrong.path.replace(/^\[0\]\.?/, '') };
}

/**
 * Checks one event of a document against EPCIS 2.0, field by field.
 * @returns everything that is wrong with it; paths begin at the event.
 */
export function checkEvent(value: unknown): Defect[] {
  if (!isObject(value)) return [defect('事件应为对象')];
  const { type } = value;
  if (typeof type !== 'string') return [defect('缺少事件类型', 'type')];
  const known = fieldsOf.get(type);
  if (known === undefined && !isExtension(type)) {
    return [
      defect(
        `没有“${type.slice(0, 60)}”这种事件，应为${Object.keys(eventTypes).join('、')}之一`,
        'type',
      ),
    ];
  }
  const defects = ['eventTime', 'eventTimeZoneOffset']
    .filter((name) => value[name] === undefined)
    .map((name) => defect('缺少这一项', name));
  const fields = known ?? extendedFields;
  for (const name in value) {
    const check = fields.get(name);
    const wrong =
      check === undefined ? unknownField(name, type, known !== undefined) : check(value[name]);
    if (wrong !== undefined) defects.push(below(name, wrong));
  }
  const whole = known === undefined ? undefined : structure[type as keyof typeof eventTypes](value);
  if (whole !== undefined) defects.push(whole);
  return defects;
}

function unknownField(name: string, type: string, isKnown: boolean): Defect | undefined {
  if (!isKnown || isExtension(name)) return undefined;
  return defect(`${type}没有这一项，扩展字段的名称须带命名空间前缀，如jx:batch`);
}

type Raw = Readonly<Record<string, unknown>>;

const has = (event: Raw, name: string) => event[name] !== undefined;
const holds = (event: Raw, name: string) =>
  Array.isArray(event[name]) && (event[name] as unknown[]).length > 0;
const noAction = defect('缺少这一项', 'action');

/** What the fields of each kind must say together. */
const structure: Readonly<Record<keyof typeof eventTypes, (event: Raw) => Defect | undefined>> = {
  ObjectEvent: (event) => {
    if (!has(event, 'action')) return noAction;
    if (has(event, 'ilmd') && event['action'] !== 'ADD') {
      return defect('只有action为ADD的事件才能带主数据', 'ilmd');
    }
    if (has(event, 'epcList') || holds(event, 'quantityList')) return undefined;
    if (holds(event, 'sensorElementList') && has(event, 'readPoint')) return undefined;
    return defect('epcList、quantityList至少要写一项，或者写传感器数据和读取点');
  },
  AggregationEvent: (event) => {
    if (!has(event, 'action')) return noAction;
    if (event['action'] === 'ADD' && !has(event, 'parentID')) {
      return defect('装入时要写明上级单元', 'parentID');
    }
    return childrenOf(event);
  },
  AssociationEvent: (event) => {
    if (!has(event, 'action')) return noAction;
    if (!has(event, 'parentID')) return defect('缺少这一项', 'parentID');
    return childrenOf(event);
  },
  TransactionEvent: (event) => {
    if (!has(event, 'action')) return noAction;
    if (!has(event, 'bizTransactionList')) return defect('缺少这一项', 'bizTransactionList');
    if (has(event, 'epcList') || holds(event, 'quantityList')) return undefined;
    return event['action'] === 'DELETE' ? undefined : defect('epcList、quantityList至少要写一项');
  },
  TransformationEvent: (event) => {
    const takes = holds(event, 'inputEPCList') || holds(event, 'inputQuantityList');
    const gives = holds(event, 'outputEPCList') || holds(event, 'outputQuantityList');
    if (has(event, 'transformationID')) {
      return takes || gives ? undefined : defect('投入和产出至少要写一项');
    }
    if (!takes) return defect('没有写投入，也没有写transformationID', 'inputQuantityList');
    return gives ? undefined : defect('没有写产出，也没有写transformationID', 'outputQuantityList');
  },
};

function childrenOf(event: Raw): Defect | undefined {
  if (holds(event, 'childEPCs') || holds(event, 'childQuantityList')) return undefined;
  return event['action'] === 'DELETE'
    ? undefined
    : defect('childEPCs、childQuantityList至少要写一项');
}
