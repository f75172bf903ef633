import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { organisationKinds, posts } from '#kernel/party.ts';
import type { Level, OrganisationKind, Post } from '#kernel/party.ts';
import type { Law } from '#kernel/law.ts';
import type { OrganisationFacts } from '#kernel/organisation.ts';
import { requiredPosts, sizeOf } from '#law/enterprise/staffing.ts';
import type { EnterpriseSize } from '#law/enterprise/staffing.ts';
import { closings } from '#law/regulator/registration/standing-rules.ts';
import { findProductClass } from '#law/product-classes.ts';
import { presentCitation } from '../problem.ts';
import type { Problem } from '../problem.ts';
import type { OpenClaim } from './claims.ts';
import { isFirm } from './firm.ts';
import { profileBook } from './profile-book.ts';
import type { ComingRow, ListingRow, OrganisationRow, StaffRow } from './queries.ts';

/** One line of a list of organisations. */
export interface OrganisationSummary {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly kindTitle: string;
  readonly name: string;
  readonly creditCode?: string;
  readonly region: number;
  readonly regionName: string;
  readonly level?: Level;
  readonly business?: 'producer' | 'wholesale' | 'retail';
  readonly productClasses: readonly { readonly id: string; readonly title: string }[];
  /** False while a registration by the enterprise itself waits for the regulator. */
  readonly confirmed: boolean;
}

/** A post that must or should be filled, and who fills it. */
export interface StaffingLine {
  readonly post: Post;
  readonly title: string;
  readonly required: boolean;
  readonly advised: boolean;
  readonly reason: string;
  readonly basis: Problem['basis'];
  readonly filledBy: readonly StaffMember[];
  /** Who is appointed from a day that lies ahead. */
  readonly coming: readonly {
    readonly account: string;
    readonly name: string;
    readonly from: PlainDate;
  }[];
  /** True where the post is required and nobody whose qualification is valid holds it. */
  readonly gap: boolean;
}

/** A person in a post. */
export interface StaffMember {
  readonly account: string;
  readonly name: string;
  readonly since: PlainDate;
  readonly qualifiedUntil?: PlainDate;
  readonly valid: boolean;
  /** The account may not sign in; the post is still held. */
  readonly disabled?: true;
}

/** Somebody who claims to be the principal of a firm without an account, as the regulator of the place sees it. */
export interface PresentedClaim {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  /** What the claimant called the firm. */
  readonly firmName: string;
  readonly phone: string;
  readonly at: Instant;
}

/** What registering oneself answers with: a firm that can work at once, or a claim that the regulator looks at first. */
export type Registered =
  | { readonly id: string; readonly login: string }
  | { readonly claim: true; readonly login: string };

/** A change that ends duties and waits for the regulator of the place. */
export interface AskedChange {
  readonly entry: string;
  readonly at: Instant;
  /** What would end, a phrase each. */
  readonly endings: readonly string[];
  readonly note: string;
}

/** An organisation with its staffing. */
export interface OrganisationDetail extends OrganisationSummary {
  readonly headcount?: number;
  readonly revenueYuan?: number;
  readonly address: string;
  readonly phone: string;
  readonly size?: EnterpriseSize;
  readonly staffing: readonly StaffingLine[];
  readonly gap: boolean;
  /** Told to the firm itself and to those who watch over it. */
  readonly asked?: AskedChange;
  /** Set once it ended for the platform. */
  readonly closed?: {
    readonly as: keyof typeof closings | 'rejected';
    readonly title: string;
    readonly on: PlainDate;
    readonly reason: string;
  };
  /** Set of the reader's own firm where nobody can appoint any more. */
  readonly unled?: true;
  /** How many cases about it are open; told to market regulators and only of firms. */
  readonly openCases?: number;
  /** Whether somebody who may appoint can sign in; told to market regulators and only of firms. */
  readonly hasAccount?: boolean;
  readonly claim?: PresentedClaim;
  /** Whether what is registered of it is changed by a version of its profile. */
  readonly isChangeable: boolean;
  /** Set while it stands on the list of the seriously dishonest; by which decision, since when and until when. */
  readonly dishonest?: {
    readonly number?: string;
    readonly since?: PlainDate;
    readonly until?: PlainDate;
  };
}

/** A person with an account. */
export interface PresentedPerson {
  readonly account: string;
  readonly name: string;
  readonly login: string;
  readonly disabled: boolean;
  readonly posts: readonly {
    readonly post: Post;
    readonly title: string;
    readonly valid: boolean;
  }[];
  /** Posts that the person takes up on a day that lies ahead. */
  readonly coming: readonly {
    readonly post: Post;
    readonly title: string;
    readonly from: PlainDate;
  }[];
}

/** What an import answers with; nothing is registered unless every row is right. */
export interface ImportResult {
  readonly ok: boolean;
  readonly rows: number;
  readonly issues: readonly {
    readonly line: number;
    readonly column: string;
    readonly sentence: string;
  }[];
}

