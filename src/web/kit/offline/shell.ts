/** A page that opens without network: the address of its document, and the cache that it is kept in. */
export interface Shell {
  readonly cache: string;
  readonly page: string;
}

/**
 * Keeps a page with every file that it names. The page is stored last: whoever finds it finds its files too.
 * @param loaded files that the running page has fetched besides, because it loads its parts when they are wanted.
 * @throws TypeError without network, Error where a file is missing, or the server has another version of the page.
 */
export async function keepShell(shell: Shell, loaded?: readonly string[]): Promise<void> {
  const cache = await caches.open(shell.cache);
  const response = await fetch(shell.page, { cache: 'no-cache' });
  const isPage = /html/.test(response.headers.get('content-type') ?? '');
  if (!response.ok || !isPage || response.redirected) throw new Error('the page is not there');
  const named = filesOf(await response.clone().text());
  // A page of somebody else's, such as a hotel's network, names none of our files.
  if (named.length === 0) throw new Error('this is not our page');
  // Parts of one version do not go with the document of another.
  if (loaded !== undefined && named.some((file) => !loaded.includes(file))) {
    throw new Error('the server has another version of the page');
  }
  const files = [...new Set([...named, ...(loaded ?? [])])];
  const missing: string[] = [];
  for (const file of files) if ((await cache.match(file)) === undefined) missing.push(file);
  await cache.addAll(missing);
  await cache.put(shell.page, response);
  const used = new Set([shell.page, ...files]);
  for (const request of await cache.keys()) {
    if (!used.has(new URL(request.url).pathname)) await cache.delete(request);
  }
}

/** Answers from what is kept, otherwise from the network. */
export async function answerFromShell(shell: Shell, request: Request | string): Promise<Response> {
  const cache = await caches.open(shell.cache);
  return (await cache.match(request)) ?? fetch(request);
}

/** Addresses of our own files that a page names. */
export function filesOf(html: string): string[] {
  const found = html.matchAll(/(?:src|href)="(\/assets\/[^"?#]+)"/g);
  return [...new Set([...found].map((match) => match[1] ?? ''))];
}
