/** @jsxImportSource preact */
import { push } from '../../acts/load.ts';
import { go } from '../../acts/route.ts';
import { dayNow, useApp } from '../../acts/state.ts';
import { dayTitle } from '../../day/words.ts';
import { Icon } from '../../parts/icons.tsx';
import type { Parcel } from '../../store/drafts.ts';

/** What has not reached the server yet, and why; today's own record stands above it already. */
export function Outbox() {
  const state = useApp();
  const { parcels, person, isSending } = state;
  const today = dayNow(state);
  const mine = parcels.filter(({ account, day }) => account === person?.account && day !== today);
  const others = parcels.filter(({ account }) => account !== person?.account);
  if (mine.length + others.length === 0) return null;
  const names = [...new Set(others.map((parcel) => parcel.person))];
  return (
    <section class="card" aria-labelledby="outbox-title">
      <h2 id="outbox-title">待提交</h2>
      {mine.map((parcel) => (
        <Line key={parcel.id} parcel={parcel} />
      ))}
      {others.length > 0 && (
        <p class="quiet">
          {names.join('、')}在本机填写的{others.length}份记录，须由本人登录后提交。
        </p>
      )}
      {mine.some(({ refused }) => refused === undefined) && (
        <button
          type="button"
          class="button is-tonal"
          disabled={isSending}
          onClick={() => void push()}
        >
          {isSending ? '正在提交…' : '立即提交'}
        </button>
      )}
    </section>
  );
}

function Line({ parcel }: { readonly parcel: Parcel }) {
  const { id, day, refused, fault } = parcel;
  return (
    <button type="button" class="row" onClick={() => go(`/done/${id}`)}>
      <span class={`row-sign is-${refused ? 'missing' : 'waiting'}`}>{refused ? '!' : '待'}</span>
      <span class="row-text">
        <b>{dayTitle(day)}的记录</b>
        <span>{refused?.detail ?? fault ?? '已存在本机，联网后自动提交'}</span>
      </span>
      <Icon name="next" />
    </button>
  );
}
