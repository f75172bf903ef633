import { expanded } from '../context.ts';
import type { Namespaces } from '../context.ts';
import type { EpcisEvent } from '../event.ts';
import { compares } from './value-test.ts';
import type { Comparison } from './value-test.ts';
import type { EventTest } from './parameters.ts';

/** Where an extension is looked for. */
export type Area = 'event' | 'ilmd' | 'sensor' | 'error';

/** What is asked about a field of an extension. */
export interface ExtensionQuestion {
  /** `prefix:name`, or `{namespace}name` where the prefix was declared. */
  readonly name: string;
  readonly area: Area;
  /** Also inside other extensions. */
  readonly inner: boolean;
  /** Absent where it only has to be there. */
  readonly comparison?: Comparison;
  readonly asked: readonly string[];
}

/** Makes a test of an event from a question about an extension. */
export function extensionTest(question: ExtensionQuestion): EventTest {
  const { area, inner, comparison, asked, name } = question;
  return (event, namespaces) =>
    placesOf(event, area).some((place) =>
      valuesIn(place, { name, inner, namespaces }).some(
        (value) =>
          comparison === undefined || asked.some((one) => compares(value, comparison, one)),
      ),
    );
}

function placesOf(event: EpcisEvent, area: Area): readonly object[] {
  if (area === 'ilmd') return event.ilmd === undefined ? [] : [event.ilmd];
  if (area === 'error') return event.errorDeclaration === undefined ? [] : [event.errorDeclaration];
  if (area === 'event') return [event];
  return (event.sensorElementList ?? []).flatMap((element) => [
    element,
    ...(element.sensorMetadata === undefined ? [] : [element.sensorMetadata]),
    ...element.sensorReport,
  ]);
}

interface Sought {
  readonly name: string;
  readonly inner: boolean;
  readonly namespaces: Namespaces;
}

/** Values of the field, of a list each of its own; with `inner` only those that lie inside another extension. */
function valuesIn(place: object, sought: Sought, isNested = false): readonly unknown[] {
  return Object.entries(place).flatMap(([name, value]: [string, unknown]) => {
    const isIt = name === sought.name || expanded(name, sought.namespaces) === sought.name;
    const own = isIt && isNested === sought.inner ? [value].flat() : [];
    if (!sought.inner || !name.includes(':')) return own;
    const below = [value]
      .flat()
      .filter((one): one is object => typeof one === 'object' && one !== null)
      .flatMap((one) => valuesIn(one, sought, true));
    return [...own, ...below];
  });
}
