import assert from 'node:assert/strict';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { DrawStep } from '#kernel/effect.ts';
import { parsePolicy } from '#ledger/cosignature.ts';
import type { Policy } from '#ledger/cosignature.ts';
import type {
  DrawBundle,
  DrawPreview,
  DrawResult,
  DrawView,
  InspectorPool,
  LogPosition,
  ObjectPool,
} from '#server/draws/present.ts';
import type { Verdict } from '#web/draw/check.ts';
import { checkBundle } from '#web/draw/check.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import type { Matter, Story } from './case-file.ts';

/** The county that draws. */
const county = 360_704;

/** What a story about draws is played with. */
export interface DrawCast extends Cast {
  /** Firms of the county, by id. */
  readonly firms: readonly string[];
}

/** Seeds forty firms of two risks, ten inspectors beside the cast's, and another county's regulator. */
export async function seedDrawCast(story: Story): Promise<DrawCast> {
  const { database } = story.service.context;
  const cast = await seedCast(database);
  const firms: string[] = [];
  for (let at = 0; at < 40; at++) {
    const { id } = await seedOrganisation(database, {
      kind: 'enterprise',
      name: `赣县区第${at}号厂`,
      region: county,
      business: 'producer',
      products: [at % 2 === 0 ? 'cement' : 'plug-socket'],
    });
    firms.push(id);
  }
  const { countyRegulator: organisation } = cast.organisations;
  for (const login of ['hu', 'jin', 'kong', 'li', 'mei', 'ning', 'ou', 'pan', 'qin', 'ren']) {
    await seedPerson(database, { login, name: `检查${login}`, organisation, posts: ['sampler'] });
  }
  await seedPerson(database, {
    login: 'expired',
    name: '到期人员',
    organisation,
    posts: ['case-officer'],
    qualifiedUntil: '2026-01-31',
  });
  const other = await seedOrganisation(database, {
    kind: 'market-regulator',
    name: '瑞金市市场监督管理局',
    region: 360_781,
    level: 'county',
    departments: ['market-regulation'],
  });
  const posts = ['case-officer', 'reviewer'] as const;
  await seedPerson(database, { login: 'ruijin', name: '瑞金甲', organisation: other, posts });
  return { ...cast, firms };
}

/** One draw as its organiser carries it out. */
export class DrawStory {
  readonly story: Story;
  readonly cast: DrawCast;
  matter!: Matter;

  constructor(story: Story, cast: DrawCast) {
    this.story = story;
    this.cast = cast;
  }

  /** Makes both pools and locks them with a plan: 4 over the whole pool, 6 of the high risk, 2 people each. */
  async commits(change: object = {}): Promise<this> {
    this.matter = await this.story.opens('inspector', 'random-draw', 'commit', {
      ...(await this.plan()),
      ...change,
    });
    return this;
  }

  async plan() {
    const objects = await this.posts<ObjectPool>('/api/draws/pools/objects', {});
    const people = await this.posts<InspectorPool>('/api/draws/pools/inspectors', {
      apart: false,
    });
    const [first] = objects.strata;
    return {
      name: '2026年第四季度水泥插座抽查',
      matter: 'general',
      objects: [objects.hash],
      inspectors: [people.hash],
      method: 'ranked',
      uniform: 4,
      strata: [{ stratum: first!.stratum, count: 6 }],
      inspectorsEach: 2,
      objectsEach: 8,
      witness: this.cast.organisations.government.id,
    };
  }

  /** Names a size ten ahead and lets the log grow to it. */
  async announces(): Promise<number> {
    await this.story.log();
    const size = (await this.position()) + 10;
    await this.matter.does('inspector', 'announce', { size });
    await this.grows(size);
    return size;
  }

  /** Others go on with their work until the log has come so far. */
  async grows(size: number): Promise<void> {
    for (;;) {
      await this.story.log();
      const now = await this.position();
      if (now >= size) return;
      for (let at = now; at < size; at++) await this.declares('hu', []);
    }
  }

