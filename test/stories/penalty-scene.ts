import type { Database } from '#db/connect.ts';
import type { Post } from '#kernel/party.ts';
import { bench, forms, officers, works as standIn } from '../law/penalty-case/setting.ts';
import { accountOf } from '../law/play.ts';
import { seedCast, seedOrganisation, seedPerson } from '../seed.ts';
import type { Seeded } from '../seed.ts';
import type { Matter, Story } from './case-file.ts';

/** The county's office, the city above it and a neighbour, beside the common cast. */
export async function penaltyCast(database: Database) {
  const cast = await seedCast(database);
  const regulator = { kind: 'market-regulator', departments: ['market-regulation'] } as const;
  const city = await seedOrganisation(database, {
    ...regulator,
    name: '赣州市市场监督管理局',
    region: 360_700,
    level: 'city',
  });
  const neighbour = await seedOrganisation(database, {
    ...regulator,
    name: '于都县市场监督管理局',
    region: 360_731,
    level: 'county',
  });
  const police = await seedOrganisation(database, {
    kind: 'police',
    departments: ['police'],
    name: '赣州市公安局赣县分局',
    region: 360_704,
    level: 'county',
  });
  const { countyRegulator } = cast.organisations;
  const person = (login: string, name: string, at: Seeded, ...posts: Post[]) =>
    seedPerson(database, { login, name, organisation: at, posts });
  const people = {
    ...cast.people,
    second: await person('second', '执法乙', countyRegulator, 'case-officer'),
    chief: await person('chief', '叶青山', countyRegulator, 'leader'),
    deputy: await person('deputy', '副局长', countyRegulator, 'leader'),
    engineer: await person('engineer', '总工', countyRegulator, 'leader'),
    presider: await person('presider', '主持人', countyRegulator, 'reviewer'),
    clerk: await person('clerk', '书记', countyRegulator, 'publisher'),
    stranger: await person('stranger', '邻县执法', neighbour, 'case-officer'),
    city: await person('city', '市局督察', city, 'reviewer'),
    police: await person('police', '民警甲', police, 'police-officer'),
  };
  return { organisations: { ...cast.organisations, city, neighbour, police }, people };
}

export type PenaltyCast = Awaited<ReturnType<typeof penaltyCast>>;

/** Real people and bodies in the place of those of the law's own tests. */
export function realIds({ organisations, people }: PenaltyCast): [string, string][] {
  return [
    [standIn.id, organisations.works.id],
    [bench.id, organisations.laboratory.id],
    [accountOf('执法甲'), people.inspector.id],
    [accountOf('执法乙'), people.second.id],
    [accountOf('主持人'), people.presider.id],
    [accountOf('书记'), people.clerk.id],
    [accountOf('局长'), people.chief.id],
    [accountOf('副局长'), people.deputy.id],
    [accountOf('总工'), people.engineer.id],
    [officers[0]!.person, people.inspector.id],
  ];
}

/** A case about the works from the clue of 1 July 2026; told with the forms of the law's own tests. */
export class PenaltyStory {
  readonly #story: Story;
  readonly #subject: string;

  constructor(story: Story, cast: PenaltyCast) {
    this.#story = story.cast(realIds(cast));
    this.#subject = cast.organisations.works.id;
  }

  /** Registered on 2 July, filed by the head on the 8th. */
  async filed(): Promise<Matter> {
    this.#story.on('2026-07-02');
    const input = await this.#story.filled('inspector', forms.open);
    const about = { subject: this.#subject };
    const matter = await this.#story.opens('inspector', 'penalty-case', 'open', input, about);
    await matter.isHiddenFrom('principal', 'stranger', 'citizen');
    this.#story.on('2026-07-08');
    await matter.fills('chief', 'decideFiling', forms.file);
    return matter;
  }

  /** Evidence of 10 July and the report of the 20th, reviewed on the 24th. */
  async reviewed(report: object = {}, review: object = {}): Promise<Matter> {
    const matter = await this.filed();
    this.#story.on('2026-07-10');
    await matter.fills('inspector', 'collect', forms.collect);
    this.#story.on('2026-07-20');
    await matter.fills('inspector', 'endInvestigation', { ...forms.endInvestigation, ...report });
    this.#story.on('2026-07-24');
    await matter.fills('reviewer', 'review', { ...forms.review, ...review });
    return matter;
  }
}
