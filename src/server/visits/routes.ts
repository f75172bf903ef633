import QRCode from 'qrcode';
import { z } from 'zod';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { refuse } from '#kernel/refusal.ts';
import { capFor, capPolicy, visitsByAuthority } from '#law/regulator/inspection-visit/cap.ts';
import type { Context, SignedIn } from '../context.ts';
import type { Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { namesOf, unnamedBody } from '../reading/names.ts';
import { organisationFacts } from '../reading/organisation-facts.ts';
import { relatedProceedings } from '../reading/related.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import type { VisitCode, VisitCounts } from './present.ts';

/** The reader's own organisation's code, to be printed and put up; how often an enterprise was visited this year. */
export const visitsFeature: Feature = (app, context) => {
  app.get(
    '/api/visit-code',
    {
      preHandler: requireSignedIn(context),
      schema: { tags: ['visits'], summary: '本单位检查码' },
    },
    async (request, reply) => {
      const { organisation } = signedInOf(request);
      if (organisation?.kind !== 'enterprise' && organisation?.kind !== 'platform') {
        const refusal = refuse('not-entitled', '检查码由企业张贴，您不在企业任职。');
        return sendRefusal(reply, refusal, context.law.clauses);
      }
      const address = `${context.settings.baseUrl}/app/visit/${organisation.id}`;
      const qr = await QRCode.toString(address, { type: 'svg', margin: 2 });
      return { address, qr } satisfies VisitCode;
    },
  );
  app.get(
    '/api/visits/:organisation',
    {
      preHandler: requireSignedIn(context),
      schema: {
        tags: ['visits'],
        summary: '本年度检查频次',
        params: z.object({ organisation: z.uuid() }),
      },
    },
    async (request, reply) => {
      const counts = await countsOf(context, signedInOf(request), request.params.organisation);
      if (counts !== undefined) return counts;
      const refusal = refuse('not-found', '没有找到这个单位，或者您无权查看。');
      return sendRefusal(reply, refusal, context.law.clauses);
    },
  );
};

/** Counted by the law's own rule over what the reader sees: a visit that must come unannounced is not told of. */
function countsOf(context: Context, who: SignedIn, visited: string) {
  const now = context.now();
  const today = dayOf(now);
  const year = { from: `${today.slice(0, 4)}-01-01`, to: today };
  return context.database.as(who.scope, async (tx): Promise<VisitCounts | undefined> => {
    if ((await organisationFacts(tx, visited, today)) === undefined) return undefined;
    const related = await relatedProceedings(tx, visited, year, now, [
      'inspection-visit',
      'dishonesty-listing',
    ]);
    const counts = visitsByAuthority(related, today);
    const own = who.organisation?.kind === 'market-regulator' ? who.organisation.id : undefined;
    const ids = new Set([own, ...counts.keys()].filter((id) => id !== undefined));
    const names = await namesOf(tx, [...ids]);
    const authorities = [...ids]
      .map((id) => ({
        name: names.get(id) ?? unnamedBody,
        done: counts.get(id) ?? 0,
        ...(id === own ? { own: true as const } : {}),
      }))
      .toSorted((a, b) => Number(b.own ?? false) - Number(a.own ?? false) || b.done - a.done);
    return { year: today.slice(0, 4), cap: capFor({ related }), policy: capPolicy, authorities };
  });
}
