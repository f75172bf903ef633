/** @jsxImportSource preact */
import { edit } from '../../acts/fill.ts';
import { progressOf } from '../../day/check.ts';
import { linesOf, markRestNormal } from '../../day/draft.ts';
import type { Draft } from '../../day/draft.ts';
import { Icon } from '../../parts/icons.tsx';
import { Line } from './line.tsx';
import { Periodic } from './periodic.tsx';

interface LinesProps {
  readonly draft: Draft;
  readonly gapAt: (at: string) => string | undefined;
}

/** The list by key links; the button that answers the rest stands at its end, after everything was passed. */
export function Lines({ draft, gapAt }: LinesProps) {
  const all = linesOf(draft);
  const lines = all.filter(({ due }) => due === undefined);
  const { answered, total, findings, notApplicable } = progressOf(draft, lines);
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
          onClick={() => edit(draft.day, (latest) => markRestNormal(latest))}
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
      <Periodic draft={draft} every="week" gapAt={gapAt} />
      <Periodic draft={draft} every="month" gapAt={gapAt} />
    </>
  );
}
