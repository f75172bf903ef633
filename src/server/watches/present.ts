import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { WatchTurn } from '#kernel/watch/watch.ts';
import { divisionTitle } from '#law/divisions.ts';
import { findProductClass } from '#law/product-classes.ts';
import type { NamedWatch } from '../reading/watch/watches.ts';

/** Something watched, as lists show it. */
export interface WatchSummary {
  readonly id: string;
  readonly title: string;
  readonly procedureTitle: string;
  readonly regionName: string;
  readonly region: number;
  readonly organisation?: { readonly id: string; readonly name: string };
  readonly classes: readonly { readonly id: string; readonly title: string }[];
  readonly from: PlainDate;
  readonly until: PlainDate;
}

/** Something watched with what was carried out under it. */
export interface WatchRecord extends WatchSummary {
  readonly visitTitle: string;
  readonly turns: readonly WatchTurn[];
  readonly today: PlainDate;
  readonly carriedOut: readonly CarriedOut[];
}

/** A check or visit that was carried out under a watch. */
export interface CarriedOut {
  readonly id: string;
  readonly title: string;
  readonly procedureTitle: string;
  readonly stateTitle: string;
  readonly organisation: string;
  readonly openedOn: PlainDate;
}

/** Presents a watch to lists. */
export function summarise({ watch, title, procedure, organisationName }: NamedWatch): WatchSummary {
  const { id, organisation, region, classes, from, until } = watch;
  return {
    id,
    title,
    procedureTitle: procedure.title,
    region,
    regionName: divisionTitle(region),
    classes: classes.map((one) => ({ id: one, title: titleOf(one) })),
    from,
    until,
    ...(organisation === undefined
      ? {}
      : { organisation: { id: organisation, name: organisationName ?? '(不在您的管辖范围)' } }),
  };
}

function titleOf(productClass: string): string {
  return findProductClass(productClass)?.title ?? productClass;
}
