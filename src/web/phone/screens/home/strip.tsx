/** @jsxImportSource preact */
import { weekday } from '#kernel/calendar/plain-date.ts';
import { periodSigns, signOfRecord, wordsOfRecord } from '../../../kit/show/period-sign.ts';
import { go } from '../../acts/route.ts';
import type { DayState, ShownDay } from '../../acts/state.ts';
import { dayTitle, weekdayTitle } from '../../day/words.ts';

/** Sign, class and words of a state; the sign tells it without colour. What is recorded takes that of its record. */
const looks: Readonly<Record<DayState, readonly [sign: string, look: string, words: string]>> = {
  done: ['', 'done', periodSigns.done.title],
  late: ['', 'late', periodSigns.late.title],
  missing: [periodSigns.missing.sign, 'missing', periodSigns.missing.title],
  open: ['', 'open', '待检查'],
  draft: ['…', 'open', '正在填写'],
  waiting: ['待', 'waiting', '等待提交'],
  refused: ['退', 'missing', '被退回'],
  future: ['', 'none', '未到'],
  none: ['–', 'none', '无须记录'],
};

/** The last fourteen days as a calendar of two weeks: a tap opens what was recorded. */
export function Strip(props: {
  readonly days: readonly ShownDay[];
  readonly late: readonly string[];
}) {
  const { days, late } = props;
  const first = days[0];
  const offset = first === undefined ? 0 : weekday(first.day) - 1;
  return (
    <section class="card" aria-labelledby="strip-title">
      <h2 id="strip-title">近14天</h2>
      <div class="strip">
        {['一', '二', '三', '四', '五', '六', '日'].map((title) => (
          <span key={title} class="strip-head" aria-hidden="true">
            {title}
          </span>
        ))}
        {days.map((shown, at) => (
          <Cell
            key={shown.day}
            shown={shown}
            isLate={late.includes(shown.day)}
            from={at === 0 ? offset : 0}
          />
        ))}
      </div>
    </section>
  );
}

function Cell(props: {
  readonly shown: ShownDay;
  readonly isLate: boolean;
  readonly from: number;
}) {
  const { shown, isLate, from } = props;
  const { day, state, finding, idle, entry } = shown;
  const [plain, look, words] = looks[state];
  const isDone = state === 'done' || state === 'late';
  const sign = isDone ? signOfRecord({ state, finding, idle }) : plain;
  const also = wordsOfRecord({ finding, idle })
    .map((more) => `，${more}`)
    .join('');
  const target =
    entry !== undefined ? `/done/${entry}` : mayFill(state, isLate) ? `/day/${day}` : '';
  const found = isDone && finding ? ' is-finding' : '';
  return (
    <button
      type="button"
      class={`strip-day is-${look}${found}${idle ? ' is-idle' : ''}`}
      style={from > 0 ? { gridColumnStart: from + 1 } : {}}
      disabled={target === ''}
      aria-label={`${dayTitle(day)}${weekdayTitle(day)}，${words}${also}${isLate ? '，可补录' : ''}`}
      onClick={() => go(target)}
    >
      <span class="strip-date">{Number(day.slice(8))}</span>
      <span class="strip-sign">{sign}</span>
    </button>
  );
}

function mayFill(state: DayState, isLate: boolean): boolean {
  return state === 'open' || state === 'draft' || (state === 'missing' && isLate);
}
