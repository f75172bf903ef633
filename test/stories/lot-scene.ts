import assert from 'node:assert/strict';
import type { LotList, LotSummary } from '#server/lots/present.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { Cast, Seeded } from '../seed.ts';
import type { Service } from '../service.ts';
import { Story } from './case-file.ts';
import { licensed, seedGranter } from './certified.ts';

/** The records of a book. */
export const records = (book: string) => `/api/books/${book}/records`;

/** Clinker as it comes in from a supplier outside the platform. */
export const clinker = {
  productName: '硅酸盐水泥熟料',
  specification: '42.5',
  quantity: '100',
  unit: '吨',
  supplier: '于都县宏达熟料厂',
  supplierContact: '0797-6200000',
  receivedOn: '2026-11-02',
  batch: 'HD-1101',
  supplierPapers: [],
  reportKind: 'none',
  report: [],
  checks: [{ item: '标识', result: 'pass' }],
  conclusion: 'accept',
};

/** What all sales have in common. */
export const sale = {
  contact: '0796-8200000',
  soldOn: '2026-11-07',
  shippedOn: '2026-11-07',
  place: '赣州市赣县区',
};

/** Three tiers: a works that buys outside the platform, a maker of beams elsewhere, a builder far away who sells on. */
export class LotStory {
  readonly story: Story;
  readonly #service: Service;
  /** Lots by who released or sold them first. */
  readonly #numbered: Record<string, string[]> = {};
  cast!: Cast;
  beams!: Seeded;
  builder!: Seeded;

  constructor(service: Service) {
    this.#service = service;
    this.story = new Story(service);
  }

  /** Puts everybody into the register. */
  async seed(): Promise<void> {
    const { database } = this.#service.context;
    this.cast = await seedCast(database);
    await seedGranter(database, this.cast);
    await licensed(this.story, this.cast.organisations.works.id, ['cement']);
    const place = { kind: 'enterprise', business: 'producer', headcount: 20 } as const;
    this.beams = await seedOrganisation(database, {
      ...place,
      name: '吉安市青原预制构件厂',
      region: 360_803,
      products: ['cement'],
    });
    this.builder = await seedOrganisation(database, {
      ...place,
      name: '南昌市东湖建筑工程公司',
      region: 360_102,
      products: ['cement'],
    });
    await licensed(this.story, this.beams.id, ['cement'], 'XK08-001-00002');
    const posts = ['quality-safety-officer', 'quality-safety-director', 'principal'] as const;
    await seedPerson(database, { login: 'beams', name: '罗海', organisation: this.beams, posts });
    await seedPerson(database, {
      login: 'builder',
      name: '周平',
      organisation: this.builder,
      posts,
    });
  }

  /** What somebody holds, by number. */
  async held(login: string, number: string): Promise<LotSummary> {
    const client = await this.story.as(login);
    const { body } = await client.get<LotList>(`/api/lots?number=${number}`);
    assert.equal(body.lots.length, 1, `${login} ${number}`);
    return body.lots[0]!;
  }

  /** Registers a lot made of others. */
  async makes(
    login: string,
    number: string,
    lot: object,
    parts: object[] = [],
  ): Promise<LotSummary> {
    const common = { product: '普通硅酸盐水泥', madeOn: '2026-11-03', quantity: '120', unit: '吨' };
    const gain = '混合材、石膏没有按批次登记';
    const input = { ...common, number, ...lot, parts, gain };
    await this.story.submits(login, records('lot-registration'), { input });
    return this.held(login, number);
  }

  /** Releases so much of a lot. */
  async releases(
    login: string,
    lot: string,
    quantity: string,
    inspectedOn = '2026-11-06',
  ): Promise<void> {
    const report = [await this.story.paper(login)];
    const me = await (await this.story.as(login)).get<{ account: { id: string } }>('/api/me');
    const input = {
      lot,
      inspectedOn,
      conclusion: 'pass',
      quantity,
      certificate: this.#certificate(login, lot),
      report,
      inspector: me.body.account.id,
    };
    await this.story.submits(login, records('lot-release'), { input });
  }

  /** A number is one lot's: the first lot that somebody releases or sells has HG-1103, the next one HG-1103-1. */
  #certificate(login: string, lot: string): string {
    const lots = (this.#numbered[login] ??= []);
    if (!lots.includes(lot)) lots.push(lot);
    const at = lots.indexOf(lot);
    return at === 0 ? 'HG-1103' : `HG-1103-${at}`;
  }

  /** Sells so much of a lot to somebody. */
  async sells(login: string, lot: string, quantity: string, buyer: object): Promise<void> {
    const items = [{ lot, quantity, certificate: this.#certificate(login, lot) }];
    await this.story.submits(login, records('sales-record'), {
      input: { ...sale, items, ...buyer },
    });
  }

  /** Accepts what was shipped. */
  async accepts(login: string, lot: LotSummary): Promise<void> {
    const input = {
      ...clinker,
      productName: lot.product,
      specification: lot.model ?? '',
      batch: lot.number,
      quantity: lot.onHand,
      unit: lot.unit,
      receivedOn: '2026-11-08',
      lot: lot.id,
    };
    await this.story.submits(login, records('incoming-inspection'), { input });
  }

  /** Clinker to cement, cement to beams, beams to the builder, who has not accepted them yet. */
  async tells(): Promise<void> {
    const { story } = this;
    story.on('2026-11-02');
    await story.submits('officer', records('incoming-inspection'), { input: clinker });
    const raw = await this.held('officer', 'HD-1101');
    story.on('2026-11-07');
    const cement = await this.makes('officer', 'GJ-1103', { model: 'P·O 42.5' }, [
      { lot: raw.id, quantity: '90' },
    ]);
    await this.releases('director', cement.id, '80');
    const buys = { buyerKind: 'registered' };
    await this.sells('officer', cement.id, '50', { ...buys, buyer: this.beams.id });
    await this.sells('officer', cement.id, '10', { buyerKind: 'other', buyerName: '信丰县某工地' });
    story.on('2026-11-08');
    await this.accepts('beams', await this.held('beams', 'GJ-1103'));
    const beam = await this.makes(
      'beams',
      'QY-1',
      { product: '预应力梁板', quantity: '12', unit: '件' },
      [{ lot: cement.id, quantity: '20' }],
    );
    await this.releases('beams', beam.id, '12');
    const later = { soldOn: '2026-11-08', shippedOn: '2026-11-08' };
    await this.sells('beams', beam.id, '8', { ...buys, ...later, buyer: this.builder.id });
    await this.sells('beams', beam.id, '2', {
      ...later,
      buyerKind: 'consumer',
      consumerName: '刘某',
    });
  }
}
