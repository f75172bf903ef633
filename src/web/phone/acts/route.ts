import { useEffect, useState } from 'preact/hooks';

/** Which screen is shown; kept in the address, so that the phone's own back button works. */
export type Route =
  | { readonly screen: 'home' }
  | { readonly screen: 'sign-in' }
  | { readonly screen: 'day'; readonly day: string }
  | { readonly screen: 'done'; readonly entry: string };

/** Reads a screen from the part of an address after `#`. */
export function routeOf(hash: string): Route {
  const [, screen, key = ''] = hash.replace(/^#/, '').split('/');
  if (screen === 'day' && /^\d{4}-\d{2}-\d{2}$/.test(key)) return { screen, day: key };
  if (screen === 'done' && /^[0-9a-f-]{36}$/.test(key)) return { screen, entry: key };
  return screen === 'sign-in' ? { screen } : { screen: 'home' };
}

/** Goes to a screen; with `replace` the back button does not come back here. */
export function go(path: string, { replace = false } = {}): void {
  const hash = `#${path}`;
  if (replace) location.replace(hash);
  else location.hash = hash;
}

/** The screen in a component. Each starts at its top. */
export function useRoute(): Route {
  const [route, show] = useState(() => routeOf(location.hash));
  useEffect(() => {
    const read = () => {
      show(routeOf(location.hash));
      scrollTo(0, 0);
    };
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  return route;
}
