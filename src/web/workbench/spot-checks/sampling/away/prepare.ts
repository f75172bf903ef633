import { keepShell } from '../../../../kit/offline/shell.ts';
import { scope, shell } from './shell.ts';

/** Whether the sheet would open on this device without network. */
export type Readiness = 'ready' | 'not-ready' | 'impossible';

/** Keeps the page with its parts, so that the sheet opens again where there is no network. */
export async function prepare(): Promise<Readiness> {
  // Both are missing where the connection is not a secure one.
  if (!('serviceWorker' in navigator) || !('caches' in globalThis)) return 'impossible';
  try {
    await navigator.serviceWorker.register(`${scope}service-worker.js`, { scope });
    await navigator.serviceWorker.ready;
    await keepShell(shell, loadedFiles());
    // Sheet and photos must not be cleared by the browser when the device is short of space.
    await navigator.storage?.persist?.();
    return 'ready';
  } catch {
    // Without network, or with a newer version on the server: what was kept before stays as it is.
    return (await isKept()) ? 'ready' : 'not-ready';
  }
}

async function isKept(): Promise<boolean> {
  return (await caches.match(shell.page, { cacheName: shell.cache })) !== undefined;
}

/** Every file of ours that this page has loaded: those that it names, and the parts that were fetched since. */
function loadedFiles(): string[] {
  const named = [...document.querySelectorAll('script[src], link[href]')].map(
    (element) => element.getAttribute('src') ?? element.getAttribute('href') ?? '',
  );
  const fetched = performance.getEntriesByType('resource').map(({ name }) => name);
  const paths = [...named, ...fetched].map((address) => new URL(address, location.origin));
  return [
    ...new Set(
      paths
        .filter(({ origin, pathname }) => origin === location.origin && isFile(pathname))
        .map(({ pathname }) => pathname),
    ),
  ];
}

function isFile(pathname: string): boolean {
  return pathname.startsWith('/assets/');
}