  async position(): Promise<number> {
    const client = await this.story.as('inspector');
    return (await client.get<LogPosition>('/api/draws/log')).body.size;
  }

  /** Declares firms to keep away from. */
  declares(login: string, firms: readonly string[]) {
    return this.story.submits(login, '/api/books/inspector-declaration/records', {
      input: {
        inspector: this.idOf(login),
        relations: firms.map((organisation) => ({ organisation, ground: 'kin' })),
        complete: true,
      },
    });
  }

  idOf(login: string): string {
    const id = this.#ids.get(login);
    assert.ok(id, login);
    return id;
  }

  readonly #ids = new Map<string, string>();

  /** Learns the ids of the county's people. */
  async meets(): Promise<this> {
    const rows = await this.story.service.context.database.asSystem('session', (tx) =>
      tx.rows<{ login: string; id: string }>('select login, id from account'),
    );
    for (const { login, id } of rows) this.#ids.set(login, id);
    return this;
  }

  preview(step?: DrawStep): Promise<DrawPreview> {
    const body = step === undefined ? {} : { step };
    return this.posts(`/api/draws/${this.matter.id}/preview`, body);
  }

  async draws(): Promise<DrawPreview> {
    const preview = await this.preview();
    const input = { beaconProof: [], ...handedIn(preview) };
    await this.matter.does('inspector', 'draw', input);
    return preview;
  }

  async replaces(object: string): Promise<DrawPreview> {
    const preview = await this.preview({ do: 'replace', object });
    const evidence = [await this.story.paper('inspector')];
    const input = { object, ground: 'closed', evidence, ...handedIn(preview) };
    await this.matter.does('inspector', 'replace', input);
    return preview;
  }

  async recuses(object: string, inspector: string): Promise<DrawPreview> {
    const preview = await this.preview({ do: 'recuse', object, inspector });
    const input = { object, inspector, ground: 'kin', evidence: [], ...handedIn(preview) };
    await this.matter.does('inspector', 'recuse', input);
    return preview;
  }

  /** From the draw to the public page. */
  async publishes(): Promise<void> {
    await this.matter.does('local', 'attest', { agrees: 'yes' });
    const finishedOn = dayOf(this.story.service.clock.now());
    await this.matter.does('inspector', 'finish', { finishedOn });
    await this.matter.does('inspector', 'publish', {});
    await this.story.log();
  }

  async view(login = 'inspector'): Promise<DrawView> {
    const client = await this.story.as(login);
    const answer = await client.get<DrawView>(`/api/draws/${this.matter.id}`);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body;
  }

  async result(): Promise<DrawResult> {
    const client = await this.story.as('inspector');
    return (await client.get<DrawResult>(`/api/draws/${this.matter.id}/result`)).body;
  }

  /** What the public gets, and what a visitor's browser makes of it. */
  async checks(
    tamper: (bundle: DrawBundle, files: Map<string, Uint8Array>) => DrawBundle = (bundle) => bundle,
  ): Promise<Verdict> {
    const { service } = this.story;
    const address = `/draws/${this.matter.id}`;
    const { body, status } = await service.client().get<DrawBundle>(`${address}/bundle.json`);
    assert.equal(status, 200);
    const files = new Map<string, Uint8Array>();
    for (const hash of body.files) {
      const answer = await service.client().get<string>(`${address}/files/${hash}`);
      assert.equal(answer.status, 200);
      files.set(hash, new TextEncoder().encode(answer.body));
    }
    const bundle = tamper(body, files);
    return checkBundle(bundle, await this.policy(), async (hash) => files.get(hash));
  }

  async policy(): Promise<Policy> {
    const published = await this.story.service.client().get('/ledger/policy.json');
    const policy = parsePolicy(published.body);
    assert.ok(policy.ok);
    return policy.policy;
  }

  async posts<T>(path: string, body?: object, login = 'inspector'): Promise<T> {
    const client = await this.story.as(login);
    const answer = await client.post<T>(path, body);
    assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}

/** What an act takes over from a computed result. */
export function handedIn({ result, inspectors }: DrawPreview) {
  return { result: [result], inspectors };
}