/** Presents a row of the list. */
export function presentOrganisation(row: OrganisationRow): OrganisationSummary {
  return {
    id: row.id,
    kind: row.kind,
    kindTitle: organisationKinds[row.kind],
    name: row.name,
    region: row.region,
    regionName: row.region_name,
    productClasses: (row.classes ?? []).map((id) => ({
      id,
      title: findProductClass(id)?.title ?? id,
    })),
    confirmed: !isFirm(row.kind) || row.confirmed_on !== null,
    ...(row.credit_code === null ? {} : { creditCode: row.credit_code }),
    ...(row.level === null ? {} : { level: row.level }),
    ...(row.business === null ? {} : { business: row.business }),
  };
}

/** Presents an organisation with the posts that it must fill and why (Orders 75 and 76, articles 3 and 5). */
export function presentDetail(
  row: OrganisationRow,
  facts: OrganisationFacts,
  { staff, coming }: { readonly staff: readonly StaffRow[]; readonly coming: readonly ComingRow[] },
  listing: ListingRow | undefined,
  law: Law,
  today: PlainDate,
): OrganisationDetail {
  const isEnterprise = row.kind === 'enterprise';
  const staffing = isEnterprise
    ? requiredPosts(facts).map((rule): StaffingLine => {
        const filledBy = staff
          .filter((member) => member.post === rule.post)
          .map((one) => member(one, today));
        return {
          post: rule.post,
          title: posts[rule.post],
          required: rule.required,
          advised: rule.advised === true,
          reason: rule.reason,
          basis: rule.basis
            .map((id) => law.clauses.find(id))
            .filter((found) => found !== undefined)
            .map(presentCitation),
          filledBy,
          coming: coming
            .filter(({ post }) => post === rule.post)
            .map(({ account, name, from_day: from }) => ({ account, name, from })),
          gap: rule.required && !filledBy.some((one) => one.valid),
        };
      })
    : [];
  return {
    ...presentOrganisation(row),
    address: row.address,
    phone: row.phone,
    staffing,
    gap: staffing.some((line) => line.gap),
    isChangeable: profileBook(law).keeper.kinds.includes(row.kind),
    ...(row.headcount === null ? {} : { headcount: row.headcount }),
    ...(row.revenue_yuan === null ? {} : { revenueYuan: row.revenue_yuan }),
    ...(isEnterprise ? { size: sizeOf(facts) } : {}),
    ...presentClosing(row),
    ...(listing === undefined ? {} : { dishonest: presentListing(listing) }),
  };
}

/** Presents to the regulator of the place whether a firm has an account, or who claims to open one. */
export function presentAccount(
  row: OrganisationRow,
  claim: OpenClaim | undefined,
  openCases: number,
): Pick<OrganisationDetail, 'hasAccount' | 'claim' | 'openCases'> {
  if (!isFirm(row.kind)) return {};
  const told = { hasAccount: row.has_account, openCases };
  if (claim === undefined) return told;
  const { id, name, login, firm_name: firmName, phone, claimed_at: at } = claim;
  return { ...told, claim: { id, name, login, firmName, phone, at } };
}

function presentClosing(row: OrganisationRow): Pick<OrganisationDetail, 'closed'> {
  if (row.closed_on === null) return {};
  const as = (row.closed_as ?? 'deregistered') as NonNullable<OrganisationDetail['closed']>['as'];
  const title = as === 'rejected' ? '注册被驳回' : closings[as];
  return { closed: { as, title, on: row.closed_on, reason: row.closing_reason } };
}

function presentListing(row: ListingRow): NonNullable<OrganisationDetail['dishonest']> {
  return {
    ...(row.number === null ? {} : { number: row.number }),
    ...(row.decided_on === null ? {} : { since: row.decided_on }),
    ...(row.shown_until === null ? {} : { until: row.shown_until }),
  };
}

function member(row: StaffRow, today: PlainDate): StaffMember {
  return {
    account: row.account,
    name: row.name,
    since: row.from_day ?? '',
    valid: isValid(row, today),
    ...(row.disabled ? { disabled: true as const } : {}),
    ...(row.qualified_until === null ? {} : { qualifiedUntil: row.qualified_until }),
  };
}

function isValid(row: StaffRow, today: PlainDate): boolean {
  return !row.disabled && (row.qualified_until === null || row.qualified_until >= today);
}

/** Presents the people of an organisation, each once with all posts. */
export function presentPeople(
  rows: readonly StaffRow[],
  coming: readonly ComingRow[],
  today: PlainDate,
): PresentedPerson[] {
  const people = new Map<string, PresentedPerson>();
  for (const row of rows) {
    const before = people.get(row.account);
    const held =
      row.post === null
        ? []
        : [{ post: row.post, title: posts[row.post], valid: isValid(row, today) }];
    people.set(row.account, {
      account: row.account,
      name: row.name,
      login: row.login,
      disabled: row.disabled,
      posts: [...(before?.posts ?? []), ...held],
      coming: coming
        .filter(({ account }) => account === row.account)
        .map(({ post, from_day: from }) => ({ post, title: posts[post], from })),
    });
  }
  return [...people.values()];
}

/** A person that was just added, on the one occasion on which the password is shown. */
export interface AddedPerson {
  readonly account: string;
  readonly login: string;
  /** Has to be changed at the first sign-in. */
  readonly password: string;
}
