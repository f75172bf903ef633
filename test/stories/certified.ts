import type { Database } from '#db/connect.ts';
import { certificate, licence } from '../law/certificate-setting.ts';
import { file } from '../law/play.ts';
import { seedPerson } from '../seed.ts';
import type { Cast } from '../seed.ts';
import type { Story } from './case-file.ts';

/** A house and whoever signs in for it. */
export interface Holder {
  readonly login: string;
  readonly id: string;
}

/** The day on which the papers are entered, before anything that the stories tell. */
const day = '2026-01-08';

/** Puts the officer of the province into the register who grants licences and verifies certificates. */
export async function seedGranter(database: Database, cast: Cast): Promise<void> {
  const organisation = cast.organisations.provinceRegulator;
  const posts = ['case-officer'] as const;
  await seedPerson(database, { login: 'granter', name: '许可员许甲', organisation, posts });
}

/** Gives a house the production licence for its classes; the clock then stands at {@link day}. */
export async function licensed(
  story: Story,
  house: string,
  classes: readonly string[],
  number = licence.number,
) {
  story.on(day);
  const input = await story.filled('granter', { ...licence, classes, number });
  await story.opens('granter', 'production-licence', 'enter', input, { subject: house });
}

/** Lets a house enter its compulsory certificate and the province verify it. */
export async function certified(
  story: Story,
  { login, id }: Holder,
  classes: readonly string[],
  number: string,
) {
  story.on(day);
  const input = await story.filled(login, { ...certificate, classes, number });
  const matter = await story.opens(login, 'ccc-certificate', 'enter', input, { subject: id });
  const genuine = { source: '认证信息平台', outcome: 'genuine', evidence: [file] };
  await matter.fills('granter', 'verify', genuine);
}
