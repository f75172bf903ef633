/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { edit } from '../../acts/fill.ts';
import { wantsPhoto } from '../../day/check.ts';
import { answerTo, withAnswer } from '../../day/draft.ts';
import type { Answer, Draft, Result } from '../../day/draft.ts';
import type { RiskLine } from '../../day/today.ts';
import { Choice } from '../../parts/field.tsx';
import { Icon } from '../../parts/icons.tsx';
import { Photos } from '../../photo/photos.tsx';
import { Drawn } from './drawn.tsx';
import { Finding } from './finding.tsx';

const results: Readonly<Record<Result, string>> = {
  normal: '正常',
  finding: '发现问题',
  'not-applicable': '不涉及',
};

/** What one line of the list needs on the screen. */
interface LineProps {
  readonly draft: Draft;
  readonly line: RiskLine;
  /** Number on the page, from 1. */
  readonly at: number;
  readonly gap: string | undefined;
}

/** One line of the risk control list with its answer. */
export function Line({ draft, line, at, gap }: LineProps) {
  const [isOpen, setOpen] = useState(false);
  const { code, riskPoint, measure, photoRequired } = line;
  const { result, photos } = answerTo(draft, code);
  const isDrawn = draft.challenge?.item === code;
  const write = (change: Partial<Answer>) =>
    edit(draft.day, (latest) => withAnswer(latest, code, change));
  const choose = (chosen: Result, isTap: boolean) => {
    if (chosen !== result) write({ result: chosen });
    // Arrow keys pass over it on their way.
    if (chosen === 'finding' && isTap) setOpen(true);
  };
  const wants = (photoRequired && !isDrawn) || photos.length > 0;
  const showsPhotos = wants && (result === undefined || result === 'normal');
  return (
    <article id={`at-${code}`} class={`card line is-${result ?? 'open'}${gap ? ' has-gap' : ''}`}>
      <h3>
        <span class="line-number">{at}</span>
        {riskPoint}
      </h3>
      <p class="measure">{measure}</p>
      <Choice label={riskPoint} name={code} options={results} value={result} onChoose={choose} />
      {isDrawn && <Drawn draft={draft} gap={undefined} />}
      {result === 'finding' && <Found draft={draft} line={line} onOpen={() => setOpen(true)} />}
      {showsPhotos && (
        <Photos
          label={`${riskPoint}，须拍照：`}
          photos={photos}
          onChange={(changed) => write({ photos: changed })}
          hint={wantsPhoto(draft, line) ? '本项须拍照' : undefined}
        />
      )}
      {gap !== undefined && <p class="gap">{gap}</p>}
      {isOpen && <Finding draft={draft} line={line} onClose={() => setOpen(false)} />}
    </article>
  );
}

/** What was written about a finding. */
function Found(props: {
  readonly draft: Draft;
  readonly line: RiskLine;
  readonly onOpen: () => void;
}) {
  const { draft, line, onOpen } = props;
  const { note, immediateMeasure, measured, photos } = answerTo(draft, line.code);
  return (
    <button type="button" class="found" onClick={onOpen}>
      <span class="found-text">
        <span>
          <b>问题：</b>
          {note?.trim() || '未填写'}
        </span>
        <span>
          <b>即时措施：</b>
          {immediateMeasure?.trim() || '未填写'}
        </span>
        {measured?.trim() && (
          <span>
            <b>实测值：</b>
            {measured}
          </span>
        )}
        {photos.length > 0 && <span>{photos.length}张照片</span>}
      </span>
      <Icon name="edit" />
    </button>
  );
}
