import type { Instant, PlainDate } from '#kernel/calendar/plain-date.ts';
import { dayOf, epochMs } from '#kernel/calendar/plain-date.ts';
import { decide } from '#kernel/decide.ts';
import type { Accepted, Request } from '#kernel/decide.ts';
import type { Procedure } from '#kernel/definition.ts';
import { definitionHash } from '#kernel/derive/hash.ts';
import { bodiesThatSettle } from '#kernel/office/level-above.ts';
import type { Seat } from '#kernel/facts.ts';
import type { OrganisationFacts } from '#kernel/organisation.ts';
import { protectedFiles } from '#kernel/protection/protected.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { apply, unopened } from '#kernel/replay.ts';
import type { Snapshot } from '#kernel/replay.ts';
import { domainMask } from '#law/departments.ts';
import { findDivision } from '#law/divisions.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context, SignedIn } from '../context.ts';
import { likeProceedings, numberGivenOn } from '../reading/alike.ts';
import { projectCertificate } from './effects/certificate.ts';
import { projectProduct } from './effects/product.ts';
import { checkGuest } from './guest.ts';
import { projectClocks } from './clocks.ts';
import { carryOut } from './effects.ts';
import type { Elsewhere } from './effects.ts';
import { filesIn, writeEntry } from './entry.ts';
import type { Entry } from './entry.ts';
import type { Receipt } from './present.ts';
import { checkEntryId } from './entry-id.ts';
import { certificatesOf } from '../reading/certificates.ts';
import { lotsHeld, lotsNamed, recalledIn, withSales } from '../reading/lots.ts';
import { loadProceeding, originOf } from '../reading/load-proceeding.ts';
import { productsNumbered, productsOf } from '../reading/products.ts';
import { marketFor } from '../reading/standards.ts';
import { watchesAmong } from '../reading/watch/watches.ts';
import type { LoadedProceeding } from '../reading/load-proceeding.ts';
import { levelsOf, organisationFacts, subjectFacts } from '../reading/organisation-facts.ts';
import type { ActRequest, OpeningRequest } from './requests.ts';
import { checkPicked, pickedProceedings, protectedAmong } from './picked.ts';
import { relatedProceedings } from '../reading/related.ts';
import { dropVacated, project } from './projection.ts';
import type { Place } from './projection.ts';
import { Refused, replayed, submitOnce } from './replayed.ts';

/** Opens a proceeding in a transaction of its own. */
export async function openProceeding(
  context: Context,
  who: SignedIn,
  request: OpeningRequest,
  raw: Uint8Array,
): Promise<Receipt | Refusal> {
  const skew = checkEntryId(request.id, context.now());
  if (skew !== undefined) return skew;
  return submitOnce(context, who, request.id, raw, async (tx, within) => {
    const before = await replayed(tx, request.id, who.account.id, raw);
    const excess = before === undefined ? await checkGuest(tx, who, context.now()) : undefined;
    return before ?? excess ?? openWithin(tx, within, who, request, raw);
  });
}

/** Opens a proceeding inside a transaction, as an effect of another act does too. */
async function openWithin(
  tx: Tx,
  context: Context,
  who: SignedIn,
  request: OpeningRequest,
  raw: Uint8Array,
): Promise<Receipt | Refusal> {
  const now = context.now();
  const procedure = context.law.procedure(request.procedure, dayOf(now));
  if (procedure === undefined) return refuse('unknown-definition', '没有这种办理事项。');
  const subject =
    request.subject === undefined
      ? undefined
      : await openedAbout(tx, who, request.subject, dayOf(now));
  if (request.subject !== undefined && subject === undefined) {
    return refuse('not-found', '没有找到所涉单位，或者它不在您的管辖范围内。', procedure.basis);
  }
  if (procedure.subject === 'required' && subject === undefined) {
    return refuse('invalid-input', '请选择所涉单位。', procedure.basis);
  }
  if (request.region !== undefined && findDivision(request.region) === undefined) {
    const issue = { path: 'region', sentence: '没有这个行政区划代码' };
    return refuse('invalid-input', '请重新选择所在地区。', procedure.basis, [issue]);
  }
  const region = subject?.facts.region ?? request.region ?? who.organisation?.region;
  if (region === undefined) return refuse('invalid-input', '请选择所在地区。', procedure.basis);
  const filled = openingSeats(procedure, request, subject?.facts);
  const place: Place = {
    id: request.proceeding ?? request.id,
    procedure,
    region,
    domains: subject === undefined || procedure.restricted ? ownDomains(who) : subject.domains,
    organisation: subject?.facts.id,
  };
  const before: Snapshot = { ...unopened, seats: filled };
  const givenOn = await numberGivenOn(tx, procedure, who.organisation?.id, request.input);
  const alike = await likeProceedings(tx, procedure, request.input, dayOf(now));
  const earlier = { alike, ...(givenOn === undefined ? {} : { numberGivenOn: givenOn }) };
  return actWithin(tx, context, who, { ...request, earlier }, raw, place, before, subject?.facts);
}

