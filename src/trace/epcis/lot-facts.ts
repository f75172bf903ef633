import { readIdentifier } from '../identifiers/identifier.ts';
import { canonicalUri } from '../identifiers/digital-link.ts';
import { levelOf, qualifier } from '../identifiers/identity.ts';
import type { EpcisEvent, QuantityElement } from './event.ts';
import { epochMilliseconds } from './time.ts';
import { bareWord } from './vocabulary.ts';

/** Something that an event names: a lot, a kind of product, a single piece or a logistic unit. */
export interface Thing {
  /** The identifier as a canonical Digital Link; a private address as it came. */
  readonly id: string;
  readonly level: 'instance' | 'lot' | 'class' | 'private';
  /** GTIN of 14 digits, lot (10) and serial (21) where it has them, SSCC of a logistic unit. */
  readonly gtin?: string;
  readonly lot?: string;
  readonly serial?: string;
  readonly sscc?: string;
  /** How much; 1 for a single piece, absent where the event doesn't say. */
  readonly quantity?: number;
  /** UN/ECE Recommendation 20; `H87` (pieces) where the event counts. */
  readonly unit: string;
}

/** What happened to lots, in the words of a lot register. */
export type Happening =
  | 'made'
  | 'used'
  | 'transformed'
  | 'packed'
  | 'unpacked'
  | 'linked'
  | 'unlinked'
  | 'shipped'
  | 'received'
  | 'sold'
  | 'destroyed'
  | 'ended'
  | 'observed';

/** One event as facts about lots: nothing is decided here, and nothing is left out that a lot register needs. */
export interface LotFacts {
  readonly happening: Happening;
  /** What went in: inputs of a transformation. */
  readonly inputs: readonly Thing[];
  /** What came out or was made; whatever an object event is about. */
  readonly outputs: readonly Thing[];
  /** What was put into or taken out of a unit. */
  readonly children: readonly Thing[];
  /** The logistic unit, carrier or document that children belong to. */
  readonly parent?: Thing;
  /** Links the parts of one transformation that is reported in several events. */
  readonly transformation?: string;
  /** Milliseconds since 1970, and the zone in which it took place. */
  readonly atMs: number;
  readonly zone: string;
  /** Where it took place and where the things are afterwards, as identifiers. */
  readonly readPoint?: string;
  readonly place?: string;
  /** Who owns and holds the things before and after, as identifiers of parties or places. */
  readonly from: Parties;
  readonly to: Parties;
  /** Bare words of the vocabulary, or addresses of one's own. */
  readonly bizStep?: string;
  readonly disposition?: string;
  readonly documents: readonly { readonly type?: string; readonly id: string }[];
  /** Master data given when the things were made, as it stands in the event (best before, origin …). */
  readonly masterData?: Readonly<Record<string, unknown>>;
  /** True where the event takes back an earlier one with the same id. */
  readonly declaresError: boolean;
}

/** Both sides of a movement. */
export interface Parties {
  readonly owner?: string;
  readonly holder?: string;
  readonly location?: string;
}

const pieces = 'H87';

/** Turns an event into facts about lots. Pure; the event must have passed its check. */
export function lotFacts(event: EpcisEvent): LotFacts {
  const bizStep = event.bizStep === undefined ? undefined : bareWord('bizStep', event.bizStep);
  const lot = lotStated(event);
  const ofLot = (thing: Thing): Thing =>
    lot === undefined || thing.gtin === undefined || thing.lot !== undefined
      ? thing
      : { ...thing, lot };
  const things = (list: readonly string[] = []) => list.map((id) => thingOf(id, 1, pieces));
  const amounts = (list: readonly QuantityElement[] = []) =>
    list.map(({ epcClass, quantity, uom }) => thingOf(epcClass, quantity, uom ?? pieces));
  return {
    happening: happeningOf(event, bizStep),
    inputs: [...things(event.inputEPCList), ...amounts(event.inputQuantityList)],
    outputs: [
      ...things(event.outputEPCList),
      ...amounts(event.outputQuantityList),
      ...things(event.epcList),
      ...amounts(event.quantityList),
    ].map(ofLot),
    children: [...things(event.childEPCs), ...amounts(event.childQuantityList)],
    ...optional(
      'parent',
      event.parentID === undefined ? undefined : thingOf(event.parentID, 1, pieces),
    ),
    ...optional('transformation', idOf(event.transformationID)),
    atMs: epochMilliseconds(event.eventTime) ?? Number.NaN,
    zone: event.eventTimeZoneOffset,
    ...optional('readPoint', idOf(event.readPoint?.id)),
    ...optional('place', idOf(event.bizLocation?.id)),
    from: partiesOf(event.sourceList?.map(({ type, source }) => [type, source])),
    to: partiesOf(event.destinationList?.map(({ type, destination }) => [type, destination])),
    ...optional('bizStep', bizStep),
    ...optional(
      'disposition',
      event.disposition === undefined ? undefined : bareWord('disposition', event.disposition),
    ),
    documents: (event.bizTransactionList ?? []).map(({ type, bizTransaction }) => ({
      ...optional('type', type === undefined ? undefined : bareWord('bizTransaction', type)),
      id: idOf(bizTransaction) ?? bizTransaction,
    })),
    ...optional('masterData', event.ilmd),
    declaresError: event.errorDeclaration !== undefined,
  };
}

