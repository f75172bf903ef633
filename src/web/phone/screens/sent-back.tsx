/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { discardParcel, mend } from '../acts/fill.ts';
import { refresh, renewPage } from '../acts/load.ts';
import { go } from '../acts/route.ts';
import { lastSaid, useApp } from '../acts/state.ts';
import { issueTitle } from '../day/check.ts';
import type { Refused } from '../day/draft.ts';
import { dayTitle } from '../day/words.ts';
import { Icon } from '../parts/icons.tsx';
import type { Parcel } from '../store/drafts.ts';

/** What is needed to decide about a refused record. */
interface SentBackProps {
  readonly parcel: Parcel;
  readonly refused: Refused;
}

/** A record that the server refused: why, and the ways on. Nothing that was filled in is lost. */
export function SentBackScreen({ parcel, refused }: SentBackProps) {
  const [isBusy, setBusy] = useState(false);
  const today = lastSaid(useApp());
  useEffect(() => {
    if (refused.code === 'already-done') void refresh();
  }, [refused.code]);
  const existing =
    refused.code === 'already-done'
      ? today?.days.find(({ from }) => from === parcel.day)?.entry
      : undefined;
  const reopen = async (corrects?: string) => {
    setBusy(true);
    await mend(parcel, corrects);
  };
  const drop = async () => {
    if (!confirm('放弃这份记录？填写的内容和照片将从本机删除。')) return;
    await discardParcel(parcel.id);
    go('/', { replace: true });
  };
  return (
    <>
      <header class="bar-top">
        <button type="button" class="round" aria-label="返回" onClick={() => go('/')}>
          <Icon name="back" />
        </button>
        <h1>{dayTitle(parcel.day)}的记录</h1>
      </header>
      <main class="done">
        <section class="verdict is-refused" role="alert">
          <span class="seal is-refused">
            <Icon name="warning" size={48} />
          </span>
          <h2>未予受理</h2>
          <p>{refused.detail}</p>
        </section>
        <Reasons parcel={parcel} refused={refused} />
        {existing !== undefined && (
          <button type="button" class="button is-tonal" onClick={() => go(`/done/${existing}`)}>
            查看已有记录
          </button>
        )}
        {refused.code !== 'too-late' &&
          (refused.code !== 'already-done' || existing !== undefined) && (
            <button
              type="button"
              class="button is-primary"
              disabled={isBusy}
              onClick={() => void reopen(existing)}
            >
              {existing === undefined ? '修改后重新提交' : '作为更正重新提交'}
            </button>
          )}
        {refused.code === 'form-version' && (
          <button type="button" class="button is-tonal" onClick={() => void renewPage()}>
            更新页面
          </button>
        )}
        <button type="button" class="button is-plain is-danger" onClick={() => void drop()}>
          放弃这份记录
        </button>
      </main>
    </>
  );
}

function Reasons({ parcel, refused: { issues, basis } }: SentBackProps) {
  if (issues.length + basis.length === 0) return null;
  return (
    <section class="card">
      {issues.map(({ path, sentence }) => (
        <p key={path}>{issueTitle(parcel.draft, path) + sentence}</p>
      ))}
      {basis.length > 0 && <p class="quiet">依据：{basis.map(({ title }) => title).join('、')}</p>}
    </section>
  );
}
