/** @jsxImportSource preact */
import { push } from '../../acts/load.ts';
import { go } from '../../acts/route.ts';
import { shownDay } from '../../acts/state.ts';
import type { State } from '../../acts/state.ts';
import { progressOf } from '../../day/check.ts';
import { listFor } from '../../day/renew.ts';
import { Icon, Ring } from '../../parts/icons.tsx';

/** What today needs, or that it is done. */
export function Hero({ state, today }: { readonly state: State; readonly today: string }) {
  const { kept, drafts } = state;
  // Whoever has no daily control was told so above.
  if (kept === undefined && state.notice !== undefined) return null;
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
    : { answered: 0, total: list === undefined ? 0 : listFor(list, today).items.length };
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
