import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requirePerson, signedInOf } from '../session/actor.ts';
import {
  appointPrincipal,
  holdFirm,
  isClaimed,
  isFirm,
  isLoginTaken,
  tellPrincipal,
  tellRegulator,
} from './firm.ts';
import type { HeldFirm } from './firm.ts';
import { loginTaken } from './people.ts';

/** Somebody who registers with the credit code of a firm that is registered already. */
export interface Claimant {
  readonly login: string;
  readonly name: string;
  readonly hash: string;
  /** What the form said of the firm. */
  readonly firmName: string;
  readonly phone: string;
}

// The same whether there is an account, somebody else asks, or the code is no firm's: a stranger learns that the code is
// registered, as before, and nothing else.
const taken = refuse(
  'already-done',
  '这个统一社会信用代码的单位已经登记，不能再注册或者认领，请联系本单位或者当地市场监管部门。',
);

/**
 * Keeps a registration as a claim of the firm that a regulator registered with this credit code. The account is there,
 * disabled and in no organisation: until the office has looked, it may see nothing of the firm.
 * @param firm the registered one, held until the transaction ends.
 */
export async function claimFirm(
  tx: Tx,
  firm: HeldFirm,
  claimant: Claimant,
  now: Instant,
): Promise<Refusal | undefined> {
  if (!isFirm(firm.kind) || firm.is_closed || firm.has_account) return taken;
  if (await isClaimed(tx, firm.id)) return taken;
  const { login, name, hash, firmName, phone } = claimant;
  if (await isLoginTaken(tx, login)) return loginTaken;
  const account = randomUUID();
  await tx.rows(
    `insert into account (id, login, name, password_hash, disabled_at, created_at)
     values ($1,$2,$3,$4,$5,$5)`,
    [account, login, name, hash, now],
  );
  await tx.rows(
    `insert into account_claim (id, organisation_id, account_id, login, name, firm_name, phone, claimed_at)
     values ($1,$2,$3,$4,$5,$6,$7,$8)`,
    [randomUUID(), firm.id, account, login, name, firmName, phone, now],
  );
  await tellRegulator(tx, firm, `有人认领“${firm.name}”的账号，请核对身份后确认或者驳回`, now);
  return undefined;
}

const verdicts = {
  confirm: '确认认领：账号启用，认领人即为主要负责人',
  refuse: '驳回认领：认领人的账号删除，可以重新认领',
} as const;

/** The regulator of the place confirms or refuses who claims a firm. */
export function claimRoutes(app: App, context: Context) {
  for (const verdict of ['confirm', 'refuse'] as const) {
    app.post(
      // The claim and not the firm is named: another may stand there since the page was opened.
      `/api/claims/:id/${verdict}`,
      {
        preHandler: requirePerson(context),
        schema: {
          tags: ['registry'],
          summary: verdicts[verdict],
          params: z.object({ id: z.uuid() }),
        },
      },
      async (request, reply) => {
        const refusal = await decide(context, signedInOf(request), request.params.id, verdict);
        if (refusal !== undefined) return sendRefusal(reply, refusal, context.law.clauses);
        return reply.status(204).send();
      },
    );
  }
}

async function decide(
  context: Context,
  who: SignedIn,
  id: string,
  verdict: keyof typeof verdicts,
): Promise<Refusal | undefined> {
  if (who.organisation?.kind !== 'market-regulator') {
    return refuse('not-entitled', '认领由单位所在地市场监管部门核对。');
  }
  const gone = refuse('not-found', '没有找到待核对的认领，或者它不在您的管辖范围内。');
  const claim = await context.database.as(who.scope, (tx) => findOpenClaim(tx, { id }));
  if (claim === undefined) return gone;
  const now = context.now();
  return context.database.asSystem('import', async (tx) => {
    await holdFirm(tx, { id: claim.organisation_id });
    const isAccepted = verdict === 'confirm';
    const [decided] = await tx.rows<{ account_id: string }>(
      `update account_claim set decided_at = $2, decided_by = $3, accepted = $4
       where id = $1 and decided_at is null returning account_id`,
      [id, now, who.account.id, isAccepted],
    );
    if (decided === undefined) return gone;
    const account = decided.account_id;
    if (isAccepted) await admit(tx, claim, account, now);
    else await remove(tx, id, account);
    return undefined;
  });
}

async function admit(
  tx: Tx,
  { organisation_id: firm, name }: OpenClaim,
  account: string,
  now: Instant,
): Promise<void> {
  await tx.rows('update account set organisation_id = $2, disabled_at = null where id = $1', [
    account,
    firm,
  ]);
  await appointPrincipal(tx, firm, account, dayOf(now));
  await tellPrincipal(tx, firm, `监管部门已确认${name}认领本单位账号`, now);
}

/** The login becomes free again: whoever is right may want it. */
async function remove(tx: Tx, claim: string, account: string): Promise<void> {
  await tx.rows('update account_claim set account_id = null where id = $1', [claim]);
  await tx.rows('delete from account where id = $1', [account]);
}

/** A claim that waits for the regulator. */
export interface OpenClaim {
  id: string;
  organisation_id: string;
  login: string;
  name: string;
  firm_name: string;
  phone: string;
  claimed_at: Instant;
}

/** The claim that waits, by its id or of a firm; row security shows it to the regulator of the place alone. */
export async function findOpenClaim(
  tx: Tx,
  by: { readonly id: string } | { readonly organisation: string },
): Promise<OpenClaim | undefined> {
  const [column, value] = 'id' in by ? ['id', by.id] : ['organisation_id', by.organisation];
  const [claim] = await tx.rows<OpenClaim>(
    `select id, organisation_id, login, name, firm_name, phone, claimed_at
     from account_claim where ${column} = $1 and decided_at is null`,
    [value],
  );
  return claim;
}