/** An office opens cases in its own region and field; the public and enterprises may open one about anybody. */
function openedAbout(tx: Tx, who: SignedIn, subject: string, today: PlainDate) {
  const { lo, hi } = who.scope.region;
  return lo <= hi ? organisationFacts(tx, subject, today) : subjectFacts(tx, subject, today);
}

/**
 * Where no subject tells the domain or the case is restricted: the opener's department, else market regulation, which
 * answers for all others.
 */
function ownDomains({ organisation, scope }: SignedIn): number {
  const kind = organisation?.kind;
  const isDepartment = kind === 'industry-department' || kind === 'customs';
  return isDepartment ? scope.domains : domainMask(['market-regulation']);
}

function openingSeats(
  procedure: Procedure,
  request: OpeningRequest,
  subject: OrganisationFacts | undefined,
): readonly Seat[] {
  const roles = Object.entries(procedure.roles);
  const own = roles
    .filter(([, role]) => role.fills === 'subject' && subject !== undefined)
    .map(([role]) => ({ role, organisation: subject!.id }));
  const named = Object.entries(request.seats ?? {}).map(([role, organisation]) => ({
    role,
    organisation,
  }));
  return [...own, ...named];
}

/** Does an act in an open proceeding, in a transaction of its own. Two at once take turns. */
export async function actInProceeding(
  context: Context,
  who: SignedIn,
  proceeding: string,
  request: ActRequest,
  raw: Uint8Array,
): Promise<Receipt | Refusal> {
  const now = context.now();
  const skew = checkEntryId(request.id, now);
  if (skew !== undefined) return skew;
  return submitOnce(context, who, request.id, raw, async (tx, within) => {
    const [before, loaded] = await Promise.all([
      replayed(tx, request.id, who.account.id, raw),
      loadProceeding(tx, context.law, proceeding, true),
    ]);
    return before ?? actInLoaded(tx, within, who, loaded, request, raw);
  });
}

/** Does an act in an open proceeding inside a transaction, as the effect of an act in another one. */
async function actElsewhere(
  tx: Tx,
  context: Context,
  who: SignedIn,
  proceeding: string,
  request: ActRequest & Pick<OpeningRequest, 'cause'>,
  raw: Uint8Array,
): Promise<Receipt | Refusal> {
  const loaded = await loadProceeding(tx, context.law, proceeding, true);
  return actInLoaded(tx, context, who, loaded, request, raw);
}

/** How effects of an act reach other proceedings. */
export const elsewhere: Elsewhere = { open: openWithin, act: actElsewhere };

async function actInLoaded(
  tx: Tx,
  context: Context,
  who: SignedIn,
  loaded: LoadedProceeding | undefined,
  request: ActRequest & Pick<OpeningRequest, 'cause'>,
  raw: Uint8Array,
): Promise<Receipt | Refusal> {
  if (loaded === undefined) return refuse('not-found', '没有找到这一事项，或者您无权查看。');
  if (loaded.leftAt !== undefined) {
    return refuse('not-entitled', '本单位已经不再承办本事项，只能查看承办期间的内容。');
  }
  const subject =
    loaded.organisation === undefined
      ? undefined
      : await subjectFacts(tx, loaded.organisation, dayOf(context.now()));
  return actWithin(tx, context, who, request, raw, loaded, loaded.snapshot, subject?.facts);
}

/** What an opening is told of those before it. */
type Earlier = Pick<Request, 'alike' | 'numberGivenOn'>;

/** Does an act inside a transaction; the work that time does uses it too. */
export async function actWithin(
  tx: Tx,
  context: Context,
  who: SignedIn,
  request: ActRequest & Pick<OpeningRequest, 'cause' | 'seats'> & { readonly earlier?: Earlier },
  raw: Uint8Array,
  place: Place,
  before: Snapshot,
  subject: OrganisationFacts | undefined,
): Promise<Receipt | Refusal> {
  const now = momentAfter(before.history.at(-1)?.at, context.now());
  const decision = decide({
    procedure: place.procedure,
    snapshot: before,
    act: request.act,
    actor: who.actor,
    input: request.input,
    subject,
    id: place.id,
    region: place.region,
    now,
    calendar: context.law.calendar,
    ...request.earlier,
    byEffect: request.cause !== undefined,
    ...(await knownAbout(tx, context, who, place, before, request, now)),
  });
  if (!decision.ok) return decision;
  const act = place.procedure.acts[request.act]!;
  const wrongPick = await checkPicked(tx, act.form, decision.input, act.basis);
  if (wrongPick !== undefined) return wrongPick;
  const entry = entryOf(who, request, place, decision, now);
  const named = vacantSeat(place.procedure, before, decision.role, who);
  const past = { entry: entry.id, act: entry.act, at: now, by: entry.by, input: entry.input };
  const after = apply(place.procedure, before, past, named);
  await project(tx, place, before, after, entry);
  const secret = protectedFiles(act.form, entry.input);
  const receipt = await writeEntry(tx, entry, raw, secret);
  await projectCertificate(tx, place.procedure, place, after.history);
  await projectProduct(tx, place.procedure, place, after.history);
  await projectClocks(
    tx,
    place.procedure,
    after,
    { proceeding: place.id, ...place },
    context.law.calendar,
    now,
  );
  const refusal = await carryOut(
    tx,
    context,
    who,
    decision.effects,
    {
      entry,
      seats: after.seats,
      subject: place.organisation,
      proceeding: place.id,
      roles: place.procedure.roles,
    },
    elsewhere,
  );
  if (refusal !== undefined) throw new Refused(refusal);
  if (after.seats !== before.seats) {
    await dropVacated(tx, place.id, after);
  }
  return receipt;
}

