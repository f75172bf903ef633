import assert from 'node:assert/strict';
import { audit } from '#server/audit/audit.ts';
import type { LotList } from '#server/lots/present.ts';
import type { Post } from '#kernel/party.ts';
import { file } from '../law/play.ts';
import { forms } from '../law/recall-setting.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { OrganisationSeed, Seeded } from '../seed.ts';
import type { Service } from '../service.ts';
import { Matter, Story } from './case-file.ts';
import { certified, seedGranter } from './certified.ts';

const records = (book: string) => `/api/books/${book}/records`;

/** What is made of which lots. */
interface Made {
  readonly product: string;
  readonly number: string;
  readonly quantity: string;
  readonly madeOn: string;
  readonly unit?: string;
  readonly parts?: readonly { readonly lot: string; readonly quantity: string }[];
}

/**
 * Three tiers: 龙南 makes tubes, 南昌小鹿 makes carriages of them, two dealers buy, one of them sells to a shop on the
 * platform, to one outside it and to consumers. Another maker buys the same tubes.
 */
export class RecallChain {
  readonly service: Service;
  readonly story: Story;
  readonly houses = new Map<string, Seeded>();
  readonly #certificates = new Map<string, string>();

  constructor(service: Service) {
    this.service = service;
    this.story = new Story(service);
  }

  /** Puts everybody into the register; each signs in by the name of the house. */
  async seed(): Promise<void> {
    const { database } = this.service.context;
    const cast = await seedCast(database);
    await seedGranter(database, cast);
    const place = async (
      login: string,
      name: string,
      region: number,
      own: Partial<OrganisationSeed> = {},
    ) => {
      const goods = { kind: 'enterprise', products: ['baby-carriage'], headcount: 20 } as const;
      const house = await seedOrganisation(database, { name, region, ...goods, ...own });
      const posts: readonly Post[] =
        own.kind === 'market-regulator'
          ? ['case-officer']
          : ['quality-safety-officer', 'quality-safety-director', 'principal'];
      await seedPerson(database, { login, name: `${name}的人`, organisation: house, posts });
      this.houses.set(login, house);
    };
    await place('tubes', '龙南钢管有限公司', 360_783, {
      business: 'producer',
      products: ['water-supply-pipe'],
    });
    await place('maker', '南昌小鹿童车有限公司', 360_103, { business: 'producer' });
    await place('rival', '赣县区大象童车厂', 360_704, { business: 'producer' });
    await place('dealer', '瑞金市宝宝乐园', 360_781, { business: 'wholesale' });
    await place('silent', '上饶市信州区童乐商行', 361_102, { business: 'retail' });
    await place('corner', '瑞金市喜洋洋童装店', 360_781, { business: 'retail' });
    await place('stranger', '赣县区贝贝母婴店', 360_704, { business: 'retail' });
    const office = { kind: 'market-regulator', departments: ['market-regulation'] } as const;
    await place('ruijin', '瑞金市市场监督管理局', 360_781, { ...office, level: 'county' });
    await place('shangrao', '信州区市场监督管理局', 361_102, { ...office, level: 'county' });
    await place('nanchang', '西湖区市场监督管理局', 360_103, { ...office, level: 'county' });
    for (const login of ['maker', 'rival']) {
      const holder = { login, id: this.id(login) };
      await certified(this.story, holder, ['baby-carriage'], `CCC-${login}`);
    }
  }

  id(login: string): string {
    return this.houses.get(login)!.id;
  }

  /** What somebody holds, by number. */
  async held(login: string, number: string) {
    const { body } = await (await this.story.as(login)).get<LotList>(`/api/lots?q=${number}`);
    return body.lots.find((lot) => lot.number === number);
  }

  async makes(login: string, lot: Made) {
    await this.story.submits(login, records('lot-registration'), {
      input: { parts: [], unit: '辆', ...lot },
    });
    const held = await this.held(login, lot.number);
    assert.ok(held);
    const me = await (await this.story.as(login)).get<{ account: { id: string } }>('/api/me');
    await this.story.submits(login, records('lot-release'), {
      input: {
        lot: held.id,
        inspectedOn: lot.madeOn,
        conclusion: 'pass',
        quantity: lot.quantity,
        certificate: this.certificate(held.id, lot.number),
        report: [await this.story.paper(login)],
        inspector: me.body.account.id,
      },
    });
    return held.id;
  }

  /** The number by which a lot was released, kept to sell it under. */
  certificate(lot: string, number?: string): string {
    if (number !== undefined) this.#certificates.set(lot, `HG-${number}`);
    return this.#certificates.get(lot) ?? 'HG-1';
  }

