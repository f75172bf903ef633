import type { ProceedingSummary } from '#server/proceedings/present.ts';
import { organisations } from '../firms.ts';
import { staffOf } from '../people.ts';
import type { Matter, Scene, Story } from './scene.ts';

/** Sees every proceeding of enterprises in the province. */
const reader = 'regulator-jiangxi.case';

/** A proceeding that came up by itself. */
export interface Listed {
  readonly matter: Matter;
  readonly firm: string;
  /** Counts from 0 in the order of days and, within a day, of firms. */
  readonly number: number;
}

/** Looks each working day for new proceedings in a state and tells a story about each. */
export async function* eachNew(
  scene: Scene,
  procedure: string,
  state: string,
  story: (found: Listed) => Story,
): Story {
  const firms = new Map(organisations.map(({ id }) => [scene.stage.organisation(id), id]));
  const seen = new Set<string>();
  for (let workday = 0; ; workday += 1) {
    yield scene.on(workday);
    const url = `/api/proceedings?procedure=${procedure}&state=${state}`;
    const { proceedings } = await scene.stage.get<{ proceedings: ProceedingSummary[] }>(
      reader,
      url,
    );
    const fresh = proceedings
      .filter(({ id }) => !seen.has(id))
      .map(({ id, subject, openedAt }) => ({
        id,
        openedAt,
        firm: firms.get(subject?.id ?? '') ?? '',
      }))
      .sort((a, b) => compare(a.firm, b.firm) || compare(a.openedAt, b.openedAt));
    for (const { id, firm } of fresh) {
      scene.begin(story({ matter: scene.matter(id), firm, number: seen.size }));
      seen.add(id);
    }
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Who does what in a firm; where a post is vacant, the principal. */
export function dutyHolders(firm: string) {
  const people = staffOf(firm);
  const holder = (post: string) => people.find((person) => person.post === post)?.login;
  const principal = holder('principal')!;
  return {
    principal,
    officer: holder('quality-safety-officer') ?? principal,
    senior: holder('quality-safety-director') ?? principal,
  };
}
