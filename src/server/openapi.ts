import type { Database } from '#db/connect.ts';
import { law } from '#law/all.ts';
import type { Context } from './context.ts';
import { buildServer } from './http.ts';

/** The OpenAPI 3.1 document of all routes, for the committed copy; needs no database, no route is called. */
export async function buildOpenApi(): Promise<object> {
  const unreachable = () => {
    throw new Error('the documentation is built without a database');
  };
  const database: Database = {
    as: unreachable,
    asSystem: unreachable,
    oneFlush: unreachable,
    close: () => Promise.resolve(),
  };
  const context: Context = {
    database,
    law,
    now: unreachable,
    files: { put: unreachable, get: unreachable },
    settings: {
      baseUrl: 'http://localhost',
      serverKey: new Uint8Array(32),
      logOrigin: 'sifang.example/ledger',
      secondFactorFor: [],
      demo: false,
    },
    transport: { send: () => Promise.reject(new Error('nothing is sent here')) },
    wakeSequencer: () => undefined,
    wakeTeller: () => undefined,
  };
  const app = await buildServer(context);
  try {
    await app.ready();
    return app.swagger();
  } finally {
    await app.close();
  }
}
