/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { fullSentence, submit } from '../../acts/fill.ts';
import { toast } from '../../acts/state.ts';
import { progressOf } from '../../day/check.ts';
import type { Gap } from '../../day/check.ts';
import type { Draft } from '../../day/draft.ts';
import { kindOf } from '../../day/record.ts';

interface BarProps {
  readonly draft: Draft;
  readonly gaps: readonly Gap[];
  readonly onPressed: () => void;
}

/** How far the record is and the button that hands it in; as long as something is missing it leads there. */
export function Bar({ draft, gaps, onPressed }: BarProps) {
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
    try {
      await submit(draft.day);
    } catch (error) {
      toast(fullSentence(error));
    } finally {
      setBusy(false);
    }
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
  part?.closest('details')?.setAttribute('open', '');
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  part?.scrollIntoView({ block: 'start', behavior: calm ? 'auto' : 'smooth' });
  part?.querySelector<HTMLElement>('input, textarea, button')?.focus({ preventScroll: true });
}
