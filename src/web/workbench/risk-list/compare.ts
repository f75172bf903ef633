import type { RiskItem } from '#law/enterprise/risk-control-list.ts';

/** What became of one item from one version to the next. */
export interface ItemChange {
  readonly code: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** The item as it stands afterwards; as it stood where it was removed. */
  readonly item: RiskItem;
  /** Names of fields that say something else, with what they said before. */
  readonly before: Partial<Readonly<Record<keyof RiskItem, string>>>;
}

/** Says what changed between two versions of a list, by the codes of the items. */
export function compareLists(
  before: readonly RiskItem[],
  after: readonly RiskItem[],
): readonly ItemChange[] {
  const old = new Map(before.map((item) => [item.code, item]));
  const codes = new Set(after.map(({ code }) => code));
  const kept = after.flatMap((item): ItemChange[] => {
    const was = old.get(item.code);
    if (was === undefined) return [{ code: item.code, kind: 'added', item, before: {} }];
    const changed = changedFields(was, item);
    return Object.keys(changed).length === 0
      ? []
      : [{ code: item.code, kind: 'changed', item, before: changed }];
  });
  const removed = before
    .filter(({ code }) => !codes.has(code))
    .map((item): ItemChange => ({ code: item.code, kind: 'removed', item, before: {} }));
  return [...kept, ...removed];
}

function changedFields(was: RiskItem, is: RiskItem): ItemChange['before'] {
  const names = new Set([...Object.keys(was), ...Object.keys(is)]) as Set<keyof RiskItem>;
  const entries = [...names]
    .filter((name) => was[name] !== is[name])
    .map((name) => [name, String(was[name] ?? '')] as const);
  return Object.fromEntries(entries);
}
