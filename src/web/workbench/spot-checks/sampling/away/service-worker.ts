/// <reference types="vite/client" />
// oxlint-disable-next-line import/default -- Vite gives the address of a bundle of its own.
import worker from './worker.ts?worker&url';

// The address of this script never changes; what it does shares no file with the page.
importScripts(worker);
