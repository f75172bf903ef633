import { app, changes, hiddenScope, inserts, orphanScope, worksScope } from './case.ts';
import type { PolicyCase } from './case.ts';
import { rows } from './rows.ts';
import type { Who } from './scene.ts';

/** Whose work reads certificates and the rules of product classes. */
const machines: readonly Who[] = ['sweep', 'recorder'];
const everyRow = (table: string) => `select 1 from ${table}`;

/** Licences, certificates and the key product catalogue: public once verified, written by who may. */
export const certificates: readonly PolicyCase[] = [
  {
    what: 'sees a certificate that was verified',
    policies: ['certificate.listed', 'certificate.rules'],
    sql: () => `select 1 from certificate where proceeding_id = '${rows.open}'`,
    by: 'rows',
    may: [...app, ...machines, 'audit'],
  },
  {
    what: 'sees a certificate that nobody verified yet',
    policies: ['certificate.by_proceeding', 'certificate.listed', 'certificate.rules'],
    sql: () => `select 1 from certificate where proceeding_id = '${rows.hidden}'`,
    by: 'rows',
    may: [...hiddenScope, ...machines, 'audit'],
  },
  inserts(
    'a certificate of a case',
    ['certificate.by_proceeding'],
    ({ houses }) =>
      `insert into certificate values ('${rows.orphan}', '${houses.works.id}', 'production-licence', 'licence', 'XK3',
        '{cement}', '省局', '2030-01-01', 'valid', '2026-11-23', '[]')`,
    orphanScope,
  ),
  changes(
    'the last day of a certificate',
    ['certificate.by_proceeding'],
    () => `update certificate set until = '2039-01-01' where proceeding_id = '${rows.open}'`,
    [...worksScope, 'laboratory', 'maker'],
  ),
  changes(
    'a certificate, taken away',
    [],
    () => `delete from certificate where proceeding_id = '${rows.open}'`,
    [],
  ),
  {
    what: 'sees a product of the catalogue',
    policies: ['catalogue_item.everybody'],
    sql: () => everyRow('catalogue_item'),
    by: 'rows',
    may: [...app, 'public', 'audit'],
  },
  {
    what: 'sees what holds for a class from a day on',
    policies: ['product_class_version.everybody'],
    sql: () => everyRow('product_class_version'),
    by: 'rows',
    may: [...app, ...machines, 'audit'],
  },
  inserts(
    'a product into the catalogue',
    ['catalogue_item.province'],
    () =>
      `insert into catalogue_item values ('2027-01-01', 1, 2027, '甲', '乙', null, false, false, '', 'low',
        gen_random_uuid())`,
    ['province'],
  ),
  inserts(
    'what holds for a class',
    ['product_class_version.province'],
    () =>
      `insert into product_class_version values ('cement', '2027-01-01', true, false, true, 'high')`,
    ['province'],
  ),
  changes('an edition that is in force', [], () => `update catalogue_item set risk = 'low'`, []),
];
