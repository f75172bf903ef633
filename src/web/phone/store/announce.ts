const channel =
  typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('sifang-phone');

/** Tells the other windows that what is kept on the phone has changed. */
export function announce(): void {
  channel?.postMessage('changed');
}

/** Acts when another window or the worker has changed what is kept. */
export function onAnnounced(act: () => void): void {
  channel?.addEventListener('message', act);
}
