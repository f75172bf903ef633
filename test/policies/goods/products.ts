import { app, changes, hiddenScope, inserts, orphanScope, worksScope } from '../case.ts';
import type { PolicyCase } from '../case.ts';
import { product, rows, standard } from '../rows.ts';
import type { Who } from '../scene.ts';

/** Everybody, and the machines that read the register. */
const readers: readonly Who[] = [...app, 'public', 'sweep', 'audit'];

/** Products, the register of standards, the list of eliminated products, declarations that were taken back. */
export const products: readonly PolicyCase[] = [
  {
    what: 'sees a product',
    policies: ['product.own_or_scope', 'product.rules'],
    sql: () => `select 1 from product where proceeding_id = '${rows.open}'`,
    by: 'rows',
    may: [...worksScope, 'sweep', 'audit'],
  },
  inserts(
    'a product of a case',
    ['product.by_proceeding'],
    ({ houses }) => product(rows.orphan, houses.works),
    orphanScope,
  ),
  changes(
    'the standards of a product',
    ['product.by_proceeding_update'],
    () => `update product set standards = '{}' where proceeding_id = '${rows.open}'`,
    worksScope,
  ),
  changes(
    'a product whose file is hidden from its maker',
    ['product.by_proceeding_update'],
    () => `update product set standards = '{}' where proceeding_id = '${rows.hidden}'`,
    hiddenScope.filter((who) => who !== 'laboratory'),
  ),
  changes(
    'a product, taken away',
    [],
    () => `delete from product where proceeding_id = '${rows.open}'`,
    [],
  ),
  {
    what: 'sees a standard',
    policies: ['standard.everybody'],
    sql: () => 'select 1 from standard',
    by: 'rows',
    may: readers,
  },
  inserts('a standard', ['standard.province'], () => standard('GB 2-2020'), ['province']),
  changes(
    'the day on which a standard lapses',
    ['standard.province_update'],
    () => `update standard set lapses_on = null`,
    ['province'],
  ),
  changes('a standard, taken away', [], () => 'delete from standard', []),
  {
    what: 'sees the list of eliminated products',
    policies: ['eliminated_kind.everybody'],
    sql: () => 'select 1 from eliminated_kind',
    by: 'rows',
    may: readers,
  },
  inserts(
    'an eliminated product',
    ['eliminated_kind.province'],
    () =>
      `insert into eliminated_kind values (gen_random_uuid(), 1, now(), '立窑', null, '2026-01-01', '目录')`,
    ['province'],
  ),
  changes(
    'the list of eliminated products',
    [],
    () => `update eliminated_kind set word = '甲'`,
    [],
  ),
  {
    what: 'reads a declaration that was taken back',
    policies: ['publication.declarations', 'publication.standing_or_own'],
    sql: () => `select 1 from publication where id = '${rows.declaration}'`,
    by: 'rows',
    may: [...worksScope, 'public', 'audit', 'sweep', 'sender'],
  },
];
