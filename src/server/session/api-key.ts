import type { FastifyRequest } from 'fastify';
import { randomUUIDv7 } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '#db/transaction.ts';
import type { ApiKey } from '#db/types.ts';
import { addHours } from '#kernel/calendar/plain-date.ts';
import type { Instant } from '#kernel/calendar/plain-date.ts';
import type { Post } from '#kernel/party.ts';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requirePerson, signedInOf } from './actor.ts';
import { keyPrefix, newToken } from './credential.ts';
import { forgetAccount } from './identify.ts';
import { keySchema, newKeySchema } from './present.ts';
import type { Key } from './present.ts';
import { policy } from './proof/policy.ts';

/** Who may hand their organisation's systems a key. */
const keyPosts: readonly Post[] = ['principal', 'leader', 'administrator'];

const tags = ['session'];
const wish = z.object({
  name: z.string({ error: '请填写用途' }).trim().min(1, '请填写用途').max(60, '用途最多60个字'),
  days: z
    .int('有效期按整天填写')
    .min(1, '有效期至少1天')
    .max(policy.keyDaysMax, `有效期最长${policy.keyDaysMax}天`),
});

/** Keys with which an organisation's own systems act in the name of the person who made them. */
export function keyRoutes(app: App, context: Context) {
  const { clauses } = context.law;
  const onRequest = requirePerson(context);
  app.post(
    '/api/keys',
    {
      onRequest,
      schema: { tags, summary: '新建接口密钥', body: wish, response: { 201: newKeySchema } },
    },
    async (request, reply) => {
      const refusal = refuseOthers(request);
      if (refusal !== undefined) return sendRefusal(reply, refusal, clauses);
      const made = await makeKey(context, signedInOf(request), request.body);
      if ('code' in made) return sendRefusal(reply, made, clauses);
      return reply.status(201).send(made);
    },
  );
  app.get(
    '/api/keys',
    {
      onRequest,
      schema: { tags, summary: '接口密钥列表', response: { 200: z.array(keySchema) } },
    },
    async (request, reply) => {
      const refusal = refuseOthers(request);
      if (refusal !== undefined) return sendRefusal(reply, refusal, clauses);
      return context.database.as(signedInOf(request).scope, listKeys);
    },
  );
  app.delete(
    '/api/keys/:id',
    {
      onRequest,
      schema: {
        tags,
        summary: '吊销接口密钥',
        params: z.object({ id: z.uuid('编号有误') }),
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const refusal =
        refuseOthers(request) ?? (await revokeKey(context, signedInOf(request), request.params.id));
      if (refusal !== undefined) return sendRefusal(reply, refusal, clauses);
      return reply.status(204).send();
    },
  );
}

function refuseOthers(request: FastifyRequest): Refusal | undefined {
  const { actor, organisation } = signedInOf(request);
  if (organisation !== undefined && actor.posts.some((post) => keyPosts.includes(post))) {
    return undefined;
  }
  return refuse('not-entitled', '接口密钥由主要负责人、单位负责人或者系统管理员管理。');
}

async function makeKey(
  context: Context,
  who: SignedIn,
  { name, days }: z.infer<typeof wish>,
): Promise<Refusal | z.infer<typeof newKeySchema>> {
  const now = context.now();
  const id = randomUUIDv7();
  const { token, hash } = newToken(keyPrefix);
  const expiresAt = addHours(now, days * 24);
  const isMade = await context.database.as(who.scope, async (tx) => {
    if ((await countKeys(tx, now)) >= policy.keysPerOrganisation) return false;
    await tx.run({
      sql: `insert into api_key (id, key_hash, name, account_id, organisation_id, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7)`,
      parameters: [id, hash, name, who.account.id, who.organisation?.id ?? null, now, expiresAt],
    });
    return true;
  });
  if (isMade) return { id, name, key: token, expiresAt };
  const limit = `每个单位最多同时使用${policy.keysPerOrganisation}个接口密钥，请先吊销不用的密钥。`;
  return refuse('condition-unmet', limit);
}

async function countKeys(tx: Tx, now: Instant): Promise<number> {
  const sql = 'select count(*)::int as n from api_key where revoked_at is null and expires_at > $1';
  return (await tx.rows<{ n: number }>(sql, [now]))[0]?.n ?? 0;
}

interface KeyRow extends Omit<ApiKey, 'key_hash' | 'organisation_id'> {
  readonly account_name: string | null;
}

/** Row policies show the keys of one's own organisation only. */
async function listKeys(tx: Tx): Promise<Key[]> {
  const rows = await tx.rows<KeyRow>(
    `select k.id, k.name, k.account_id, a.name as account_name, k.created_at, k.expires_at,
        k.revoked_at, k.last_used_at
      from api_key k left join account a on a.id = k.account_id
      order by k.created_at desc, k.id desc limit 200`,
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    account: { id: row.account_id, name: row.account_name ?? '' },
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  }));
}

async function revokeKey(
  context: Context,
  who: SignedIn,
  id: string,
): Promise<Refusal | undefined> {
  const rows = await context.database.as(who.scope, (tx) =>
    tx.rows<{ account_id: string }>(
      `update api_key set revoked_at = coalesce(revoked_at, $2) where id = $1 returning account_id`,
      [id, context.now()],
    ),
  );
  const [row] = rows;
  if (row === undefined) return refuse('not-found', '没有这个接口密钥。');
  forgetAccount(row.account_id);
  return undefined;
}
