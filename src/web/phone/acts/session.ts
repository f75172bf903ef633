import type { Problem } from '#web/kit/api/problem.ts';
import { ask } from '../send/ask.ts';
import { keepPerson } from '../store/kept.ts';
import { push, refresh } from './load.ts';
import { change } from './state.ts';

const loginKey = 'sifang-phone-login';

/** The login name that was used last on this phone. */
export function lastLogin(): string {
  return localStorage.getItem(loginKey) ?? '';
}

/** Signs in; what waits is sent at once. @returns why not, or undefined where it worked. */
export async function signIn(
  login: string,
  password: string,
  code: string,
): Promise<Problem | undefined> {
  const body = { login, password, ...(code === '' ? {} : { code }) };
  const answer = await ask<undefined>('POST', '/api/sign-in', JSON.stringify(body));
  if (!answer.ok) return answer.problem;
  localStorage.setItem(loginKey, login);
  await refresh();
  void push();
  return undefined;
}

/** Signs out. Drafts and what waits stay on the phone for the person's return. */
export async function signOut(): Promise<Problem | undefined> {
  const answer = await ask<undefined>('POST', '/api/sign-out', '{}');
  if (!answer.ok) return answer.problem;
  await keepPerson(undefined);
  change({
    person: undefined,
    kept: undefined,
    drafts: [],
    receipts: [],
    isSignedOut: true,
    notice: undefined,
  });
  return undefined;
}
