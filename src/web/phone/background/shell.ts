import type { Shell } from '../../kit/offline/shell.ts';

/** The officer's page as the phone keeps it. */
export const shell: Shell = { cache: 'sifang-phone-shell', page: '/phone/' };
