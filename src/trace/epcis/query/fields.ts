import { canonical } from '../../identifiers/identifier.ts';
import { found, wrong } from '../../identifiers/outcome.ts';
import type { Outcome } from '../../identifiers/outcome.ts';
import { expanded } from '../context.ts';
import type { Namespaces } from '../context.ts';
import type { EpcisEvent, QuantityElement, SensorReport } from '../event.ts';
import { actions, bareWord } from '../vocabulary.ts';
import { extensionTest } from './extension-test.ts';
import type { EventTest } from './parameters.ts';
import { identifierTest, placeTest } from './pattern.ts';
import { compares, comparisonOf } from './value-test.ts';

/** A test with what an index may know of it. */
export interface FieldTest {
  readonly test: EventTest;
  readonly word?: {
    readonly kind: 'bizStep' | 'disposition' | 'readPoint' | 'bizLocation';
    readonly values: readonly string[];
  };
  /** Identifiers of which the event names one. */
  readonly named?: readonly string[];
}

/** Makes the test of one parameter; what is no parameter of the standard is refused, never ignored. */
export function fieldTest(
  name: string,
  values: readonly string[],
  namespaces: Namespaces,
): Outcome<FieldTest> {
  const test =
    wordTest(name, values) ??
    placeParameter(name, values) ??
    matchTest(name, values) ??
    plainTest(name, values) ??
    listTest(name, values) ??
    sensorTest(name, values) ??
    extensionParameter(name, values, namespaces);
  return test === undefined ? wrong(`不支持查询参数${name.slice(0, 80)}`) : found(test);
}

function wordTest(name: string, values: readonly string[]): FieldTest | undefined {
  const kind = /^EQ_(bizStep|disposition)$/.exec(name)?.[1] as
    | 'bizStep'
    | 'disposition'
    | undefined;
  if (kind !== undefined) {
    const asked = values.map((one) => bareWord(kind, one));
    const test: EventTest = ({ [kind]: own }) =>
      typeof own === 'string' && asked.includes(bareWord(kind, own));
    return { test, word: { kind, values: asked } };
  }
  const persistent = /^EQ_persistentDisposition_(set|unset)$/.exec(name)?.[1] as
    | 'set'
    | 'unset'
    | undefined;
  if (persistent === undefined) return undefined;
  const asked = values.map((one) => bareWord('disposition', one));
  return {
    test: ({ persistentDisposition: own }) =>
      (own?.[persistent] ?? []).some((one) => asked.includes(bareWord('disposition', one))),
  };
}

function placeParameter(name: string, values: readonly string[]): FieldTest | undefined {
  const parts = /^(EQ|WD)_(readPoint|bizLocation)$/.exec(name);
  if (parts === null) return undefined;
  const kind = parts[2] as 'readPoint' | 'bizLocation';
  const tests = values.map(parts[1] === 'WD' ? placeTest : identifierTest);
  const test: EventTest = ({ [kind]: place }) =>
    place !== undefined && tests.some(({ matches }) => matches(place.id));
  return parts[1] === 'WD' ? { test } : { test, word: { kind, values: values.map(canonical) } };
}

const classes = (list: readonly QuantityElement[] = []) => list.map(({ epcClass }) => epcClass);

/** Which identifiers of an event each MATCH parameter looks at. */
const looked: Readonly<Record<string, (event: EpcisEvent) => readonly string[]>> = {
  MATCH_epc: ({ epcList = [], childEPCs = [] }) => [...epcList, ...childEPCs],
  MATCH_parentID: ({ parentID }) => (parentID === undefined ? [] : [parentID]),
  MATCH_inputEPC: ({ inputEPCList = [] }) => inputEPCList,
  MATCH_outputEPC: ({ outputEPCList = [] }) => outputEPCList,
  MATCH_anyEPC: (event) => [
    ...(event.epcList ?? []),
    ...(event.childEPCs ?? []),
    ...(event.inputEPCList ?? []),
    ...(event.outputEPCList ?? []),
    ...(event.parentID === undefined ? [] : [event.parentID]),
  ],
  /** Our own, for what is reached by its identifier: whatever part it plays. */
  MATCH_any: (event) => [
    ...(looked['MATCH_anyEPC']?.(event) ?? []),
    ...(looked['MATCH_anyEPCClass']?.(event) ?? []),
  ],
  MATCH_epcClass: (event) => [...classes(event.quantityList), ...classes(event.childQuantityList)],
  MATCH_inputEPCClass: (event) => classes(event.inputQuantityList),
  MATCH_outputEPCClass: (event) => classes(event.outputQuantityList),
  MATCH_anyEPCClass: (event) => [
    ...classes(event.quantityList),
    ...classes(event.childQuantityList),
    ...classes(event.inputQuantityList),
    ...classes(event.outputQuantityList),
  ],
};

function matchTest(name: string, values: readonly string[]): FieldTest | undefined {
  const look = Object.hasOwn(looked, name) ? looked[name] : undefined;
  if (look === undefined) return undefined;
  const tests = values.map(identifierTest);
  const exact = tests.flatMap((one) => one.exact ?? []);
  return {
    test: (event) => look(event).some((uri) => tests.some(({ matches }) => matches(uri))),
    ...(exact.length === tests.length ? { named: exact } : {}),
  };
}

