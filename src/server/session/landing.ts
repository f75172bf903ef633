/** Where a sign-in leads unless a page was asked for. */
export const startPage = '/app/';

/** Any origin serves to resolve an address against; this one is nobody's. */
const here = 'http://here.invalid';
const longest = 500;

/**
 * Where to lead a person after signing in: a page of ours, as an address below this origin. A link from outside must not
 * use our sign-in to lead somewhere else, nor to call the interface.
 * @param asked what the link says, an address without origin; the start page where it says nothing.
 * @returns undefined where it leads anywhere but to our pages.
 */
export function landingOf(asked: string | undefined): string | undefined {
  if (asked === undefined || asked === '') return startPage;
  if (asked.length > longest || !/^\/[^/\\]/.test(asked) || /[\\\s]/.test(asked)) return undefined;
  const url = URL.parse(asked, here);
  // Judged as browsers resolve it: `/app/..//elsewhere.example` leads away.
  if (url?.origin !== here || !/^\/(app|phone)(\/|$)/.test(url.pathname)) return undefined;
  return url.pathname + url.search + url.hash;
}
