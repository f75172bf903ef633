import { hazardActs } from '#law/enterprise/recall/hazard.ts';
import type { Hazard } from '#law/enterprise/recall/hazard.ts';
import type { Receipt } from '#server/acts/present.ts';
import type { Answer } from '../../kit/api/problem.ts';
import { submitOnce } from '../../kit/api/submission.ts';
import type { Keep } from '../../kit/api/submission.ts';

/** Whose goods a hazard is about. */
interface About {
  readonly discoverer: 'producer' | 'operator';
  /** The producer, where it is of the register. */
  readonly subject: string | undefined;
}

/**
 * Registers a hazard and reports it: done only when both have arrived. A hazard that was registered is kept until its report
 * has arrived, so that another try, even after a reload, goes on with it instead of opening a second one.
 */
export async function sendHazard(
  name: string,
  input: Hazard,
  { discoverer, subject }: About,
  keep: Keep = sessionStorage,
): Promise<Answer<Receipt>> {
  const acts = hazardActs(input, discoverer);
  const report = async (proceeding: string): Promise<Answer<Receipt>> => {
    const path = `/api/proceedings/${proceeding}/acts/report`;
    const reported = await submitOnce(`${name}/report`, path, { input: acts.report }, keep);
    if (!reported.ok) return reported;
    forgetOpened(name, keep);
    return { ok: true, value: { ...reported.value, proceeding } };
  };
  const begun = openedHazard(name, keep);
  if (begun !== undefined) return report(begun);
  const opening = {
    act: 'discover',
    input: acts.discover,
    ...(subject === undefined ? {} : { subject }),
  };
  const opened = await submitOnce(`${name}/discover`, '/api/procedures/recall', opening, keep);
  if (!opened.ok || opened.value.proceeding === undefined) return opened;
  const { proceeding } = opened.value;
  keep.setItem(keyOf(name), proceeding);
  return report(proceeding);
}

/** The proceeding of a hazard whose report has not arrived yet. */
export function openedHazard(name: string, keep: Keep = sessionStorage): string | undefined {
  return keep.getItem(keyOf(name)) ?? undefined;
}

/** What is filled in next is another hazard. */
export function forgetOpened(name: string, keep: Keep = sessionStorage): void {
  keep.removeItem(keyOf(name));
}

function keyOf(name: string): string {
  return `opened:${name}`;
}
