/** @jsxImportSource preact */
import { useEffect, useRef } from 'preact/hooks';
import { useRoute } from '../acts/route.ts';
import { useApp } from '../acts/state.ts';
import type { State } from '../acts/state.ts';
import { DayScreen } from './day/day.tsx';
import { DoneScreen } from './done.tsx';
import { HomeScreen } from './home/home.tsx';
import { SignInScreen } from './sign-in.tsx';

/** The page: one screen at a time, and what is said in passing. */
export function App() {
  const state = useApp();
  const route = useRoute();
  const isStranger = state.person === undefined;
  const wantsSignIn = route.screen === 'sign-in' || (isStranger && state.isSignedOut);
  const screen = () => {
    if (!state.isReady || (isStranger && !wantsSignIn && state.isOnline)) return <Waiting />;
    if (wantsSignIn || isStranger) return <SignInScreen />;
    if (route.screen === 'day') return <DayScreen key={route.day} day={route.day} />;
    if (route.screen === 'done') return <DoneScreen key={route.entry} entry={route.entry} />;
    return <HomeScreen />;
  };
  return (
    <>
      {state.storeFault !== undefined && <p class="banner is-danger">{state.storeFault}</p>}
      {screen()}
      <Toast toast={state.toast} />
    </>
  );
}

/** Said in passing, above everything else: an open sheet must not hide it. */
function Toast({ toast }: Pick<State, 'toast'>) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.hidePopover?.();
    if (toast !== undefined) place.current?.showPopover?.();
  }, [toast]);
  return (
    <div class="toast" popover="manual" role="status" aria-live="polite" ref={place}>
      {toast && <p key={toast.at}>{toast.text}</p>}
    </div>
  );
}

function Waiting() {
  return (
    <main class="waiting" aria-busy="true">
      <p>正在打开…</p>
    </main>
  );
}
