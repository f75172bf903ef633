/** @jsxImportSource preact */
import { render } from 'preact';
import { saveNow } from './acts/fill.ts';
import { start } from './acts/load.ts';
import { App } from './screens/app.tsx';
import './style/base.css';
import './style/parts.css';
import './style/home.css';
import './style/day.css';

// The worker answers below /phone/ only.
if (location.pathname === '/phone') history.replaceState(null, '', `/phone/${location.hash}`);
if (location.protocol !== 'file:' && 'serviceWorker' in navigator) {
  void navigator.serviceWorker.register('/phone/service-worker.js', { scope: '/phone/' });
}
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') void saveNow();
});
addEventListener('pagehide', () => void saveNow());
render(<App />, document.querySelector('#app')!);
void start();
