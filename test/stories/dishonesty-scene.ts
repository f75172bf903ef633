import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Post } from '#kernel/party.ts';
import { sweepOnce } from '#server/sweep/sweep.ts';
import { file } from '../law/play.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { Cast, Seeded } from '../seed.ts';
import type { Service } from '../service.ts';
import type { Matter, Story } from './case-file.ts';

/** The cast of the listing stories: the county's head and the offices above it, and those of another county. */
export async function listingCast(service: Service): Promise<Cast> {
  const { database } = service.context;
  const cast = await seedCast(database);
  const office = { kind: 'market-regulator', departments: ['market-regulation'] } as const;
  const city = await seedOrganisation(database, {
    ...office,
    name: '赣州市市场监督管理局',
    region: 360_700,
    level: 'city',
  });
  const other = await seedOrganisation(database, {
    ...office,
    name: '瑞金市市场监督管理局',
    region: 360_781,
    level: 'county',
  });
  const person = (login: string, name: string, organisation: Seeded, ...posts: Post[]) =>
    seedPerson(database, { login, name, organisation, posts, from: '2025-01-01' });
  await person('head', '叶青山', cast.organisations.countyRegulator, 'leader');
  await person('city', '钟建国', city, 'leader');
  await person('elsewhere', '杨外地', other, 'case-officer', 'publisher');
  return cast;
}

/** What the county proposes about the works, the notice having gone out with that of the penalty. */
export const proposal = {
  caseNumber: '赣区市监案2026-18',
  level: 'county',
  ground: 'unsafe-or-fake-goods',
  heavier: 'fine',
  facts: '水泥强度不合格，以不合格冒充合格，货值八十余万元',
  factors: '两年内第二次，产品用于住宅工程',
  intent: 'not-disproved',
  noticed: 'with-penalty',
  noticeServedOn: '2026-09-01',
};

export const decision = {
  decision: 'list',
  number: '赣区市监列2026-1',
  penaltyNumber: '赣区市监罚2026-18',
  penaltyDecidedOn: '2026-09-10',
  measures: ['permits', 'supervision'],
  reason: '性质恶劣，情节严重',
};

/** Proposed on 2 September 2026, agreed above, listed with the penalty on the 10th. */
export async function listed(story: Story, cast: Cast): Promise<Matter> {
  story.on('2026-09-02');
  const about = { subject: cast.organisations.works.id };
  const matter = await story.opens('inspector', 'dishonesty-listing', 'open', proposal, about);
  await matter.fills('inspector', 'seekConsent', {
    superior: 'city',
    opinion: '拟列入',
    papers: [file],
  });
  story.on('2026-09-04');
  await matter.does('city', 'consent', { answer: 'agreed', reason: '事实清楚' });
  story.on('2026-09-10');
  await matter.does('head', 'decide', decision);
  return matter;
}

/** The same, published on the 14th by the publisher. */
export async function published(story: Story, cast: Cast): Promise<Matter> {
  const matter = await listed(story, cast);
  story.on('2026-09-14');
  await matter.fills('reviewer', 'publish', { servedOn: '2026-09-11', proof: [file] });
  return matter;
}

/** The nightly and minutely work, once. */
export function sweep(service: Service): Promise<void> {
  return sweepOnce(service.context);
}

/** What a credit site was sent. */
export interface Arrival {
  readonly key: string;
  readonly authorization: string | undefined;
  readonly body: {
    id: string;
    site: string;
    action: string;
    columns: Record<string, string>;
  };
}

/** A credit site that listens on this machine; `answer` says with which status each request is answered. */
export async function creditSite(scope: { after(work: () => Promise<void>): void }) {
  const arrivals: Arrival[] = [];
  const site = { arrivals, answer: (_nth: number): number => 200, url: '' };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      arrivals.push({
        key: String(request.headers['idempotency-key']),
        authorization: request.headers.authorization,
        body: JSON.parse(Buffer.concat(parts).toString()) as Arrival['body'],
      });
      const status = site.answer(arrivals.length);
      // A line that breaks after the item arrived: the sender can't know that it did.
      if (status === 0) request.socket.destroy();
      else response.writeHead(status).end(JSON.stringify({ receipt: `收${arrivals.length}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  site.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/take`;
  scope.after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return site;
}
