import { randomUUID } from 'node:crypto';
import type { Addressee, Effect } from '#kernel/effect.ts';
import type { Role } from '#kernel/definition.ts';
import type { Seat } from '#kernel/facts.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context, SignedIn } from '../context.ts';
import { carryOutDraw, checkSizeAhead } from '../draws/recompute.ts';
import { requestHash } from './entry.ts';
import type { Entry } from './entry.ts';
import { competentFor } from '../reading/competent.ts';
import { appoint, dismiss } from './effects/appoint.ts';
import { writeCatalogue } from './effects/catalogue.ts';
import { disclose } from './effects/disclose.ts';
import { eliminate } from './effects/eliminate.ts';
import { erase } from './effects/erase.ts';
import { carryOutLot } from './effects/lot.ts';
import { carryOutRecall } from './effects/recall.ts';
import { publish, withdraw } from './effects/publish.ts';
import { changeStanding, register, setAsked } from './effects/register.ts';
import { writeStandards } from './effects/standards.ts';
import { causedId } from './entry-id.ts';
import type { ActRequest, OpeningRequest } from './requests.ts';
import type { Receipt } from './present.ts';

/** The act whose effects are carried out. */
export interface Cause {
  readonly entry: Entry;
  readonly seats: readonly Seat[];
  /** The organisation that it is about. */
  readonly subject: string | undefined;
  readonly proceeding: string | undefined;
  /** Set where what happened to lots stands already: a correction that moves nothing took it over. */
  readonly keepsLots?: boolean | undefined;
  /** Roles of the procedure, to find who a vacant one falls to. */
  readonly roles?: Readonly<Record<string, Role>>;
}

/** What acts in other proceedings inside a transaction; handed in, because what it does carries effects out itself. */
export interface Elsewhere {
  open(
    tx: Tx,
    context: Context,
    who: SignedIn,
    request: OpeningRequest,
    raw: Uint8Array,
  ): Promise<Receipt | Refusal>;
  act(
    tx: Tx,
    context: Context,
    who: SignedIn,
    proceeding: string,
    request: ActRequest & Pick<OpeningRequest, 'cause'>,
    raw: Uint8Array,
  ): Promise<Receipt | Refusal>;
}

/**
 * Carries out what follows from an act, in the act's own transaction. Marks of a duty's period are not done here:
 * they are part of the duty's own row.
 * @returns a refusal; the caller then undoes everything. Where several places of the input asked for proceedings, it
 * names each that was refused, so that a long list is corrected at once.
 */
export async function carryOut(
  tx: Tx,
  context: Context,
  who: SignedIn,
  effects: readonly Effect[],
  cause: Cause,
  elsewhere: Elsewhere,
): Promise<Refusal | undefined> {
  const refusals: Refusal[] = [];
  for (const [index, effect] of effects.entries()) {
    const refusal = isElsewhere(effect)
      ? await goElsewhere(tx, context, who, effect, cause, index, elsewhere)
      : await carryOutOne(tx, context, effect, cause, index);
    if (refusal === undefined) continue;
    if (!isElsewhere(effect) || effect.path === undefined) return refusal;
    refusals.push(placed(refusal, effect.path));
    if (refusals.length === mostRefusals) break;
  }
  const [first] = refusals;
  if (first === undefined) return undefined;
  return { ...first, issues: refusals.flatMap(({ issues = [] }) => issues) };
}

type ElsewhereEffect = Extract<Effect, { do: 'open' | 'act' }>;

function isElsewhere(effect: Effect): effect is ElsewhereEffect {
  return effect.do === 'open' || effect.do === 'act';
}

/** So many places are named at most. */
const mostRefusals = 50;

/** A refusal of what one place of the input asked for. */
function placed(refusal: Refusal, path: string): Refusal {
  const inside = (refusal.issues ?? []).map(({ sentence }) => sentence).join('；');
  const sentence = inside === '' ? refusal.sentence : `${refusal.sentence}${inside}`;
  return { ...refusal, issues: [{ path, sentence }] };
}

