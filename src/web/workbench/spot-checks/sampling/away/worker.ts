import { answerFromShell } from '../../../../kit/offline/shell.ts';
import { isSheet, shell, waitMs } from './shell.ts';

declare const self: ServiceWorkerGlobalScope;

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate' && isSheet(pathname)) event.respondWith(document(request.url));
  else if (pathname.startsWith('/assets/')) event.respondWith(answerFromShell(shell, request));
});

/** The network first, so that a new version is used at once; what is kept where it does not answer soon. */
async function document(address: string): Promise<Response> {
  const signal = AbortSignal.timeout(waitMs);
  const asked = fetch(address, { credentials: 'same-origin', signal });
  const answer = await asked.catch(() => undefined);
  if (answer?.ok === true) return answer;
  const kept = await (await caches.open(shell.cache)).match(shell.page);
  return kept ?? answer ?? Response.error();
}
