/** @jsxImportSource preact */
import { push } from '../acts/load.ts';
import { go } from '../acts/route.ts';
import { dayNow, missingDays, shownDay, shownDays, useApp } from '../acts/state.ts';
import type { State } from '../acts/state.ts';
import { progressOf } from '../day/check.ts';
import { clockWarning, dayTitle, momentTitle, weekdayTitle } from '../day/words.ts';
import { Icon, Ring } from '../parts/icons.tsx';
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
  const clock = clockWarning(state.isOnline ? (state.kept?.aheadMs ?? 0) : 0);
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

function Hero({ state, today }: { readonly state: State; readonly today: string }) {
  const { kept, drafts } = state;
  if (kept === undefined) {
    return (
      <section class="card hero">
        <p>首次使用须联网一次，取得本单位的风险管控清单后即可离线检查。</p>
      </section>
    );
  }
  const shown = shownDay(state, today);
  if (shown.state === 'done' || shown.state === 'waiting' || shown.state === 'refused') {
    return <Handed state={state} today={today} />;
  }
  const { list, mine } = kept.today;
  const draft = drafts.find(({ day }) => day === today);
  const { answered, total } = draft
    ? progressOf(draft)
    : { answered: 0, total: list?.items.length ?? 0 };
  const hasList = list !== undefined && total > 0;
  return (
    <section class="card hero">
      <div class="hero-row">
        <Ring done={answered} total={total} />
        <div>
          <h2>{answered > 0 ? '今日检查进行中' : '今日待检查'}</h2>
          <p>{hasList ? `按风险管控清单检查${total}项` : '本单位还没有风险管控清单'}</p>
        </div>
      </div>
      {!mine && <p class="banner is-info">日管控由本单位质量安全员记录，您可以查看，不能提交。</p>}
      {mine && !hasList && (
        <a class="banner is-info" href="/app/">
          请先在<b>工作台</b>编制风险管控清单。
        </a>
      )}
      {mine && (
        <button
          type="button"
          class="button is-primary is-large"
          onClick={() => go(`/day/${today}`)}
        >
          {!hasList ? '停产、休业记录' : answered > 0 ? '继续检查' : '开始检查'}
          <Icon name="next" />
        </button>
      )}
    </section>
  );
}

/** Today is recorded, or on its way. */
function Handed({ state, today }: { readonly state: State; readonly today: string }) {
  const { state: stands, finding, idle, entry } = shownDay(state, today);
  const words = idle ? '停产、休业记录' : finding ? '检查记录' : '零风险报告';
  const titles = { waiting: `${words}待提交`, refused: `${words}被退回` } as const;
  const isDone = stands === 'done';
  const title = isDone ? `${words}已提交` : titles[stands as 'waiting' | 'refused'];
  return (
    <section class="card hero">
      <div class="hero-row">
        <span class={`seal is-${isDone ? 'done' : stands}`}>
          <Icon name={isDone ? 'check' : stands === 'waiting' ? 'clock' : 'warning'} size={36} />
        </span>
        <div>
          <h2>{title}</h2>
          <p>
            {isDone && (finding ? '发现的问题已转整改' : '今天的日管控已完成')}
            {stands === 'waiting' && '已存在本机，联网后自动提交'}
            {stands === 'refused' && '请查看原因，更正后重新提交'}
          </p>
        </div>
      </div>
      {entry !== undefined && (
        <div class="pair">
          <button type="button" class="button is-tonal" onClick={() => go(`/done/${entry}`)}>
            {isDone ? '查看回执' : '查看'}
          </button>
          {stands === 'waiting' && !state.isSignedOut && (
            <button
              type="button"
              class="button is-primary"
              disabled={state.isSending}
              onClick={() => void push()}
            >
              {state.isSending ? '正在提交…' : '立即提交'}
            </button>
          )}
        </div>
      )}
    </section>
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
