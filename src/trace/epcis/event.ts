import type { actions, eventTypes } from './vocabulary.ts';

/** One of the five kinds. */
export type EventType = keyof typeof eventTypes;
/** What an event did with its objects. */
export type Action = keyof typeof actions;

/** So many of a product or a lot. */
export interface QuantityElement {
  readonly epcClass: string;
  readonly quantity?: number;
  /** UN/ECE Recommendation 20; absent where the quantity counts pieces. */
  readonly uom?: string;
}

/** A business document. */
export interface BizTransaction {
  readonly type?: string;
  readonly bizTransaction: string;
}

/** From whom or from where. */
export interface Source {
  readonly type: string;
  readonly source: string;
}

/** To whom or to where. */
export interface Destination {
  readonly type: string;
  readonly destination: string;
}

/** One measurement. */
export type SensorReport = Readonly<Record<string, unknown>> & { readonly type?: string };

/** Measurements that belong together. */
export interface SensorElement {
  readonly sensorMetadata?: Readonly<Record<string, unknown>>;
  readonly sensorReport: readonly SensorReport[];
}

/** Says that an earlier event with this id was wrong. */
export interface ErrorDeclaration {
  readonly declarationTime: string;
  readonly reason?: string;
  readonly correctiveEventIDs?: readonly string[];
}

/**
 * An event as it stands in a document, after it was checked; extensions stand beside the fields under names with a
 * colon. Words of vocabularies are as the document spells them.
 */
export interface EpcisEvent {
  /** One of {@link EventType}, or the name of an extension. */
  readonly type: string;
  readonly eventID?: string;
  readonly eventTime: string;
  readonly eventTimeZoneOffset: string;
  readonly recordTime?: string;
  readonly errorDeclaration?: ErrorDeclaration;
  readonly certificationInfo?: string | readonly string[];
  readonly action?: Action;
  readonly epcList?: readonly string[];
  readonly quantityList?: readonly QuantityElement[];
  readonly parentID?: string;
  readonly childEPCs?: readonly string[];
  readonly childQuantityList?: readonly QuantityElement[];
  readonly inputEPCList?: readonly string[];
  readonly inputQuantityList?: readonly QuantityElement[];
  readonly outputEPCList?: readonly string[];
  readonly outputQuantityList?: readonly QuantityElement[];
  readonly transformationID?: string;
  readonly bizStep?: string;
  readonly disposition?: string;
  readonly persistentDisposition?: {
    readonly set?: readonly string[];
    readonly unset?: readonly string[];
  };
  readonly readPoint?: { readonly id: string };
  readonly bizLocation?: { readonly id: string };
  readonly bizTransactionList?: readonly BizTransaction[];
  readonly sourceList?: readonly Source[];
  readonly destinationList?: readonly Destination[];
  readonly sensorElementList?: readonly SensorElement[];
  readonly ilmd?: Readonly<Record<string, unknown>>;
  readonly [extension: string]: unknown;
}