/** Master data of what an event made may say the lot that the things themselves don't name. */
function lotStated({ ilmd }: EpcisEvent): string | undefined {
  const stated = ilmd?.['cbvmda:lotNumber'] ?? ilmd?.['urn:epcglobal:cbv:mda:lotNumber'];
  return typeof stated === 'string' && stated !== '' ? stated : undefined;
}

/** Steps by which things leave, arrive, are sold or end. */
const steps: Readonly<Record<string, Happening>> = {
  shipping: 'shipped',
  consigning: 'shipped',
  departing: 'shipped',
  receiving: 'received',
  accepting: 'received',
  retail_selling: 'sold',
  dispensing: 'sold',
  destroying: 'destroyed',
  decommissioning: 'ended',
};

/** What ADD and DELETE mean between a parent and its children. */
const joins: Readonly<Record<string, readonly [Happening, Happening]>> = {
  AggregationEvent: ['packed', 'unpacked'],
  AssociationEvent: ['linked', 'unlinked'],
};

function happeningOf(event: EpcisEvent, bizStep: string | undefined): Happening {
  const step = bizStep === undefined ? undefined : steps[bizStep];
  const { type, action } = event;
  // Goods that leave have left, whatever becomes of their numbers or of the unit that they leave in.
  const isGoing = step === 'shipped' || step === 'sold';
  if (isGoing && (type === 'ObjectEvent' || type === 'AggregationEvent')) return step;
  if (type === 'TransformationEvent') {
    const takes = (event.inputEPCList ?? event.inputQuantityList ?? []).length > 0;
    const gives = (event.outputEPCList ?? event.outputQuantityList ?? []).length > 0;
    if (takes && gives) return 'transformed';
    return takes ? 'used' : 'made';
  }
  const [joined, parted] = joins[type] ?? [];
  if (joined !== undefined && parted !== undefined) {
    if (action === 'ADD') return joined;
    return action === 'DELETE' ? parted : (step ?? 'observed');
  }
  // What arrives was made elsewhere, even where its number is new here.
  if (type === 'ObjectEvent' && action === 'ADD') return step === 'received' ? step : 'made';
  if (type === 'ObjectEvent' && action === 'DELETE') return step === 'destroyed' ? step : 'ended';
  return step ?? 'observed';
}

function thingOf(uri: string, quantity: number | undefined, unit: string): Thing {
  const amount = optional('quantity', quantity);
  const read = readIdentifier(uri);
  if (!read.ok) return { id: uri, level: 'private', unit, ...amount };
  const identity = read.value;
  const { key, value } = identity;
  return {
    id: canonicalUri(identity),
    level: levelOf(identity),
    ...optional('gtin', key === '01' ? value : key === '8006' ? value.slice(0, 14) : undefined),
    ...optional('lot', qualifier(identity, '10')),
    ...optional('serial', qualifier(identity, '21')),
    ...optional('sscc', key === '00' ? value : undefined),
    unit,
    ...amount,
  };
}

function idOf(uri: string | undefined): string | undefined {
  if (uri === undefined) return undefined;
  const read = readIdentifier(uri);
  return read.ok ? canonicalUri(read.value) : uri;
}

function partiesOf(list: readonly (readonly [type: string, id: string])[] = []): Parties {
  const named = (word: string) => list.find(([type]) => bareWord('party', type) === word)?.[1];
  return {
    ...optional('owner', idOf(named('owning_party'))),
    ...optional('holder', idOf(named('possessing_party'))),
    ...optional('location', idOf(named('location'))),
  };
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]: V });
}
