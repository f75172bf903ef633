import type { Feature } from './http.ts';

/** Every feature of the server, in the order in which its routes are registered. */
export const features: readonly Feature[] = [];
