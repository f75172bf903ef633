/// <reference lib="webworker" />

/** The script, served at `/verify/service-worker.js`, that keeps the verification page for days without a network. */
export const verifyWorkerScript: () => string = () => `(${keepVerifyPage.toString()})(self);\n`;

/** Runs in the browser, from its own text: it may use nothing outside itself. */
function keepVerifyPage(scope: ServiceWorkerGlobalScope): void {
  const cacheName = 'sifang-verify-1';
  const page = '/verify/offline.html';

  scope.addEventListener('install', (event) => {
    event.waitUntil(
      scope.caches
        .open(cacheName)
        .then((cache) => cache.add(page))
        .then(() => scope.skipWaiting()),
    );
  });

  scope.addEventListener('activate', (event) => {
    event.waitUntil(scope.clients.claim());
  });

  scope.addEventListener('fetch', (event) => {
    const { request } = event;
    const isPage =
      request.mode === 'navigate' && /^\/verify\/?$/.test(new URL(request.url).pathname);
    if (isPage) event.respondWith(fetch(request).catch(keptPage));
  });

  async function keptPage(): Promise<Response> {
    const kept = await scope.caches.match(page);
    if (kept === undefined) return Response.error();
    // The file carries its script and style with it, which the site's own policy would not run.
    const policy =
      "default-src 'none'; script-src 'unsafe-inline' data:; style-src 'unsafe-inline'; base-uri 'none'";
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
    };
    return new Response(await kept.text(), { headers });
  }
}
