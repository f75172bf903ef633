/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { discard, edit, openDay } from '../../acts/fill.ts';
import { go } from '../../acts/route.ts';
import { dayNow, shownDay, useApp } from '../../acts/state.ts';
import { gapsOf, progressOf } from '../../day/check.ts';
import type { Draft } from '../../day/draft.ts';
import { dayTitle, weekdayTitle } from '../../day/words.ts';
import { Choice, TextField } from '../../parts/field.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Bar } from './bar.tsx';
import { Drawn } from './drawn.tsx';
import { Lines } from './lines.tsx';
import { Idle, Reason, SentBack } from './reasons.tsx';

/** One day's record, filled in from top to bottom. */
export function DayScreen({ day }: { readonly day: string }) {
  const state = useApp();
  const draft = state.drafts.find((one) => one.day === day);
  const isInformed = state.kept !== undefined;
  const isFilling = draft !== undefined;
  const { entry, state: stands } = shownDay(state, day);
  useEffect(() => {
    // Another window, or a colleague, may have handed it in.
    if (!isFilling && entry !== undefined) go(`/done/${entry}`, { replace: true });
    else if (isInformed) void openDay(day);
  }, [day, isInformed, isFilling, entry]);
  if (draft === undefined) {
    return (
      <main class="waiting" aria-busy="true">
        <p>正在打开…</p>
      </main>
    );
  }
  const isTaken = (stands === 'done' || stands === 'late') && draft.corrects === undefined;
  return (
    <Filling
      draft={draft}
      isPast={day < dayNow(state)}
      {...(isTaken && entry !== undefined ? { taken: entry } : {})}
    />
  );
}

function Filling({
  draft,
  isPast,
  taken,
}: {
  readonly draft: Draft;
  readonly isPast: boolean;
  /** Entry by which somebody recorded the day meanwhile. */
  readonly taken?: string;
}) {
  const needsReason = (isPast && taken === undefined) || draft.corrects !== undefined;
  const gaps = gapsOf(draft, needsReason);
  // What is missing turns red only after somebody wanted to hand the record in.
  const [isPressed, setPressed] = useState(draft.refused !== undefined);
  const gapAt = (at: string) =>
    isPressed ? gaps.find((gap) => gap.at === at)?.sentence : undefined;
  const isIdle = draft.dayType === 'idle';
  return (
    <>
      <Head draft={draft} isPast={isPast} />
      <main class="day">
        {taken !== undefined && (
          <section class="banner is-danger" role="status">
            <p>
              <b>这一天的记录已经提交，不能再次提交。</b>需要修改的请打开记录更正。
            </p>
            <p>
              <a href={`#/done/${taken}`}>查看记录</a>
            </p>
          </section>
        )}
        {draft.refused && <SentBack draft={draft} />}
        {needsReason && <Reason draft={draft} gap={gapAt('reason')} />}
        <section class="card day-type" aria-label="当日情况">
          <Choice
            label="当日情况"
            name="day-type"
            options={{ production: '正常生产经营', idle: '停产、休业' }}
            value={draft.dayType}
            onChoose={(dayType) => edit(draft.day, (latest) => ({ ...latest, dayType }))}
          />
        </section>
        {isIdle ? (
          <Idle draft={draft} gap={gapAt('idle')} />
        ) : (
          <Lines draft={draft} gapAt={gapAt} />
        )}
        {!isIdle && draft.challenge && (
          <Drawn draft={draft} isAtEnd gap={gapAt('challenge')} key={draft.challenge.item} />
        )}
        <section class="card">
          <TextField
            label="备注"
            optional
            rows={2}
            max={4000}
            value={draft.remark}
            onInput={(remark) => edit(draft.day, (latest) => ({ ...latest, remark }))}
          />
        </section>
        <button type="button" class="button is-plain" onClick={() => void throwAway(draft)}>
          清空重填
        </button>
      </main>
      <Bar draft={draft} gaps={gaps} onPressed={() => setPressed(true)} />
    </>
  );
}

function Head({ draft, isPast }: { readonly draft: Draft; readonly isPast: boolean }) {
  const { answered, total } = progressOf(draft);
  const word = draft.corrects !== undefined ? '更正' : isPast ? '补录' : '日管控';
  return (
    <header class="bar-top">
      <button type="button" class="round" aria-label="返回" onClick={() => go('/')}>
        <Icon name="back" />
      </button>
      <h1>
        {word} <small>{`${dayTitle(draft.day)} ${weekdayTitle(draft.day)}`}</small>
      </h1>
      {draft.dayType === 'production' && (
        <progress value={answered} max={Math.max(1, total)} aria-label="检查进度" />
      )}
    </header>
  );
}

async function throwAway(draft: Draft) {
  if (!confirm('清空已填写的内容和照片？')) return;
  await discard(draft);
  go('/', { replace: true });
}