/** Parameters about one field each. */
function plainTest(name: string, values: readonly string[]): FieldTest | undefined {
  const [first = ''] = values;
  switch (name) {
    case 'EQ_action':
      return values.every((one) => Object.hasOwn(actions, one))
        ? { test: ({ action }) => action !== undefined && values.includes(action) }
        : undefined;
    case 'EQ_transformationID': {
      const asked = values.map(canonical);
      return {
        test: ({ transformationID: own }) => own !== undefined && asked.includes(canonical(own)),
        named: asked,
      };
    }
    case 'EXISTS_errorDeclaration':
      return first === 'false'
        ? { test: () => true }
        : { test: ({ errorDeclaration }) => errorDeclaration !== undefined };
    case 'GE_errorDeclarationTime':
    case 'LT_errorDeclarationTime':
      return {
        test: ({ errorDeclaration: own }) =>
          own !== undefined &&
          compares(own.declarationTime, name.startsWith('GE') ? 'GE' : 'LT', first),
      };
    case 'EQ_errorReason': {
      const asked = values.map((one) => bareWord('error', one));
      return {
        test: ({ errorDeclaration: own }) =>
          own?.reason !== undefined && asked.includes(bareWord('error', own.reason)),
      };
    }
    case 'EQ_correctiveEventID':
      return {
        test: ({ errorDeclaration: own }) =>
          (own?.correctiveEventIDs ?? []).some((id) => values.includes(id)),
      };
    default:
      return undefined;
  }
}

type Listed = Readonly<Record<string, string>>;

function listTest(name: string, values: readonly string[]): FieldTest | undefined {
  const parts = /^EQ_(bizTransaction|source|destination)(?:_(.+))?$/.exec(name);
  if (parts !== null) {
    const field = parts[1] as 'bizTransaction' | 'source' | 'destination';
    const words = field === 'bizTransaction' ? 'bizTransaction' : 'party';
    const type = parts[2] === undefined ? undefined : bareWord(words, parts[2]);
    const asked = values.map(canonical);
    const test: EventTest = (event) =>
      ((event[`${field}List`] ?? []) as readonly unknown[] as readonly Listed[]).some(
        (one) =>
          asked.includes(canonical(one[field] ?? '')) &&
          (type === undefined || bareWord(words, one['type'] ?? '') === type),
      );
    return field === 'bizTransaction' ? { test, named: asked } : { test };
  }
  const comparison = comparisonOf(name);
  if (comparison === undefined || !/^.._quantity$/.test(name)) return undefined;
  return {
    test: (event) =>
      [
        ...(event.quantityList ?? []),
        ...(event.childQuantityList ?? []),
        ...(event.inputQuantityList ?? []),
        ...(event.outputQuantityList ?? []),
      ].some(({ quantity }) => values.some((one) => compares(quantity, comparison, one))),
  };
}

const reportValues = /^(value|minValue|maxValue|meanValue|sDev|percRank|percValue)(?:_(.+))?$/;
const sensorFields =
  /^(deviceID|deviceMetadata|rawData|dataProcessingMethod|bizRules|microorganism|chemicalSubstance|stringValue|hexBinaryValue|uriValue|booleanValue|component|exception)$/;

function sensorTest(name: string, values: readonly string[]): FieldTest | undefined {
  const comparison = comparisonOf(name);
  if (comparison === undefined) return undefined;
  const field = name.slice(3);
  if (/^(time|startTime|endTime)$/.test(field)) {
    return anyReport((report) => values.some((one) => compares(report[field], comparison, one)));
  }
  const [, value, unit] = reportValues.exec(field) ?? [];
  if (value !== undefined) {
    return anyReport(
      (report) =>
        report[value] !== undefined &&
        (unit === undefined || report['uom'] === unit) &&
        values.some((one) => compares(report[value], comparison, one)),
    );
  }
  if (comparison !== 'EQ') return undefined;
  if (field === 'type') {
    const asked = values.map((one) => bareWord('measurement', one.replace(/^gs1:/, '')));
    return anyReport(
      ({ type }) =>
        typeof type === 'string' &&
        asked.includes(bareWord('measurement', type.replace(/^gs1:/, ''))),
    );
  }
  if (!sensorFields.test(field)) return undefined;
  return anyReport(
    (report) => report[field] !== undefined && values.includes(textOf(report[field])),
  );
}

/** Asks each report of the event; what stands in the metadata holds for every report beside it. */
function anyReport(test: (report: SensorReport) => boolean): FieldTest {
  return {
    test: ({ sensorElementList = [] }) =>
      sensorElementList.some(({ sensorMetadata, sensorReport }) =>
        sensorReport.some((report) => test({ ...sensorMetadata, ...report })),
      ),
  };
}

const extensionPattern =
  /^(EQ|GT|GE|LT|LE|EXISTS)_(INNER_)?(?:(ILMD|SENSORELEMENT|ERROR_DECLARATION)_)?(INNER_)?([^_\s]+[:#].+)$/;
const areas = { ILMD: 'ilmd', SENSORELEMENT: 'sensor', ERROR_DECLARATION: 'error' } as const;

function extensionParameter(
  name: string,
  values: readonly string[],
  namespaces: Namespaces,
): FieldTest | undefined {
  const parts = extensionPattern.exec(name);
  if (parts === null) return undefined;
  const [, head = '', outer, area, inner, field = ''] = parts;
  const comparison = head === 'EXISTS' ? undefined : comparisonOf(`${head}_`);
  return {
    test: extensionTest({
      name: expanded(field, namespaces) ?? fromAddress(field),
      area: area === undefined ? 'event' : areas[area as keyof typeof areas],
      inner: outer !== undefined || inner !== undefined,
      ...(comparison === undefined ? {} : { comparison }),
      asked: values,
    }),
  };
}

/** `https://ns.example.cn/#name`: the namespace written out, a hash before the name. */
function fromAddress(field: string): string {
  const at = field.lastIndexOf('#');
  return at < 0 ? field : `{${field.slice(0, at)}}${field.slice(at + 1)}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
