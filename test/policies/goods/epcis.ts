import { changes, inserts, workspeople } from '../case.ts';
import type { PolicyCase } from '../case.ts';
import { people } from '../scene.ts';
import type { Who } from '../scene.ts';
import { rows } from '../rows.ts';

const bytes = `'\\x${'00'.repeat(32)}'`;

/** Whoever works for a body: it may keep what it captured itself; which bodies may is the definition's to say. */
const employed: readonly Who[] = people.filter((who) => who !== 'citizen' && who !== 'complainant');

/** What is seen of the works by its own people and by nobody else, officials of the place included. */
function seen(what: string, table: string, where = 'true', audited = false): PolicyCase {
  return {
    what: `sees ${what} of the works`,
    policies: [`${table}.own`, ...(audited ? [`${table}.audit_role`] : [])],
    sql: ({ houses }) =>
      `select 1 from ${table} where organisation_id = '${houses.works.id}' and ${where}`,
    by: 'rows',
    may: audited ? [...workspeople, 'audit'] : workspeople,
  };
}

/** A row for the works: its own people may write it; with `my` whoever has a body writes it for that one. */
function written(what: string, table: string, values: (house: string) => string) {
  return [
    inserts(
      `${what} for the works`,
      [`${table}.own`],
      ({ houses }) => `insert into ${table} ${values(`'${houses.works.id}'`)}`,
      workspeople,
    ),
    inserts(
      `${what} for the own body`,
      [`${table}.own`],
      () => `insert into ${table} ${values('my_organisation()')}`,
      employed,
    ),
  ];
}

const capture = (house: string, account: string) =>
  `(organisation_id, id, account_id, at, behaviour, kind, context, size, document_hash, events)
    values (${house}, gen_random_uuid(), ${account}, now(), 'rollback', 'document', '[]', 1, ${bytes}, 1)`;

/** Captured trace events: an enterprise's own until the register of lots opens them. */
export const epcis: readonly PolicyCase[] = [
  seen('a finished capture', 'epcis_capture', `id = '${rows.finished}'`, true),
  {
    what: 'sees a capture of the works that is under way',
    policies: ['epcis_capture.own', 'epcis_capture.unfinished'],
    sql: () => `select id from epcis_capture where id = '${rows.capture}'`,
    by: 'rows',
    may: [...workspeople, 'sweep', 'audit'],
  },
  {
    what: 'finds a finished capture of the works by its id alone',
    policies: ['epcis_capture.unfinished'],
    sql: () => `select id from epcis_capture where id = '${rows.finished}'`,
    by: 'rows',
    may: [...workspeople, 'audit'],
  },
  seen('a piece of a document', 'epcis_piece', 'true', true),
  seen('an event', 'epcis_event', 'true', true),
  seen('what an event names', 'epcis_mention'),
  seen('the words of events', 'epcis_word'),
  seen('a named query', 'epcis_query'),
  seen('which event became part of the register of lots', 'epcis_taken', 'true', true),
  seen('what lies in a logistic unit', 'epcis_unit', 'true', true),
  seen('why an event is not part of the register of lots', 'epcis_left_out'),
  seen('of which lot a single piece is', 'epcis_single', 'true', true),
  ...written('a capture', 'epcis_capture', (house) => capture(house, 'my_account()')),
  inserts(
    'a capture in the name of a colleague',
    ['epcis_capture.own'],
    ({ people: cast }) =>
      `insert into epcis_capture ${capture('my_organisation()', `'${cast.works.id}'`)}`,
    ['works'],
  ),
  changes(
    'how far a capture of the works is',
    ['epcis_capture.own'],
    () => `update epcis_capture set done = 1 where id = '${rows.capture}'`,
    ['works'],
  ),
  changes(
    'the hash of a captured document',
    [],
    () => `update epcis_capture set document_hash = ${bytes} where id = '${rows.capture}'`,
    [],
  ),
  ...written(
    'a piece',
    'epcis_piece',
    (house) =>
      `(organisation_id, capture_id, number, body) values (${house}, gen_random_uuid(), 0, '\\x00')`,
  ),
  ...written(
    'an event',
    'epcis_event',
    (house) =>
      `values (${house}, gen_random_uuid(), gen_random_uuid(), now(), now(), 1, 0, 1, 0, 0, 0, 0, 1)`,
  ),
  ...written(
    'what an event names',
    'epcis_mention',
    (house) => `values (${house}, 1, now(), gen_random_uuid())`,
  ),
  ...written('a word', 'epcis_word', (house) => `values (${house}, 'bizStep', 'shipping')`),
  ...written(
    'a query',
    'epcis_query',
    (house) => `values (${house}, '周报', '{}', my_account(), now())`,
  ),
  ...written(
    'that an event became part of the register of lots',
    'epcis_taken',
    (house) =>
      `(organisation_id, key, capture_id, number, event_id, piece, start, length, at)
        values (${house}, gen_random_uuid(), gen_random_uuid(), 0, 'urn:uuid:2', 1, 0, 2, now())`,
  ),
  ...written(
    'why an event is not part of the register of lots',
    'epcis_left_out',
    (house) => `values (${house}, gen_random_uuid(), now(), '数量不足', '{}')`,
  ),
  changes(
    'why an event of the works is not part of it',
    ['epcis_left_out.own'],
    () => `update epcis_left_out set sentence = '别的'`,
    workspeople,
  ),
  changes(
    'that an event of the works was left out, because it was taken',
    ['epcis_left_out.own'],
    () => 'delete from epcis_left_out',
    workspeople,
  ),
  ...written(
    'of which lot a single piece is',
    'epcis_single',
    (house) => `values (${house}, 'https://id.gs1.org/01/1/21/2', 'l', '1', 'n')`,
  ),
  changes(
    'that a piece of the works was made, because it was not',
    ['epcis_single.own'],
    () => 'delete from epcis_single',
    workspeople,
  ),
  ...written(
    'what lies in a logistic unit',
    'epcis_unit',
    (house) => `values (${house}, 'https://id.gs1.org/00/2', '{}')`,
  ),
  changes(
    'that an event of the works was an error',
    ['epcis_taken.own'],
    () => 'update epcis_taken set undone = true',
    workspeople,
  ),
  changes('where an event stands', [], () => 'update epcis_taken set start = 1', []),
  changes('that an event was taken, taken away', [], () => 'delete from epcis_taken', []),
  changes(
    'what lies in a unit of the works',
    ['epcis_unit.own'],
    () => `update epcis_unit set content = '{}'`,
    workspeople,
  ),
  changes(
    'what lies in a unit of the works, taken away',
    ['epcis_unit.own'],
    () => 'delete from epcis_unit',
    workspeople,
  ),
  inserts(
    'a query in the name of a colleague',
    ['epcis_query.own'],
    ({ people: cast }) =>
      `insert into epcis_query values (my_organisation(), '周报', '{}', '${cast.works.id}', now())`,
    ['works'],
  ),
  changes(
    'a query of the works, taken away',
    ['epcis_query.own'],
    () => `delete from epcis_query where name = '日报'`,
    workspeople,
  ),
  changes('a captured event', [], () => 'update epcis_event set kind = 2', []),
  changes('a captured event, taken away', [], () => 'delete from epcis_event', []),
];
