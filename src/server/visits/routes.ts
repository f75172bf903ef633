import QRCode from 'qrcode';
import { refuse } from '#kernel/refusal.ts';
import type { Feature } from '../feature.ts';
import { sendRefusal } from '../problem.ts';
import { requireSignedIn, signedInOf } from '../session/actor.ts';
import type { VisitCode } from './present.ts';

/** The reader's own organisation's code, to be printed and put up. */
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
};
