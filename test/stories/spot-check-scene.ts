import type { Database } from '#db/connect.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Post } from '#kernel/party.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import { accountOf } from '../law/play.ts';
import { entries, plan, rules } from '../law/spot-check/books-setting.ts';
import { forms, houses, receipt } from '../law/spot-check/setting.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { OrganisationSeed, Seeded } from '../seed.ts';
import type { Service } from '../service.ts';
import { Story } from './case-file.ts';
import type { Matter } from './case-file.ts';

let models = 0;
let tasks = 0;

const county = 360_704;
const elsewhere = 360_781;

/** The bodies and people of a spot check in 赣县区, beside the common cast. */
export async function spotCheckCast(database: Database) {
  const { organisations, people } = await seedCast(database);
  const place = (own: OrganisationSeed) => seedOrganisation(database, own);
  const regulator = { kind: 'market-regulator', departments: ['market-regulation'] } as const;
  const goods = { products: ['extension-socket'], headcount: 12 } as const;
  const city = await place({
    ...regulator,
    name: '赣州市市场监督管理局',
    region: 360_700,
    level: 'city',
  });
  const neighbour = await place({
    ...regulator,
    name: '瑞金市市场监督管理局',
    region: elsewhere,
    level: 'county',
  });
  const agency = await place({
    kind: 'laboratory',
    name: '赣州市抽样技术服务中心',
    region: 360_700,
  });
  const otherBench = await place({
    kind: 'laboratory',
    name: '江西省产品质量监督检测院',
    region: 360_000,
  });
  const shop = await place({
    kind: 'enterprise',
    name: '赣县区城东电器行',
    region: county,
    business: 'retail',
    ...goods,
  });
  const works = await place({
    kind: 'enterprise',
    name: '瑞金红井电器有限公司',
    region: elsewhere,
    business: 'producer',
    ...goods,
  });
  const platform = await place({
    kind: 'platform',
    name: '赣品优选网络科技有限公司',
    region: 360_100,
    products: ['extension-socket'],
  });
  const person = (login: string, name: string, organisation: Seeded, ...posts: Post[]) =>
    seedPerson(database, { login, name, organisation, posts });
  const { countyRegulator } = organisations;
  return {
    organisations: {
      ...organisations,
      city,
      neighbour,
      agency,
      otherBench,
      electrics: shop,
      maker: works,
      platform,
    },
    people: {
      ...people,
      organiser: await person('organiser', '钟志远', city, 'case-officer', 'publisher'),
      handler: await person('handler', '邓卫东', countyRegulator, 'case-officer', 'sampler'),
      chief: await person('chief', '叶青山', countyRegulator, 'leader'),
      neighbour: await person('neighbour', '杨光明', neighbour, 'case-officer'),
      sampler: await person('sampler', '孙立', agency, 'sampler'),
      second: await person('second', '何静', agency, 'sampler'),
      retester: await person('retester', '万雪', otherBench, 'laboratory-technician'),
      owner: await person('owner', '郭福林', shop, 'principal'),
      maker: await person('maker', '宋长河', works, 'quality-safety-officer'),
      platform: await person('platform', '章文', platform, 'quality-safety-officer'),
    },
  };
}

export type SpotCheckCast = Awaited<ReturnType<typeof spotCheckCast>>;

/** Spot checks of the shop in 赣县区, told with the forms of the law's own tests. */
export class SpotCheckStory {
  readonly #story: Story;
  readonly #cast: SpotCheckCast;

  constructor(story: Story, cast: SpotCheckCast) {
    this.#story = story.cast(realIds(cast));
    this.#cast = cast;
  }

  /** A complete form for somebody: real people and bodies in it, and a paper that he uploaded himself. */
  async form(login: string, name: keyof typeof forms, change: object = {}): Promise<JsonObject> {
    // An office gives a number once.
    const own = name === 'assign' ? { taskNumber: `赣市监抽2026-0312-${++tasks}` } : {};
    return this.#story.filled(login, { ...forms[name], ...own, ...change });
  }

  /** The city orders a check of the shop. */
  async assigned(change: object = {}): Promise<Matter> {
    const about = { subject: this.#cast.organisations.electrics.id };
    // The same product is not checked twice within six months: each check is about another model.
    const model = `GN-${process.pid}-${++models}`;
    const input = await this.form('organiser', 'assign', { model, ...change });
    return this.#story.opens('organiser', 'spot-check', 'assign', input, about);
  }

  /** Does an act with its complete form. */
  async does(matter: Matter, login: string, act: string, change: object = {}, name = act) {
    const input = await this.form(login, name as keyof typeof forms, change);
    return matter.does(login, act, input);
  }

  /** Somebody signs a notice for having received it. */
  async signs(matter: Matter, login: string, act: string, day: string, conclusion = 'fail') {
    return matter.fills(login, act, receipt(day, conclusion));
  }

  /** Ordered on 28 August 2026, sampled on 1 September, tested by the 15th. */
  async reported(change: object = {}): Promise<Matter> {
    const story = this.#story;
    story.on('2026-08-28');
    const matter = await this.assigned();
    story.on('2026-09-01');
    await this.does(matter, 'sampler', 'present');
    await this.does(matter, 'sampler', 'take');
    story.on('2026-09-03');
    await this.does(matter, 'technician', 'receive');
    await this.does(matter, 'technician', 'verify');
    story.on('2026-09-15');
    await this.does(matter, 'technician', 'test', change);
    await matter.does('signatory', 'signReport');
    return matter;
  }

  /** The same, failed; the shop received the notice on 17 and the works on 18 September. */
  async notified(): Promise<Matter> {
    const matter = await this.reported();
    this.#story.on('2026-09-16');
    await this.does(matter, 'organiser', 'notify');
    this.#story.on('2026-09-17');
    await this.signs(matter, 'owner', 'receiveSampled', '2026-09-17');
    this.#story.on('2026-09-18');
    await this.signs(matter, 'maker', 'receiveProducer', '2026-09-18');
    return matter;
  }
}

function realIds({ organisations, people }: SpotCheckCast) {
  return [
    [houses.works.id, organisations.maker.id],
    [houses.agency.id, organisations.agency.id],
    [houses.bench.id, organisations.laboratory.id],
    [houses.otherBench.id, organisations.otherBench.id],
    [houses.county.id, organisations.countyRegulator.id],
    [houses.platform.id, organisations.platform.id],
    [accountOf('抽样甲'), people.sampler.id],
    [accountOf('抽样乙'), people.second.id],
    [accountOf('检验员'), people.technician.id],
    [accountOf('签字人'), people.signatory.id],
    [accountOf('处理承办人'), people.handler.id],
    [accountOf('复查乙'), people.inspector.id],
  ] as const;
}

/** Plan and rules are on record and published. */
export async function planned(service: Service, cast: SpotCheckCast) {
  const story = new Story(service);
  const check = new SpotCheckStory(story, cast);
  story.on('2026-08-27');
  story.cast([[houses.city.id, cast.organisations.city.id]]);
  const filled = (form: object) => story.filled('organiser', form);
  const number = `${plan.number}-${newEntryId(service.clock.now()).slice(-6)}`;
  const kept = async (book: string, input: object) => {
    const { id } = await story.submits('organiser', `/api/books/${book}/records`, {
      input: await filled(input),
    });
    return id;
  };
  const own = {
    plan: await kept('spot-check-plan', { ...plan, number }),
    rules: await kept('spot-check-rules', { ...rules, number }),
  };
  story.cast([
    [entries.plan, own.plan],
    [entries.rules, own.rules],
  ]);
  story.on('2026-08-28');
  return { story, check, number };
}
