const cacheName = 'sifang-phone-shell';
const page = '/phone/';

/**
 * Keeps the page with every file that it names. The page is stored last: whoever finds it finds its files too.
 * @throws TypeError without network, Error where a file is missing.
 */
export async function keepShell(): Promise<void> {
  const cache = await caches.open(cacheName);
  const response = await fetch(page, { cache: 'no-cache' });
  const isPage = /html/.test(response.headers.get('content-type') ?? '');
  if (!response.ok || !isPage || response.redirected) throw new Error('the page is not there');
  const files = filesOf(await response.clone().text());
  // A page of somebody else's, such as a hotel's network, names none of our files.
  if (files.length === 0) throw new Error('this is not our page');
  const missing: string[] = [];
  for (const file of files) if ((await cache.match(file)) === undefined) missing.push(file);
  await cache.addAll(missing);
  await cache.put(page, response);
  const used = new Set([page, ...files]);
  for (const request of await cache.keys()) {
    if (!used.has(new URL(request.url).pathname)) await cache.delete(request);
  }
}

/** Answers from what is kept, otherwise from the network. */
export async function answerFromShell(request: Request | string): Promise<Response> {
  const cache = await caches.open(cacheName);
  return (await cache.match(request)) ?? fetch(request);
}

/** Addresses of our own files that a page names. */
export function filesOf(html: string): string[] {
  const found = html.matchAll(/(?:src|href)="(\/assets\/[^"?#]+)"/g);
  return [...new Set([...found].map((match) => match[1] ?? ''))];
}
