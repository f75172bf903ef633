/** @jsxImportSource preact */
import type { Periodic as Every } from '#law/enterprise/daily/periodic.ts';
import { edit } from '../../acts/fill.ts';
import { progressOf } from '../../day/check.ts';
import { linesOf, markRestNormal } from '../../day/draft.ts';
import type { Draft } from '../../day/draft.ts';
import { Icon } from '../../parts/icons.tsx';
import { Line } from './line.tsx';

const words: Readonly<Record<Every, { readonly title: string; readonly hint: string }>> = {
  week: { title: '本周须查', hint: '本周内任一天检查一次即可，今天没有检查的留空，不影响提交。' },
  month: {
    title: '本月须查',
    hint: '本月内任一天检查一次即可，今天没有检查的留空，不影响提交。',
  },
};

interface PeriodicProps {
  readonly draft: Draft;
  readonly every: Every;
  readonly gapAt: (at: string) => string | undefined;
}

/** The weekly or monthly lines that the day presses for: folded, so that the day's own lines stay a minute's work. */
export function Periodic({ draft, every, gapAt }: PeriodicProps) {
  const all = linesOf(draft);
  const lines = all.filter(({ due }) => due === every);
  if (lines.length === 0) return null;
  const { answered, total } = progressOf(draft, lines);
  const open = total - answered;
  const { title, hint } = words[every];
  return (
    <details class="periodic" aria-label={title}>
      <summary>
        <b>{`${title}${total}项`}</b>
        <span class={open > 0 ? 'is-open' : ''}>
          {open === 0 ? '已全部检查' : answered === 0 ? '尚未检查' : `还有${open}项`}
        </span>
      </summary>
      <p class="quiet">{hint}</p>
      {lines.map((line) => (
        <Line
          key={line.code}
          draft={draft}
          line={line}
          at={all.indexOf(line) + 1}
          gap={gapAt(line.code)}
        />
      ))}
      {open > 0 && (
        <button
          type="button"
          class="button is-normal is-large"
          onClick={() => edit(draft.day, (latest) => markRestNormal(latest, every))}
        >
          <Icon name="check" />
          {open === total ? `${title}全部正常` : `${title}其余${open}项正常`}
        </button>
      )}
    </details>
  );
}
