/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { edit } from '../../acts/fill.ts';
import { wantsPhoto } from '../../day/check.ts';
import { answerTo, withAnswer } from '../../day/draft.ts';
import type { Answer, Draft } from '../../day/draft.ts';
import type { RiskLine } from '../../day/today.ts';
import { TextField } from '../../parts/field.tsx';
import { Sheet } from '../../parts/sheet.tsx';
import { Photos } from '../../photo/photos.tsx';

/** What is needed to report a finding. */
interface FindingProps {
  readonly draft: Draft;
  readonly line: RiskLine;
  readonly onClose: () => void;
}

/** What was found, what was done at once, with photos and the measured value. Kept while it is typed. */
export function Finding({ draft, line, onClose }: FindingProps) {
  const [isPressed, setPressed] = useState(false);
  const { note = '', measured = '', immediateMeasure = '', photos } = answerTo(draft, line.code);
  const write = (change: Partial<Answer>) =>
    edit(draft.day, (latest) => withAnswer(latest, line.code, change));
  const missing = (value: string, sentence: string) =>
    isPressed && value.trim() === '' ? sentence : undefined;
  const isComplete = note.trim() !== '' && immediateMeasure.trim() !== '';
  return (
    <Sheet
      title="发现问题"
      onClose={onClose}
      foot={
        <button
          type="button"
          class="button is-primary"
          onClick={() => (isComplete ? onClose() : setPressed(true))}
        >
          完成
        </button>
      }
    >
      <p class="quiet">{line.riskPoint}</p>
      <TextField
        label="问题描述"
        rows={3}
        max={4000}
        value={note}
        hint="在哪里、发现了什么"
        gap={missing(note, '请写明发现的问题')}
        onInput={(value) => write({ note: value })}
      />
      <div class="field">
        <span class="field-label">
          现场照片{!line.photoRequired && <span class="optional">建议拍照</span>}
        </span>
        <Photos
          label="问题"
          photos={photos}
          album
          onChange={(changed) => write({ photos: changed })}
          gap={isPressed && wantsPhoto(draft, line) ? '本项须拍照' : undefined}
        />
      </div>
      <TextField
        label="即时措施"
        rows={2}
        max={4000}
        value={immediateMeasure}
        gap={missing(immediateMeasure, '请写明已经采取的措施')}
        phrases={['立即停用', '隔离待检', '暂停出厂', '现场改正', '通知供货方']}
        onInput={(value) => write({ immediateMeasure: value })}
      />
      <TextField
        label="实测值"
        optional
        max={200}
        value={measured}
        hint="如：28天强度41.2 MPa"
        onInput={(value) => write({ measured: value })}
      />
    </Sheet>
  );
}
