import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { levels, organisationKinds, parties, partyOfKind, posts } from '#kernel/party.ts';
import { divisionTitle } from '#law/divisions.ts';
import type { Context } from '../context.ts';
import { isSecondFactorRequired } from './identify.ts';
import type { Identity } from './identify.ts';
import { standingOn } from './standing.ts';

const text = z.string();
const idTitle = z.object({ id: text, title: text });

/** Who is signed in, as the workbenches read it. */
export const meSchema = z.object({
  account: z.object({ id: text, login: text, name: text }),
  organisation: z
    .object({
      id: text,
      name: text,
      kind: z.enum(keysOf(organisationKinds)),
      kindTitle: text,
      level: z.object({ id: z.enum(keysOf(levels)), title: text }).nullable(),
      region: z.object({ code: z.int(), name: text }),
      business: z
        .enum(['producer', 'wholesale', 'retail'])
        .nullable()
        .describe('what an enterprise does'),
    })
    .nullable()
    .describe('null for citizens'),
  guest: z.boolean().describe('comes by an access code; has no name, login or password'),
  party: z.object({ id: z.enum(keysOf(parties)), title: text }),
  posts: z.array(
    idTitle.extend({
      standing: z.enum(['valid', 'lapsed', 'not-held']),
      from: text,
      until: text.nullable(),
      qualifiedUntil: text.nullable(),
    }),
  ),
  secondFactor: z.object({ on: z.boolean(), required: z.boolean() }),
  mustDo: z
    .enum(['change-password', 'set-up-second-factor', 'give-second-factor'])
    .nullable()
    .describe('what must be done before anything else is allowed'),
  by: z.enum(['session', 'api-key']),
  expiresAt: text.describe('end of the session or key at the latest'),
  now: text.describe('the server’s clock: screens count days and deadlines by it'),
});
/** The presented sender. */
export type Me = z.infer<typeof meSchema>;

/** Presents the sender of a request to himself. */
export function presentMe(context: Context, { signedIn, person, restriction }: Identity): Me {
  const now = context.now();
  const today = dayOf(now);
  const { organisation } = signedIn;
  const party = organisation === undefined ? 'public' : partyOfKind[organisation.kind];
  return {
    account: signedIn.account,
    organisation: organisation === undefined ? null : presentOrganisation(organisation),
    guest: person.guest,
    party: { id: party, title: parties[party] },
    posts: person.appointments.map((appointment) => ({
      id: appointment.post,
      title: titleOfPost(appointment.post),
      standing: standingOn(appointment, today),
      from: appointment.from_day,
      until: appointment.ended_on ?? appointment.until_day,
      qualifiedUntil: appointment.qualified_until,
    })),
    secondFactor: { on: person.totp_on, required: isSecondFactorRequired(person, context) },
    mustDo: restriction ?? null,
    by: signedIn.by,
    expiresAt: person.expires_at,
    now,
  };
}

function presentOrganisation(
  organisation: NonNullable<Identity['signedIn']['organisation']>,
): NonNullable<Me['organisation']> {
  const { id, name, kind, level, region, business = null } = organisation;
  return {
    id,
    name,
    kind,
    kindTitle: organisationKinds[kind],
    level: level === undefined ? null : { id: level, title: levels[level] },
    region: { code: region, name: divisionTitle(region) },
    business,
  };
}

function titleOfPost(post: string): string {
  return Object.hasOwn(posts, post) ? posts[post as keyof typeof posts] : post;
}

/** An access code, on the one occasion on which it is shown. */
export const accessCodeSchema = z.object({
  code: text.describe('five groups of four; leads back to what was handed in'),
});

/** What the sign-in page must know before anybody signed in. */
export const signInPageSchema = z.object({
  provider: z.boolean().describe('sign-on at the identity provider is set up'),
  demo: z.boolean(),
});
/** The ways in besides the password. */
export type SignInPage = z.infer<typeof signInPageSchema>;

/** The start of a second factor: shown once, until it is confirmed with a code. */
export const secondFactorSchema = z.object({
  uri: text.describe('otpauth address'),
  secret: text.describe('the same to type, base32'),
  qr: text.describe('QR code of the address as SVG'),
});
/** What an authenticator app is set up with. */
export type SecondFactor = z.infer<typeof secondFactorSchema>;

/** An API key as lists show it. */
export const keySchema = z.object({
  id: text,
  name: text,
  account: z.object({ id: text, name: text }),
  createdAt: text,
  expiresAt: text,
  revokedAt: text.nullable(),
  lastUsedAt: text.nullable(),
});
/** A key as its organisation sees it; the secret itself is not kept. */
export type Key = z.infer<typeof keySchema>;

/** A key that was just made; `key` is shown this once. */
export const newKeySchema = z.object({ id: text, name: text, key: text, expiresAt: text });
/** A key on the one occasion on which it is shown. */
export type NewKey = z.infer<typeof newKeySchema>;

function keysOf<K extends string>(titles: Readonly<Record<K, string>>): [K, ...K[]] {
  return Object.keys(titles) as [K, ...K[]];
}
