import type { z } from 'zod';
import { usurped } from './office/effect-fields.ts';
import { postsLacking } from './office/posts-lacking.ts';
import type { Calendar } from './calendar/calendar.ts';
import { metaOf } from './check/form.ts';
import { dayOf, epochMs } from './calendar/plain-date.ts';
import type { Instant, PlainDate } from './calendar/plain-date.ts';
import type { CertificateFacts } from './derive/certificate.ts';
import { placeTitle } from './check/place.ts';
import type { ProductFacts } from './product/life.ts';
import type { Act, Procedure, Role } from './definition.ts';
import { deadlinesOf } from './due.ts';
import type { RunningDeadline } from './due.ts';
import type { Effect } from './effect.ts';
import { proceedingFacts } from './facts.ts';
import type { ActorFacts, LikeProceeding, MarketFacts, RelatedProceeding } from './facts.ts';
import type { Form } from './field.ts';
import { plainJson } from './json.ts';
import type { JsonObject } from './json.ts';
import type { LotFacts } from './lot/lot.ts';
import type { RecallAccount } from './lot/recall.ts';
import type { OrganisationFacts } from './organisation.ts';
import type { Level, OrganisationKind, Post } from './party.ts';
import { carriesOut, handsOn, tellsSubject } from './protection/protected.ts';
import type { Origin, ProtectedFiles } from './protection/protected.ts';
import { refuse, refuseFor } from './refusal.ts';
import type { FieldIssue, Refusal } from './refusal.ts';
import { caseOf, stateAfter, stateBefore } from './replay.ts';
import type { WatchFacts } from './watch/watch.ts';
import { settleLevels } from './office/level-above.ts';
import { checkNumber } from './office/number.ts';
import { isHolder, rolesOf } from './derive/reserved.ts';
import type { Snapshot } from './replay.ts';

/** An actor with what the rules of seats must know. */
export interface Actor extends ActorFacts {
  readonly kind?: OrganisationKind;
  readonly level?: Level;
  /** Posts to which the actor is appointed but whose qualification has lapsed or was not passed. */
  readonly lapsed: readonly Post[];
  /** Division codes that the actor's organisation covers. */
  readonly covers: { readonly lo: number; readonly hi: number };
}

/**
 * Who does what time does: an account that nobody has, without organisation, post or territory. No session and no key
 * leads to it.
 */
export const time: Actor = {
  account: '00000000-0000-0000-0000-000000000000',
  posts: [],
  lapsed: [],
  covers: { lo: 1, hi: 0 },
};

/** What screens and papers write where a name would stand. */
export const timeTitle = '系统自动记载';

/** What is asked: an act in a proceeding. */
export interface Request {
  readonly procedure: Procedure;
  readonly snapshot: Snapshot;
  readonly act: string;
  readonly actor: Actor;
  readonly input: unknown;
  readonly subject: OrganisationFacts | undefined;
  /** Licences and certificates of the subject and of the organisations seated. */
  readonly certificates?: readonly CertificateFacts[];
  /** The lots that the input names, as far as the actor's organisation holds them. */
  readonly lots?: readonly LotFacts[];
  /** Id of the proceeding. */
  readonly id?: string;
  /** Division code of the proceeding. */
  readonly region: number;
  readonly now: Instant;
  readonly calendar: Calendar;
  /** Proceedings about the same subject of the procedures that this one reads; none where absent. */
  readonly related?: readonly RelatedProceeding[];
  /** Earlier proceedings about the same thing, where the procedure names a likeness. */
  readonly alike?: readonly LikeProceeding[];
  /** When the actor's house opened another one of the procedure under the number that the input gives. */
  readonly numberGivenOn?: PlainDate;
  /** What the registers say of a product's standards and kind, where the procedure is a product's life. */
  readonly market?: MarketFacts;
  /** The products that the input picks. */
  readonly products?: readonly ProductFacts[];
  /** What is watched by the proceedings that the input picks. */
  readonly watched?: readonly WatchFacts[];
  /** What a recall has come to, where the act accounts for it. */
  readonly recalled?: RecallAccount;
  /** Levels of the offices that settle a choice of the form, by id. */
  readonly levels?: Readonly<Record<string, Level>>;
  /** The files of the input that came elsewhere from somebody whom a clause protects. */
  readonly protectedFiles?: ProtectedFiles;
  /** The proceeding that this one came of, where the actor sees it. */
  readonly origin?: Origin;
  /** Set where another entry's effect asks for the act. */
  readonly byEffect?: boolean;
}

