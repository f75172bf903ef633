import { epochMs } from '#kernel/calendar/plain-date.ts';
import type { Me } from '#server/session/present.ts';
import { aheadMs } from '../../../../kit/api/clock.ts';
import { dropBelow, get, put } from '../keep.ts';

/** Who opened a sheet on this device last; what was typed belongs to an account and stays for its return. */
const pointer = 'sifang-sampling-person';

/** A sampler as the device remembers him. */
export interface KeptPerson {
  readonly me: Me;
  /** How much the server's clock was ahead of the device's, in milliseconds. */
  readonly aheadMs: number;
}

/** Remembers who is at the sheet, in place of whoever was there before. */
export async function keepPerson(me: Me): Promise<void> {
  await forgetOther(me.account.id);
  await put('known', { me, aheadMs: aheadMs() } satisfies KeptPerson, keyOf(me.account.id));
  localStorage.setItem(pointer, me.account.id);
}

/** Who may open a sheet without network: nobody after signing out, nor once his session would have ended. */
export async function lastPerson(): Promise<KeptPerson | undefined> {
  const account = localStorage.getItem(pointer);
  if (account === null) return undefined;
  const kept = await get<KeptPerson>('known', keyOf(account));
  if (kept === undefined) return undefined;
  return epochMs(kept.me.expiresAt) > Date.now() + kept.aheadMs ? kept : undefined;
}

/** Forgets who was there, with the checks that were read for him. Sheets and what waits to be sent stay. */
export async function forgetPerson(): Promise<void> {
  const account = localStorage.getItem(pointer);
  if (account === null) return;
  localStorage.removeItem(pointer);
  await dropBelow('known', `${account}/`);
}

/** Forgets whoever else was there. */
export async function forgetOther(account: string): Promise<void> {
  if (localStorage.getItem(pointer) !== account) await forgetPerson();
}

function keyOf(account: string): string {
  return `${account}/me`;
}