  sale(lot: string, quantity: string, to: string | { name: string }) {
    const buyer =
      to === 'consumer'
        ? { buyerKind: 'consumer', consumerName: '刘某' }
        : typeof to === 'string'
          ? { buyerKind: 'registered', buyer: this.id(to) }
          : { buyerKind: 'other', buyerName: to.name };
    return {
      input: {
        items: [{ lot, quantity, certificate: this.certificate(lot) }],
        ...buyer,
        contact: '0791-00000000',
        soldOn: '2026-09-20',
        shippedOn: '2026-09-20',
        place: '南昌市',
      },
    };
  }

  async sells(
    login: string,
    lot: string,
    quantity: string,
    to: Parameters<RecallChain['sale']>[2],
  ) {
    await this.story.submits(login, records('sales-record'), this.sale(lot, quantity, to));
  }

  /** The buyer accepts all that it got of a lot on the platform. */
  async accepts(login: string, number: string, quantity: string) {
    const lot = await this.held(login, number);
    assert.ok(lot, `${login} holds no ${number}`);
    await this.story.submits(login, records('incoming-inspection'), {
      input: {
        productName: lot.product,
        specification: 'XL-2',
        quantity,
        unit: lot.unit,
        supplier: '供货单位',
        supplierContact: '0791-00000000',
        receivedOn: '2026-09-20',
        batch: number,
        supplierPapers: [],
        reportKind: 'original',
        report: [await this.story.paper(login)],
        checks: [{ item: '标识', result: 'pass' }],
        conclusion: 'accept',
        lot: lot.id,
      },
    });
    return lot.id;
  }

  /** The goods go their ways in September. */
  async delivers(): Promise<void> {
    this.story.on('2026-09-20');
    const madeOn = '2026-09-19';
    const steel = await this.makes('tubes', {
      product: '车架钢管',
      number: 'GG-1',
      quantity: '1000',
      madeOn,
      unit: '根',
    });
    await this.sells('tubes', steel, '400', 'maker');
    await this.sells('tubes', steel, '100', 'rival');
    await this.accepts('maker', 'GG-1', '400');
    await this.accepts('rival', 'GG-1', '100');
    await this.makes('rival', {
      product: '童车',
      number: 'DX-1',
      quantity: '20',
      madeOn: '2026-09-20',
      parts: [{ lot: steel, quantity: '100' }],
    });
    const carriage = await this.makes('maker', {
      product: '童车',
      number: 'TC-1',
      quantity: '100',
      madeOn: '2026-09-20',
      parts: [{ lot: steel, quantity: '400' }],
    });
    await this.sells('maker', carriage, '70', 'dealer');
    await this.sells('maker', carriage, '10', 'silent');
    await this.accepts('dealer', 'TC-1', '70');
    await this.accepts('silent', 'TC-1', '10');
    await this.sells('dealer', carriage, '15', 'corner');
    await this.sells('dealer', carriage, '5', { name: '于都县小太阳母婴店' });
    await this.sells('dealer', carriage, '10', 'consumer');
    await this.accepts('corner', 'TC-1', '15');
    await this.sells('corner', carriage, '6', 'consumer');
  }

  /** The producer finds the defect and says so. */
  async defective(): Promise<Matter> {
    this.story.on('2026-09-30');
    const about = { subject: this.id('maker') };
    const matter = await this.story.opens('maker', 'recall', 'discover', forms.discover, about);
    await matter.fills('maker', 'report', forms.report);
    await matter.fills('maker', 'conclude', { ...forms.defect, evidence: [file] });
    return matter;
  }

  /** All of that, and the maker stops the goods. @returns the recall and the lot. */
  async stopped(): Promise<{ readonly matter: Matter; readonly carriage: string }> {
    await this.seed();
    await this.delivers();
    const carriage = (await this.held('maker', 'TC-1'))!.id;
    const matter = await this.defective();
    const seeds = [{ lot: carriage }];
    await matter.fills('maker', 'stop', { ...forms.stop, operators: [], seeds });
    return { matter, carriage };
  }

  /** The one notice of a recall that a holder has. */
  async notice(login: string): Promise<Matter | undefined> {
    const client = await this.story.as(login);
    const { body } = await client.get<{ proceedings: { id: string }[] }>(
      '/api/proceedings?procedure=recall-notice',
    );
    const id = body.proceedings[0]?.id;
    return id === undefined ? undefined : new Matter(this.story, id);
  }
}

/** All proceedings follow from their entries, those that the platform itself carried on too. */
export async function isAudited({ context, clock }: Service): Promise<void> {
  const report = await audit(context.database, { law: context.law, now: clock.now() });
  assert.deepEqual(report.difference, undefined);
  assert.ok(report.counts.proceedings > 4);
}