/** The same before the input is known. */
export type Question = Omit<Request, 'input'>;

/** An accepted act. */
export interface Accepted {
  readonly ok: true;
  readonly input: JsonObject;
  readonly to: string | undefined;
  readonly effects: readonly Effect[];
  /** The role in which the actor acts; its seat is filled where it was vacant. `time` fills none. */
  readonly role: string;
  /** Set where a duty's deadline had passed. */
  readonly late: boolean;
}

/** An act that the actor may do now, before its input is known. */
export interface Admitted {
  readonly ok: true;
  readonly act: Act;
  readonly role: string;
  /** Set where a duty's deadline had passed. */
  readonly late: boolean;
  readonly clocks: readonly RunningDeadline[];
}

/** Decides an act: who, from which state, within which time, with which form, on which condition. Pure. */
export function decide(request: Request): Accepted | Refusal {
  const admitted = admit(request);
  if (!admitted.ok) return admitted;
  const { act } = admitted;
  const parsed = parseForm(act.form, request.input, act.basis);
  if (!parsed.ok) return parsed;
  const input = settleLevels(act.form, parsed.input, request.levels ?? {});
  return (
    checkEffectFields(request, act, input) ??
    checkTarget(act, input) ??
    checkNumber(request.procedure, act, input, request.numberGivenOn) ??
    conclude(admitted, input, request)
  );
}

/** What only an effect fills in is nothing for whoever does the act himself. */
function checkEffectFields({ byEffect }: Request, { form, basis }: Act, input: JsonObject) {
  const issues = byEffect === true ? [] : usurped(form, input);
  const [first] = issues;
  if (first === undefined) return undefined;
  return refuse('invalid-input', `${first.sentence}，不能自行填写。`, basis, issues);
}

/** A choice that may be left out, because an office's level settles it, was left out where no level is known. */
function checkTarget({ to, form, basis }: Act, input: JsonObject): Refusal | undefined {
  if (to === undefined || typeof to === 'string' || 'before' in to) return;
  if (caseOf(input[to.by]) !== undefined) return;
  const label = metaOf(form.shape[to.by] as z.ZodType)?.label ?? to.by;
  const issues = [{ path: to.by, sentence: '请选择' }];
  return refuse('invalid-input', `请选择“${label}”。`, basis, issues);
}

/** Decides what can be decided without an input: who, from which state, within which time. Pure. */
export function admit(request: Question): Admitted | Refusal {
  const { procedure, snapshot, calendar, now } = request;
  // An id comes from outside: `constructor` must not find what every object inherits.
  const act = Object.hasOwn(procedure.acts, request.act) ? procedure.acts[request.act] : undefined;
  if (act === undefined) {
    return refuse('unknown-act', `“${procedure.title}”没有这一步骤。`, procedure.basis);
  }
  const clocks = deadlinesOf(procedure, snapshot.history, calendar, now, snapshot.seats);
  const role = roleOf(act, request);
  const wrongState = checkState(act, request);
  if (wrongState !== undefined) return wrongState;
  if (typeof role !== 'string') return role;
  const refusal =
    checkPerson(act, request) ??
    checkTime(act, procedure, clocks, now) ??
    checkExtension(request.act, act, procedure, clocks) ??
    checkPast(act, request, clocks);
  if (refusal !== undefined) return refusal;
  const isMet = ({ id }: RunningDeadline) => procedure.deadlines[id]?.ends.includes(request.act);
  const late = clocks.some((clock) => clock.status === 'overdue' && isMet(clock));
  return { ok: true, act, role, late, clocks };
}

function conclude(
  { act, role, late, clocks }: Admitted,
  input: JsonObject,
  request: Request,
): Accepted | Refusal {
  const facts = proceedingFacts({
    ...pastOf(request, clocks),
    related: request.related ?? [],
    ...(request.alike === undefined ? {} : { alike: request.alike }),
    certificates: request.certificates ?? [],
    lots: request.lots ?? [],
    ...(request.market === undefined ? {} : { market: request.market }),
    products: request.products ?? [],
    watched: request.watched ?? [],
    ...(request.recalled === undefined ? {} : { recalled: request.recalled }),
  });
  const objection = act.when?.(facts, input);
  if (objection !== undefined) return refuseFor(objection, act.basis);
  const { procedure, snapshot, origin, protectedFiles = new Map() } = request;
  const { history } = snapshot;
  const effects = act.then?.(facts, input) ?? [];
  const leak =
    handsOn({ procedure, history }, act.form, input, protectedFiles) ??
    carriesOut({ procedure, history }, effects) ??
    (origin === undefined ? undefined : tellsSubject(procedure, act.form, input, origin));
  if (leak !== undefined) return leak;
  return {
    ok: true,
    input,
    to: stateAfter(procedure, snapshot, { act: request.act, input }),
    effects,
    role,
    late,
  };
}

