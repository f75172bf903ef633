import { announce } from '../store/announce.ts';
import { drain } from '../send/drain.ts';
import { answerFromShell, keepShell } from '../../kit/offline/shell.ts';
import { shell } from './shell.ts';

declare const self: ServiceWorkerGlobalScope;

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell(shell).then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate' && /^\/phone\/?$/.test(pathname)) {
    event.respondWith(answerFromShell(shell, shell.page));
    event.waitUntil(renewQuietly());
  } else if (pathname.startsWith('/assets/')) {
    event.respondWith(answerFromShell(shell, request));
  }
});

self.addEventListener('sync', (event) => {
  (event as ExtendableEvent).waitUntil(sendInBackground());
});

/** A new page is fetched while the former one is shown; it is used from the next start on. */
async function renewQuietly(): Promise<void> {
  try {
    await keepShell(shell);
  } catch {
    // Without network the former page stays.
    return;
  }
}

/** @throws Error where something is left, so that the browser tries again later. */
async function sendInBackground(): Promise<void> {
  const round = await drain();
  announce();
  if (round === 'later' || round === 'offline') throw new Error('records are still waiting');
}