async function carryOutOne(
  tx: Tx,
  context: Context,
  effect: Exclude<Effect, ElsewhereEffect>,
  cause: Cause,
  index: number,
): Promise<Refusal | undefined> {
  const { entry } = cause;
  switch (effect.do) {
    case 'erase':
      return erase(tx, effect.entry, entry);
    case 'draw':
      return carryOutDraw(tx, context, effect);
    case 'lot':
      return cause.keepsLots === true ? undefined : carryOutLot(tx, effect, cause, index);
    case 'recall':
      return carryOutRecall(tx, context, effect, cause);
    case 'name-size':
      return checkSizeAhead(tx, effect);
    case 'notify':
      return notify(tx, effect, cause);
    case 'appoint':
      await appoint(tx, effect, entry, index);
      break;
    case 'dismiss':
      await dismiss(tx, effect, entry);
      break;
    case 'publish':
      await publish(tx, effect, cause, index);
      break;
    case 'withdraw':
      await withdraw(tx, effect, cause);
      break;
    case 'register':
      await register(tx, entry, effect.facts);
      break;
    case 'ask':
    case 'decline':
      await setAsked(tx, entry, effect.do === 'ask');
      break;
    case 'standing':
      await changeStanding(tx, entry, effect.closed);
      break;
    case 'disclose':
      await disclose(tx, effect, entry);
      break;
    case 'catalogue':
      await writeCatalogue(tx, effect, entry.id);
      break;
    case 'standards':
      await writeStandards(tx, effect, entry);
      break;
    case 'eliminate':
      await eliminate(tx, effect, entry);
      break;
    case 'mark':
  }
  return undefined;
}

async function goElsewhere(
  tx: Tx,
  context: Context,
  who: SignedIn,
  effect: ElsewhereEffect,
  cause: Cause,
  index: number,
  elsewhere: Elsewhere,
): Promise<Refusal | undefined> {
  const key = effect.do === 'open' ? `${effect.procedure}:${effect.key ?? index}` : `act:${index}`;
  const request = {
    id: causedId(cause.entry.id, `entry:${key}`),
    act: effect.act,
    input: effect.input,
    cause: cause.entry.id,
    clientAt: cause.entry.clientAt,
  };
  const raw = requestHash({ cause: cause.entry.id, key });
  const outcome =
    effect.do === 'act'
      ? await elsewhere.act(tx, context, who, effect.proceeding, request, raw)
      : await elsewhere.open(
          tx,
          context,
          who,
          {
            ...request,
            proceeding: causedId(cause.entry.id, `proceeding:${key}`),
            procedure: effect.procedure,
            subject: effect.subject ?? cause.subject,
            region: cause.entry.region,
            seats: effect.seats,
          },
          raw,
        );
  return outcome.ok ? undefined : outcome;
}

async function notify(
  tx: Tx,
  { to, title, orRefuse }: Extract<Effect, { do: 'notify' }>,
  cause: Cause,
): Promise<Refusal | undefined> {
  const addresses = await addressesOf(tx, to, cause);
  if (addresses.length === 0 && orRefuse !== undefined) return refuse('condition-unmet', orRefuse);
  for (const address of addresses) {
    await tx.rows(insertNotice, [
      randomUUID(),
      address.account ?? null,
      address.organisation ?? null,
      address.post ?? null,
      title,
      cause.proceeding ?? null,
      cause.entry.id,
      cause.entry.at,
    ]);
  }
  return undefined;
}

interface Address {
  readonly account?: string;
  readonly organisation?: string;
  readonly post?: string;
}

/** Everybody who is meant: several organisations may sit in one role. */
async function addressesOf(tx: Tx, to: Addressee, cause: Cause): Promise<readonly Address[]> {
  if ('account' in to) return [{ account: to.account }];
  if ('office' in to) {
    const organisation = await competentFor(tx, { kinds: [to.office] }, to.region);
    return organisation === undefined ? [] : [{ organisation }];
  }
  if ('post' in to) {
    const organisation = to.of === 'subject' ? cause.subject : cause.entry.by.organisation;
    return organisation === undefined ? [] : [{ organisation, post: to.post }];
  }
  const role = cause.roles?.[to.role];
  const seats = cause.seats.filter((candidate) => candidate.role === (role?.sameAs ?? to.role));
  if (seats.length > 0 || role?.fills !== 'competent') return seats;
  const organisation = await competentFor(tx, role, cause.entry.region);
  return organisation === undefined ? [] : [{ organisation }];
}

const insertNotice = `insert into notification (id, account_id, organisation_id, post, title, proceeding_id, entry_id, at)
  values ($1,$2,$3,$4,$5,$6,$7,$8)`;
