import type { House, PolicyCast } from './cast.ts';
import { people } from './scene.ts';
import type { Who } from './scene.ts';

/** One thing that some may do with one table and everybody else may not. */
export interface PolicyCase {
  /** What is tried, in words. */
  readonly what: string;
  /** Policies that decide it, as `table.policy`; none where the grants alone refuse. */
  readonly policies: readonly string[];
  readonly sql: (cast: PolicyCast) => string;
  /**
   * `rows`: whoever may gets at least one row back. `accepted`: whoever may is not refused (an insert without
   * RETURNING, so that no policy of reading comes into it).
   */
  readonly by: 'rows' | 'accepted';
  /** Who may; everybody else of the cast must get nothing. */
  readonly may: readonly Who[];
}

/** Everybody with an account. */
export const signedIn: readonly Who[] = people;
/** The application with and without a person behind it. */
export const app: readonly Who[] = [...people, 'nobody'];

/** The people of the works. */
export const workspeople: readonly Who[] = ['works', 'worksPrincipal'];
const officials: readonly Who[] = ['county', 'city', 'province', 'government'];
/** The works' people and the officials of their place and products. */
export const worksScope: readonly Who[] = [...workspeople, ...officials, 'housing'];
/** The officials alone. */
export const worksOfficials: readonly Who[] = [...officials, 'housing'];
/** Those of the enterprise elsewhere, itself left out: its case is hidden from it. */
export const hiddenScope: readonly Who[] = [
  'otherCounty',
  'city',
  'province',
  'housingElsewhere',
  'laboratory',
];
/** Everybody competent for a case of the county that is about nobody registered, and who brought it. */
export const orphanScope: readonly Who[] = ['complainant', ...officials, 'housing', 'education'];

/** An insert of an entry, with the author taken from whoever acts unless said otherwise. */
export function insertEntry(
  about: House,
  change: {
    readonly account?: string;
    readonly house?: string;
    readonly proceeding?: string;
    readonly act?: string;
  } = {},
): string {
  const { account = 'my_account()', house = 'my_organisation()', proceeding, act = 'a' } = change;
  const bytes = `'\\x${'00'.repeat(32)}'`;
  return `insert into entry (organisation_id, id, region, domains, kind, definition, definition_hash, act,
    proceeding_id, at, account_id, account_organisation_id, posts, input, salt, content_hash, request_hash)
    values ('${about.id}', gen_random_uuid(), ${about.region}, ${about.domains}, 'duty', 'd', '\\x00', '${act}',
    ${proceeding === undefined ? 'null' : `'${proceeding}'`}, now(), ${account}, ${house}, '{}', '{}', ${bytes},
    ${bytes}, '\\x00')`;
}

/** An insert, tried without RETURNING. */
export function inserts(
  what: string,
  policies: readonly string[],
  sql: (cast: PolicyCast) => string,
  may: readonly Who[],
): PolicyCase {
  return { what: `writes ${what}`, policies, sql, by: 'accepted', may };
}

/** An update or delete, which must meet a row. */
export function changes(
  what: string,
  policies: readonly string[],
  sql: (cast: PolicyCast) => string,
  may: readonly Who[],
): PolicyCase {
  return {
    what: `changes ${what}`,
    policies,
    sql: (cast) => `${sql(cast)} returning 1`,
    by: 'rows',
    may,
  };
}
