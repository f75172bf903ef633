import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Json } from '#kernel/json.ts';
import { unopened } from '#kernel/replay.ts';
import { domainMask } from '#law/departments.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context } from '../../context.ts';
import { loadProceeding } from '../../reading/load-proceeding.ts';
import { organisationFacts } from '../../reading/organisation-facts.ts';
import { nobody } from '../by-time.ts';
import { newEntryId } from '../entry-id.ts';
import { requestHash } from '../entry.ts';
import { actWithin } from '../proceeding.ts';

/** A proceeding that an effect of another act asked for. */
export interface CausedOpening {
  /** Ids that the cause gives, so that it can't be opened twice. */
  readonly id: string;
  readonly proceeding: string;
  readonly procedure: string;
  readonly act: string;
  readonly subject: string;
  readonly input: Json;
  /** The entry whose effect it is. */
  readonly cause: string;
}

/**
 * Opens a proceeding in the platform's own name, where no person may see all that are opened with it; runs under the
 * sweep's role. Market regulation answers for it besides the departments of the subject's products.
 * @throws Error where the definition refuses it: what the platform enters must be right.
 */
export async function openByEffect(tx: Tx, context: Context, opening: CausedOpening) {
  const today = dayOf(context.now());
  const procedure = context.law.procedure(opening.procedure, today);
  const subject = await organisationFacts(tx, opening.subject, today);
  if (procedure === undefined || subject === undefined) throw new Error(`no ${opening.procedure}`);
  const seats = Object.entries(procedure.roles)
    .filter(([, role]) => role.fills === 'subject')
    .map(([role]) => ({ role, organisation: opening.subject }));
  const { act, id, cause, input } = opening;
  const outcome = await actWithin(
    tx,
    context,
    nobody,
    { id, act, input, cause },
    requestHash({ cause, proceeding: opening.proceeding }),
    {
      id: opening.proceeding,
      procedure,
      region: subject.facts.region,
      domains: subject.domains | domainMask(['market-regulation']),
      organisation: opening.subject,
    },
    { ...unopened, seats },
    subject.facts,
  );
  if (!outcome.ok) throw new Error(`${opening.procedure} ${act}: ${outcome.sentence}`);
}

/** Does an act that nobody signs in a proceeding; one that has ended meanwhile is left alone. */
export async function actByEffect(tx: Tx, context: Context, proceeding: string, act: string) {
  const loaded = await loadProceeding(tx, context.law, proceeding, true);
  if (loaded === undefined) throw new Error(`no proceeding ${proceeding}`);
  const { organisation, snapshot } = loaded;
  const today = dayOf(context.now());
  const subject =
    organisation === undefined ? undefined : await organisationFacts(tx, organisation, today);
  const id = newEntryId(context.now());
  const outcome = await actWithin(
    tx,
    context,
    nobody,
    { id, act, input: {} },
    requestHash({ act, proceeding, id }),
    { ...loaded, organisation },
    snapshot,
    subject?.facts,
  );
  if (!outcome.ok && outcome.code !== 'wrong-state') throw new Error(`${act}: ${outcome.sentence}`);
}