/** What is known before the input is. */
function pastOf(
  { id, procedure, now, actor, snapshot, subject }: Question,
  clocks: readonly RunningDeadline[],
) {
  const { state, seats, history } = snapshot;
  const before = (act: string) => stateBefore(procedure, history, act);
  const own = id === undefined ? {} : { id };
  return { ...own, before, now, today: dayOf(now), actor, state, seats, subject, history, clocks };
}

function checkPast(
  act: Act,
  request: Question,
  clocks: readonly RunningDeadline[],
): Refusal | undefined {
  const objection = act.possible?.(proceedingFacts(pastOf(request, clocks)));
  return objection === undefined ? undefined : refuseFor(objection, act.basis);
}

function checkState(act: Act, { procedure, snapshot }: Question): Refusal | undefined {
  if (act.from === undefined) {
    return snapshot.state === undefined
      ? undefined
      : refuse('wrong-state', `“${act.title}”只能在立项时进行，本事项已经开始。`, act.basis);
  }
  if (snapshot.state !== undefined && [act.from].flat().includes(snapshot.state)) return undefined;
  const title = (id: string) => `“${procedure.states[id]?.title ?? id}”`;
  const current = snapshot.state === undefined ? '尚未立项' : `处于${title(snapshot.state)}`;
  const allowed = [act.from].flat().map(title).join('或');
  return refuse('wrong-state', `本事项${current}，“${act.title}”须在${allowed}时进行。`, act.basis);
}

/** Said to a person who holds the post but may not act in it. */
export const lapsedSentence = '您的岗位考核未通过或者已过有效期，请重新考核合格后再办理。';

/** The first role of the act that the actor fills or may fill. */
function roleOf(act: Act, request: Question): string | Refusal {
  if (act.byTime !== undefined) {
    if (request.actor.account === time.account) return 'time';
    return refuse('not-entitled', `“${act.title}”在期限届满时自动办理，无需提交。`, act.basis);
  }
  if (act.byEffect === true) {
    if (request.actor.account === time.account) return 'time';
    return refuse('not-entitled', `“${act.title}”由平台自动办理，无需提交。`, act.basis);
  }
  const by = rolesOf(act, request.snapshot);
  for (const id of by) {
    const role = request.procedure.roles[id];
    if (role !== undefined && mayAct(id, role, request)) return id;
  }
  const all = { ...request.actor, posts: [...request.actor.posts, ...request.actor.lapsed] };
  for (const id of by) {
    const role = request.procedure.roles[id];
    if (role !== undefined && mayAct(id, role, { ...request, actor: all })) {
      return refuse('not-qualified', lapsedSentence, act.basis);
    }
  }
  const isPrivate = by.some((id) => request.procedure.roles[id]?.private === true);
  if (isPrivate && request.actor.organisation !== undefined) {
    const sentence = `“${act.title}”不以单位名义办理，请退出登录，以个人身份办理，以免留下您和单位的名称。`;
    return refuse('not-entitled', sentence, act.basis);
  }
  const lacking = postsLacking(by, request.procedure, (id, role) => mayAct(id, role, request));
  if (lacking !== undefined) return refuse('not-entitled', `“${act.title}”${lacking}`, act.basis);
  const titles = by.map((id) => request.procedure.roles[id]?.title ?? id).join('、');
  return refuse('not-entitled', `“${act.title}”由${titles}办理，您不在该席位上。`, act.basis);
}

