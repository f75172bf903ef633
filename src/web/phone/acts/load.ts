import { aheadMs, learnNow } from '#web/kit/api/clock.ts';
import type { Today } from '../day/today.ts';
import { ask } from '../send/ask.ts';
import type { Me } from '#server/session/present.ts';
import type { Round } from '../send/drain.ts';
import { shell } from '../background/shell.ts';
import { startSync } from '../send/sync.ts';
import type { Sync } from '../send/sync.ts';
import { announce, onAnnounced } from '../store/announce.ts';
import { draftsOf, parcels, receiptsOf } from '../store/drafts.ts';
import { keepPerson, keepToday, lastPerson, lastToday } from '../store/kept.ts';
import { sweep } from '../store/photos.ts';
import { go } from './route.ts';
import { change, current } from './state.ts';
import { unsaved } from './unsaved.ts';

let sync: Sync | undefined;
let isAsked = false;
let reading: Promise<void> = Promise.resolve();

/** Shows what is kept on the phone, then asks the server. */
export async function start(): Promise<void> {
  try {
    const person = await lastPerson();
    const kept = person && (await lastToday(person.account));
    if (kept !== undefined) learnNow(new Date(Date.now() + kept.aheadMs).toISOString());
    change({ person, kept });
    await reload();
    await sweep(Date.now());
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    change({
      storeFault: `浏览器不允许保存数据（${detail}）。请关闭无痕浏览，或者换用系统浏览器。`,
    });
  }
  onAnnounced(() => void reload());
  sync = startSync((round) => void afterRound(round));
  addEventListener('offline', () => change({ isOnline: false }));
  addEventListener('online', () => void refresh());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void refresh();
  });
  await refresh();
  change({ isReady: true });
  const { isSignedOut, person } = current();
  if (isSignedOut && person !== undefined) go('/sign-in', { replace: true });
  await push();
}

/** Reads drafts, outbox and receipts from the phone again; one reading after the other, so that the latest counts. */
export function reload(): Promise<void> {
  reading = reading.then(readAll, readAll);
  return reading;
}

async function readAll(): Promise<void> {
  const { person } = current();
  const { changes } = unsaved;
  const [kept, waiting, receipts] = await Promise.all([
    person === undefined ? [] : draftsOf(person.account),
    parcels(),
    person === undefined ? [] : receiptsOf(person.account),
  ]);
  // Something was typed or written meanwhile: what was read may be older than the screen.
  if (changes !== unsaved.changes) return readAll();
  change({ drafts: kept.map(unsaved.over), parcels: waiting, receipts, isReady: true });
}

/** Asks the server who is signed in and how the day stands. @returns whether it answered about the day. */
export async function refresh(): Promise<boolean> {
  const [me, today] = await Promise.all([
    ask<Me>('GET', '/api/me'),
    ask<Today>('GET', '/api/phone/today'),
  ]);
  if (!me.ok) {
    const isKnown = me.problem.code === 'not-signed-in';
    change({ isOnline: me.problem.code !== 'offline', ...(isKnown ? { isSignedOut: true } : {}) });
    return false;
  }
  const { account, mustDo } = me.value;
  learnNow(me.value.now);
  const person = { account: account.id, login: account.login, name: account.name };
  const isOther = current().person?.account !== person.account;
  if (isOther) change({ kept: await lastToday(person.account) });
  change({ person, isOnline: true, isSignedOut: false, mustDo });
  // Drafts and photos must not be cleared by the browser when the phone is short of space. Some browsers ask first.
  if (isOther || !isAsked) void navigator.storage?.persist?.();
  isAsked = true;
  await keepPerson(person);
  if (today.ok) {
    const kept = { today: today.value, at: today.value.now, aheadMs: aheadMs() };
    change({ kept, notice: undefined });
    await keepToday(person.account, kept);
  } else if (today.problem.code !== 'offline') {
    change({ notice: today.problem.detail });
  }
  await reload();
  return today.ok;
}

/** Sends what waits. */
export async function push(): Promise<void> {
  if (sync === undefined || current().parcels.every(({ refused }) => refused !== undefined)) return;
  change({ isSending: true });
  try {
    await sync.push();
  } finally {
    change({ isSending: false });
  }
}

async function afterRound(round: Round): Promise<void> {
  await reload();
  if (round === 'signed-out') change({ isSignedOut: true });
  if (round === 'offline') change({ isOnline: false });
  if (round === 'idle' || round === 'busy') return;
  announce();
  if (round === 'sent' || round === 'refused') await refresh();
}

/** Loads the newest page instead of the one that the worker keeps; only while the server answers. */
export async function renewPage(): Promise<void> {
  await globalThis.caches?.delete(shell.cache);
  location.reload();
}
