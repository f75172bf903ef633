import type { Shell } from '../../../../kit/offline/shell.ts';

/** The workbench as far as the sheet needs it. */
export const shell: Shell = { cache: 'sifang-sampling-shell', page: '/app/' };

/** Below this address the sheet's worker answers; its script lies there. */
export const scope = '/app/spot-checks/';

/** How long an opening sheet waits for a network that hangs, in milliseconds. */
export const waitMs = 4000;

/** Whether an address is a sampler's sheet; the pages leave out the first part of it, which all of them have. */
export function isSheet(pathname: string): boolean {
  return /^(\/app)?\/spot-checks\/[0-9a-f-]{36}\/sampling\/?$/.test(pathname);
}