/** Whether the actor fills a role of this proceeding, or may take it because it is vacant or competent. */
export function mayAct(
  id: string,
  role: Role,
  request: Pick<Request, 'actor' | 'snapshot' | 'subject' | 'region'>,
): boolean {
  const { actor, snapshot } = request;
  if (role.kinds.length > 0 && (actor.kind === undefined || !role.kinds.includes(actor.kind))) {
    return false;
  }
  if (role.posts !== undefined && !role.posts.some((post) => actor.posts.includes(post))) {
    return false;
  }
  if (role.private === true && actor.organisation !== undefined) return false;
  if (role.level !== undefined && role.level !== actor.level) return false;
  const holds = (role: string) => {
    const filled = snapshot.seats.filter((seat) => seat.role === role);
    return filled.length === 0 ? undefined : filled.some((seat) => isHolder(seat, actor));
  };
  const own = holds(role.sameAs ?? id);
  if (own !== undefined || role.sameAs !== undefined) return own ?? false;
  if (role.fills === 'opener') return snapshot.state === undefined;
  if (role.fills === 'subject') {
    return request.subject !== undefined && request.subject.id === actor.organisation;
  }
  if (role.fills === 'named') return false;
  return actor.covers.lo <= request.region && request.region <= actor.covers.hi;
}

function checkPerson(act: Act, { snapshot, actor, procedure }: Question): Refusal | undefined {
  const clash = snapshot.history.find(
    (past) => (act.notBy ?? []).includes(past.act) && past.by.account === actor.account,
  );
  if (clash === undefined) return undefined;
  const done = procedure.acts[clash.act]?.title ?? clash.act;
  return refuse(
    'separation-of-duties',
    `“${done}”由您办理，“${act.title}”须由另一人办理。`,
    act.basis,
  );
}

function checkTime(
  act: Act,
  procedure: Procedure,
  clocks: readonly RunningDeadline[],
  now: Instant,
): Refusal | undefined {
  const clock = (id: string | undefined) => clocks.find((run) => run.id === id);
  const within = clock(act.within);
  if (within !== undefined && (within.status === 'lapsed' || within.status === 'overdue')) {
    return refuse(
      'too-late',
      `“${act.title}”的期限已于${within.due.day}届满。`,
      procedure.deadlines[within.id]?.basis ?? act.basis,
    );
  }
  const waits = [act.byTime ?? act.notBefore ?? []].flat() as readonly string[];
  if (waits.length === 0) return undefined;
  const opening = waits.map(clock).find((run) => run !== undefined);
  if (opening !== undefined && epochMs(opening.due.until) <= epochMs(now)) return undefined;
  const when = opening === undefined ? '起算事由尚未发生' : `${opening.due.day}之后方可办理`;
  return refuse(
    'too-early',
    `“${act.title}”尚不能办理：${when}。`,
    procedure.deadlines[opening?.id ?? waits[0]!]?.basis ?? act.basis,
  );
}

function checkExtension(
  id: string,
  act: Act,
  { deadlines }: Procedure,
  clocks: readonly RunningDeadline[],
): Refusal | undefined {
  if (act.extends === undefined) return undefined;
  const clock = clocks.find((run) => run.id === act.extends);
  const title = deadlines[act.extends]?.title ?? act.extends;
  if (clock?.extendedBy.includes(id)) {
    return refuse('already-done', `“${title}”已经延长过一次，不能再次延长。`, act.basis);
  }
  if (clock?.status === 'overdue' || clock?.status === 'lapsed') {
    return refuse('too-late', `“${title}”已于${clock.due.day}届满，不能延长。`, act.basis);
  }
  const isRunning = clock?.status === 'running' || clock?.status === 'paused';
  return isRunning ? undefined : refuse('too-early', `“${title}”没有在计算，无须延长。`, act.basis);
}

/** Validates an input against a form. @returns the cleaned input, or a refusal that names each field. */
export function parseForm(
  form: Form,
  input: unknown,
  basis: readonly string[],
): { readonly ok: true; readonly input: JsonObject } | Refusal {
  const parsed = form.safeParse(input);
  // Only what JSON can carry goes on: a field left out by `undefined` has no canonical form to hash.
  if (parsed.success) return { ok: true, input: plainJson(parsed.data) as JsonObject };
  const issues = parsed.error.issues.slice(0, 50).map((issue): FieldIssue => {
    const title = placeTitle(form, issue.path);
    const place = { path: issue.path.join('.'), sentence: sentenceOf(issue) };
    return title === '' ? place : { ...place, title };
  });
  return refuse('invalid-input', '有内容没有填写或填写有误，请逐项改正后重新提交。', basis, issues);
}

function sentenceOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `不认识的内容：${issue.keys.join('、')}`;
  if (/[一-鿿]/.test(issue.message)) return issue.message;
  return issue.code === 'invalid_type' ? '请填写' : '填写有误';
}
