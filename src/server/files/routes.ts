import { z } from 'zod';
import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Context, SignedIn } from '../context.ts';
import type { App, Feature } from '../feature.ts';
import { gather } from '../gather.ts';
import { sendRefusal } from '../problem.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';

/** Largest upload in bytes. Phones shrink photos before they send them; this is for reports and old phones. */
export const fileLimitBytes = 10_000_000;

/** Files that a guest may hand in; nobody knows who that is, and the disk is everybody's. Policy. */
export const guestFiles = 40;

/** File types that are kept, by the bytes they begin with: what a browser claims is not believed. */
const signatures: Readonly<Record<string, readonly (number | null)[]>> = {
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  // RIFF, its length, WEBP: sound and film are RIFF files too.
  'image/webp': [0x52, 0x49, 0x46, 0x46, null, null, null, null, 0x57, 0x45, 0x42, 0x50],
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
};

/** Uploads and downloads of photos and papers, addressed by content. */
export const filesFeature: Feature = (app, context) => {
  for (const type of Object.keys(signatures)) {
    app.addContentTypeParser(
      type,
      { parseAs: 'buffer', bodyLimit: fileLimitBytes },
      (_request, body, done) => done(null, body),
    );
  }
  upload(app, context);
  download(app, context);
};

function upload(app: App, context: Context) {
  app.put(
    '/api/files',
    {
      preHandler: requireSignedIn(context, { guests: true }),
      bodyLimit: fileLimitBytes,
      schema: {
        tags: ['files'],
        summary: '上传照片或文件（JPEG、PNG、WebP、PDF，不超过10MB）',
        response: { 201: z.object({ hash: z.string(), size: z.number() }) },
      },
    },
    async (request, reply) => {
      const who = signedInOf(request);
      const bytes = request.body as unknown as Buffer | undefined;
      const type = request.headers['content-type']?.split(';')[0]?.trim() ?? '';
      const refusal = check(bytes, type) ?? (await checkCount(context, who));
      if (refusal !== undefined) return sendRefusal(reply, refusal, context.law.clauses);
      // The bytes are durable before the row says so; a row without bytes can't come about.
      const kept = await context.files.put(bytes!);
      await noteFile(context, who, { ...kept, type });
      return reply.status(201).send(kept);
    },
  );
}

function download(app: App, context: Context) {
  app.get(
    '/api/files/:hash',
    {
      preHandler: requireSignedIn(context, { guests: true }),
      schema: {
        tags: ['files'],
        summary: '下载文件',
        params: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
      },
    },
    async (request, reply) => {
      const { hash } = request.params;
      const missing = refuse('not-found', '没有找到这个文件，或者您无权查看。');
      const [row] = await context.database.as(signedInOf(request).scope, (tx) =>
        tx.rows<{ type: string }>('select type from file where hash = $1 limit 1', [hash]),
      );
      const bytes = row === undefined ? undefined : await context.files.get(hash);
      if (row === undefined || bytes === undefined)
        return sendRefusal(reply, missing, context.law.clauses);
      return reply
        .headers({
          'cache-control': 'private, max-age=31536000, immutable',
          'content-security-policy': 'sandbox',
        })
        .type(row.type)
        .send(bytes);
    },
  );
}

function check(bytes: Buffer | undefined, type: string): Refusal | undefined {
  const signature = signatures[type];
  if (signature === undefined || !Buffer.isBuffer(bytes)) {
    return refuse('file-type', '只接收JPEG、PNG、WebP照片和PDF文件。');
  }
  const begins = signature.every((byte, index) => byte === null || bytes[index] === byte);
  if (bytes.length < 12 || !begins) {
    return refuse('file-type', '文件内容与格式不符，请重新拍照或另存后上传。');
  }
  return undefined;
}

/** Of several sent at once a few more may pass: what is guarded is the disk, not a right. */
async function checkCount(context: Context, who: SignedIn): Promise<Refusal | undefined> {
  if (who.guest !== true) return undefined;
  const [[row]] = await context.database.oneFlush(who.scope, [
    { sql: countFiles, parameters: [who.account.id] },
  ]);
  const { n } = row as { n: number };
  if (n < guestFiles) return undefined;
  return refuse(
    'condition-unmet',
    `最多上传${guestFiles}份照片和文件。还有其他材料的，请在办理时交给承办人员。`,
  );
}

const countFiles = `select count(*)::int as n from file where account_id = $1 and organisation_id is null`;

interface Upload {
  readonly hash: string;
  readonly size: number;
  readonly type: string;
}

/** Notes whose file it is; of one person, as many as arrive at the same time in one transaction. */
function noteFile(context: Context, who: SignedIn, file: Upload): Promise<null> {
  let note = notes.get(who);
  if (note === undefined) {
    note = gather((files) => noteFiles(context, who, files), { atMost: 50, lanes: 1 });
    notes.set(who, note);
  }
  return note(file);
}

/** By the person as remembered between requests, which is for seconds; nobody's files go in another's name. */
const notes = new WeakMap<SignedIn, (file: Upload) => Promise<null>>();

async function noteFiles(context: Context, who: SignedIn, files: readonly Upload[]) {
  const parameters = [
    files.map(({ hash }) => hash),
    files.map(({ size }) => size),
    files.map(({ type }) => type),
    who.account.id,
    who.actor.organisation ?? null,
    context.now(),
  ];
  await context.database.oneFlush(who.scope, [{ sql: insertFiles, parameters }]);
  return files.map(() => null);
}

// Whoever has the bytes may name them, also where somebody else uploaded the same paper before.
const insertFiles = `insert into file (hash, size, type, account_id, organisation_id, at)
  select f.hash, f.size, f.type, $4, $5, $6 from unnest($1::text[], $2::int[], $3::text[]) as f (hash, size, type)
  on conflict (hash, account_id) do nothing`;