/** What the rules read beside the proceeding itself. */
async function knownAbout(
  tx: Tx,
  { law }: Context,
  { actor }: SignedIn,
  place: Place,
  { seats, history }: Snapshot,
  { act, input }: ActRequest,
  now: Instant,
) {
  const { procedure } = place;
  const related = await relatedTo(tx, place, now);
  const seated = seats.map((seat) => seat.organisation);
  const certificates = await certificatesOf(tx, [place.organisation, ...seated]);
  const market = await marketFor(tx, procedure, history, input);
  // An id comes from outside: `constructor` must not find what every object inherits.
  const form = Object.hasOwn(procedure.acts, act) ? procedure.acts[act]?.form : undefined;
  const picked = await productsOf(tx, pickedProceedings(form, input));
  const numbered = await productsNumbered(tx, procedure, place, history, act, input);
  const products = [...picked, ...numbered];
  const watched = await watchesAmong(tx, law, pickedProceedings(form, input, watchIn(law)));
  const accounts = form !== undefined && procedure.acts[act]?.accounts === true;
  const recalled = accounts ? await recalledIn(tx, place.id) : {};
  const house = actor.organisation;
  const held = form === undefined ? [] : await lotsHeld(tx, house, lotsNamed(form, input));
  const lots = await withSales(tx, house, held);
  const levels = form === undefined ? {} : await levelsOf(tx, bodiesThatSettle(form, input));
  const protectedFiles = await protectedAmong(tx, filesIn(input));
  const origin = await originOf(tx, law, history[0]?.entry);
  const from = origin === undefined ? {} : { origin };
  const asked = { related, certificates, products, watched, lots, levels, protectedFiles };
  return { ...asked, ...recalled, ...from, ...(market === undefined ? {} : { market }) };
}

/** Whether a procedure has something watched more closely, in any of its versions. */
function watchIn({ procedures }: Context['law']) {
  return (id: string) => procedures.some((one) => one.id === id && one.watch !== undefined);
}

/** The other proceedings about the subject that the procedure reads. */
async function relatedTo(tx: Tx, { id, procedure, organisation }: Place, now: Instant) {
  if (procedure.reads === undefined || organisation === undefined) return [];
  const ever = { from: everSince, to: dayOf(now) };
  const found = await relatedProceedings(tx, organisation, ever, now, procedure.reads);
  return found.filter((other) => other.id !== id);
}

/** Earlier than anything that the platform holds. */
const everSince = '2000-01-01';

/**
 * The time of an act: later than that of the act before it, because a proceeding is replayed in the order of its
 * times. Two acts in one millisecond, or a clock that was set back, must not change places.
 */
function momentAfter(last: Instant | undefined, now: Instant): Instant {
  if (last === undefined || epochMs(last) < epochMs(now)) return now;
  return new Date(epochMs(last) + 1).toISOString();
}

function entryOf(
  who: SignedIn,
  request: ActRequest & Pick<OpeningRequest, 'cause' | 'seats'>,
  place: Place,
  decision: Accepted,
  now: Instant,
): Entry {
  const { account, organisation, posts } = who.actor;
  return {
    id: request.id,
    organisation: place.organisation ?? organisation ?? nobody,
    region: place.region,
    domains: place.domains,
    kind: 'procedure',
    definition: place.procedure.id,
    definitionHash: definitionHash(place.procedure),
    act: request.act,
    proceeding: place.id,
    cause: request.cause,
    seats: request.seats,
    at: now,
    clientAt: request.clientAt,
    late: decision.late,
    by: { account, posts, ...(organisation === undefined ? {} : { organisation }) },
    input: decision.input,
  };
}

/** Key of entries about nobody registered that a citizen made. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** A role that nobody fills yet is filled by whoever rightly acts in it first. */
function vacantSeat(procedure: Procedure, before: Snapshot, role: string, who: SignedIn): Seat[] {
  const definition = procedure.roles[role];
  // Time sits nowhere.
  if (definition === undefined) return [];
  const { kinds, sameAs } = definition;
  if (sameAs !== undefined || before.seats.some((seat) => seat.role === role)) return [];
  const isCitizen = kinds.length === 0;
  if (isCitizen || who.actor.organisation === undefined) return [{ role, account: who.account.id }];
  return [{ role, organisation: who.actor.organisation }];
}
