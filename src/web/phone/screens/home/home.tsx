/** @jsxImportSource preact */
import { aheadMs, clockWarning } from '#web/kit/api/clock.ts';
import { go } from '../../acts/route.ts';
import { dayNow, missingDays, shownDays, useApp } from '../../acts/state.ts';
import type { State } from '../../acts/state.ts';
import { dayTitle, momentTitle, weekdayTitle } from '../../day/words.ts';
import { Icon } from '../../parts/icons.tsx';
import { Hero } from './hero.tsx';
import { Menu } from './menu.tsx';
import { Outbox } from './outbox.tsx';
import { Strip } from './strip.tsx';

/** Today at a glance: what is to be done, what is on its way, how the last two weeks stand. */
export function HomeScreen() {
  const state = useApp();
  const today = dayNow(state);
  const late = missingDays(state);
  return (
    <>
      <header class="top">
        <div class="top-row">
          <Connection state={state} />
          <Menu />
        </div>
        <h1>
          {dayTitle(today)} <small>{weekdayTitle(today)}</small>
        </h1>
        <p>{state.kept?.today.organisation.name ?? state.person?.name}</p>
      </header>
      <main class="home">
        <Banners state={state} />
        <Hero state={state} today={today} />
        <Outbox />
        {late.length > 0 && <LateDays days={late} />}
        <Strip days={shownDays(state)} late={late} />
        <Findings count={state.kept?.today.openFindings ?? 0} />
        <Basis state={state} />
      </main>
    </>
  );
}

function Connection({ state }: { readonly state: State }) {
  const at = state.kept?.at;
  const since = at === undefined ? '' : ` · 数据更新于${momentTitle(at, dayNow(state))}`;
  return state.isOnline ? (
    <p class="connection">
      <Icon name="cloud" size={20} /> {state.person?.name ?? '已联网'}
    </p>
  ) : (
    <p class="connection is-offline" role="status">
      <Icon name="offline" size={20} /> 离线{since}
    </p>
  );
}

function Banners({ state }: { readonly state: State }) {
  const clock = clockWarning(state.isOnline ? aheadMs() : 0, '手机');
  return (
    <>
      {state.isSignedOut && (
        <button type="button" class="banner is-warning" onClick={() => go('/sign-in')}>
          登录已过期，填写的内容都在本机。<b>重新登录</b>
        </button>
      )}
      {state.mustDo === 'change-password' && (
        <a class="banner is-warning" href="/app/">
          您正在使用一次性密码，请先<b>修改密码</b>再提交。
        </a>
      )}
      {(state.mustDo === 'set-up-second-factor' || state.mustDo === 'give-second-factor') && (
        <a class="banner is-warning" href="/app/">
          请先在工作台完成<b>动态验证</b>再提交。
        </a>
      )}
      {state.notice !== undefined && <p class="banner is-warning">{state.notice}</p>}
      {clock !== undefined && <p class="banner is-warning">{clock}</p>}
    </>
  );
}

function LateDays({ days }: { readonly days: readonly string[] }) {
  return (
    <section class="card" aria-labelledby="late-title">
      <h2 id="late-title">可补录</h2>
      {days.map((day) => (
        <button type="button" key={day} class="row" onClick={() => go(`/day/${day}`)}>
          <span class="row-sign is-missing">缺</span>
          <span class="row-text">
            <b>
              {dayTitle(day)} {weekdayTitle(day)}
            </b>
            <span>没有记录，补录须说明原因</span>
          </span>
          <Icon name="next" />
        </button>
      ))}
    </section>
  );
}

function Findings({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <a class="card row" href="/app/">
      <span class="row-sign is-finding">
        <Icon name="wrench" />
      </span>
      <span class="row-text">
        <b>{count}项问题正在整改</b>
        <span>在工作台办理</span>
      </span>
      <Icon name="next" />
    </a>
  );
}

interface Offer {
  prompt(): Promise<unknown>;
}

let offer: Offer | undefined;
// The browser offers once, maybe before the screen is drawn.
addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  offer = event as Event & Offer;
});

/** Where the duty comes from, and installing the page as an app. */
function Basis({ state }: { readonly state: State }) {
  const { duty } = state.kept?.today ?? {};
  return (
    <footer class="basis">
      {offer !== undefined && (
        <button type="button" class="button is-plain" onClick={() => void offer?.prompt()}>
          安装到手机桌面
        </button>
      )}
      {duty !== undefined && (
        <details>
          <summary>日管控的依据</summary>
          {duty.basis.map(({ id, title }) => (
            <p key={id}>{title}</p>
          ))}
        </details>
      )}
    </footer>
  );
}
