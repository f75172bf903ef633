/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import { discard, edit, openDay, submit } from '../acts/fill.ts';
import { go } from '../acts/route.ts';
import { dayNow, shownDay, useApp } from '../acts/state.ts';
import { gapsOf, issueTitle, progressOf } from '../day/check.ts';
import type { Gap } from '../day/check.ts';
import { linesOf, markRestNormal } from '../day/draft.ts';
import type { Draft } from '../day/draft.ts';
import { kindOf } from '../day/record.ts';
import { dayTitle, weekdayTitle } from '../day/words.ts';
import { Choice, TextField } from '../parts/field.tsx';
import { Icon } from '../parts/icons.tsx';
import { Drawn } from './drawn.tsx';
import { Line } from './line.tsx';

/** One day's record, filled in from top to bottom. */
export function DayScreen({ day }: { readonly day: string }) {
  const state = useApp();
  const draft = state.drafts.find((one) => one.day === day);
  const isInformed = state.kept !== undefined;
  const isFilling = draft !== undefined;
  const { entry } = shownDay(state, day);
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
  return <Filling draft={draft} isPast={day < dayNow(state)} />;
}

function Filling({ draft, isPast }: { readonly draft: Draft; readonly isPast: boolean }) {
  const needsReason = isPast || draft.corrects !== undefined;
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
        {draft.refused && <SentBack draft={draft} />}
        {needsReason && <Reason draft={draft} gap={gapAt('reason')} />}
        <section class="card day-type" aria-label="当日情况">
          <Choice
            label="当日情况"
            name="day-type"
            options={{ production: '正常生产经营', idle: '停产、休业' }}
            value={draft.dayType}
            onChoose={(dayType) => edit({ ...draft, dayType })}
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
            onInput={(remark) => edit({ ...draft, remark })}
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

function SentBack({ draft }: { readonly draft: Draft }) {
  const { detail, issues } = draft.refused ?? { detail: '', issues: [] };
  return (
    <section class="banner is-danger" role="alert">
      <p>
        <b>上次提交被退回：</b>
        {detail}
      </p>
      {issues.map(({ path, sentence }) => (
        <p key={path}>{issueTitle(draft, path) + sentence}</p>
      ))}
    </section>
  );
}

function Reason({ draft, gap }: { readonly draft: Draft; readonly gap: string | undefined }) {
  const isCorrection = draft.corrects !== undefined;
  return (
    <section class="card is-late" id="at-reason">
      <TextField
        label={isCorrection ? '更正原因' : '补录原因'}
        rows={2}
        max={500}
        value={draft.reason}
        gap={gap}
        phrases={
          isCorrection
            ? ['填写有误', '补充说明', '检验结果更新']
            : ['忘记提交', '手机故障', '网络不通']
        }
        onInput={(reason) => edit({ ...draft, reason })}
      />
    </section>
  );
}

function Idle({ draft, gap }: { readonly draft: Draft; readonly gap: string | undefined }) {
  return (
    <section class="card" id="at-idle">
      <TextField
        label="停产、休业原因"
        max={200}
        value={draft.idleReason}
        gap={gap}
        phrases={['周末休息', '法定节假日', '设备检修', '订单不足', '停电']}
        onInput={(idleReason) => edit({ ...draft, idleReason })}
      />
    </section>
  );
}

interface LinesProps {
  readonly draft: Draft;
  readonly gapAt: (at: string) => string | undefined;
}

/** The list by key links; the button that answers the rest stands at its end, after everything was passed. */
function Lines({ draft, gapAt }: LinesProps) {
  const lines = linesOf(draft);
  const { answered, total, findings, notApplicable } = progressOf(draft);
  const open = total - answered;
  const links = [...new Set(lines.map(({ keyLink }) => keyLink))];
  if (lines.length === 0) {
    return (
      <p class="banner is-info" id="at-list">
        本单位还没有风险管控清单，请先在工作台编制；今天没有生产经营的，请选择“停产、休业”。
      </p>
    );
  }
  return (
    <>
      {links.map((link) => (
        <section class="link" key={link} aria-label={link}>
          <h2>{link}</h2>
          {lines
            .filter(({ keyLink }) => keyLink === link)
            .map((line) => (
              <Line
                key={line.code}
                draft={draft}
                line={line}
                at={lines.indexOf(line) + 1}
                gap={gapAt(line.code)}
              />
            ))}
        </section>
      ))}
      {open > 0 ? (
        <button
          type="button"
          class="button is-normal is-large"
          onClick={() => edit(markRestNormal(draft))}
        >
          <Icon name="check" />
          {open === total ? '以上全部正常' : `其余${open}项正常`}
        </button>
      ) : (
        <p class="summary" role="status">
          <Icon name="check" size={20} />
          <span>
            <b>{`${total}项已全部检查`}</b>
            {`正常${total - findings - notApplicable} · 发现问题${findings} · 不涉及${notApplicable}`}
          </span>
        </p>
      )}
    </>
  );
}

interface BarProps {
  readonly draft: Draft;
  readonly gaps: readonly Gap[];
  readonly onPressed: () => void;
}

/** How far the record is and the button that hands it in; as long as something is missing it leads there. */
function Bar({ draft, gaps, onPressed }: BarProps) {
  const [isBusy, setBusy] = useState(false);
  const { answered, total, findings } = progressOf(draft);
  const first = gaps[0];
  const titles = {
    zero: '提交零风险报告',
    finding: `提交检查记录（${findings}项问题）`,
    idle: '提交停产、休业记录',
  };
  const press = async () => {
    if (first !== undefined) {
      onPressed();
      show(first.at);
      return;
    }
    setBusy(true);
    await submit(draft);
  };
  const rest = gaps.length === 1 ? first?.sentence : `还有${gaps.length}处未完成`;
  return (
    <footer class="bar-bottom">
      {draft.dayType === 'production' && (
        <p class="bar-count" aria-live="polite">
          <b>{answered}</b>/{total}
          <span>{findings > 0 ? `${findings}项问题` : '已检查'}</span>
        </p>
      )}
      <button
        type="button"
        class={`button ${first === undefined ? 'is-primary' : 'is-tonal'}`}
        disabled={isBusy}
        onClick={() => void press()}
      >
        {isBusy ? '正在提交…' : first === undefined ? titles[kindOf(draft)] : rest}
      </button>
    </footer>
  );
}

/** Brings a part of the page into sight and puts the keyboard there. */
function show(at: string) {
  const part = document.getElementById(`at-${at}`);
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  part?.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
  part?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true });
}

async function throwAway(draft: Draft) {
  if (!confirm('清空已填写的内容和照片？')) return;
  await discard(draft);
  go('/', { replace: true });
}
