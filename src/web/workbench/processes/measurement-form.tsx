import { App, Button, Input, InputNumber } from 'antd';
import type { KeyboardEvent } from 'react';
import { useRef, useState } from 'react';
import { countingKinds, measurementDefect } from '#law/enterprise/process/charting.ts';
import type { Measurement } from '#law/enterprise/process/charting.ts';
import type { Characteristic } from '#server/processes/present.ts';
import { now } from '../../kit/api/clock.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { submitRecord } from '../books/submit-record.ts';

/** Takes the next subgroup: one input for each value, Enter leads on and at last records. */
export function MeasurementForm({ characteristic }: { characteristic: Characteristic }) {
  const { message } = App.useApp();
  const refresh = useRefresh();
  const { kind, size, unit, entry, number } = characteristic;
  const isCounting = countingKinds.has(kind);
  const fixed = kind === 'np' || kind === 'c';
  const cells = isCounting ? 2 : size;
  const blank = () =>
    Array.from({ length: cells }, (_, at) => (fixed && at === 0 ? String(size) : ''));
  const [texts, setTexts] = useState<readonly string[]>(blank);
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  const measurement: Measurement = isCounting
    ? { counted: { inspected: Number(texts[0]), found: Number(texts[1]) } }
    : { values: texts.map((text) => text.trim()).join(' ') };
  const isWhole = texts.every((text) => text.trim() !== '');
  const defect = isWhole ? measurementDefect(characteristic, measurement) : undefined;

  async function send() {
    setProblem(undefined);
    setBusy(true);
    const answer = await submitRecord('process-measurement', {
      characteristic: entry,
      characteristicNumber: number,
      takenAt: now(),
      ...measurement,
      ...(note.trim() === '' ? {} : { note: note.trim() }),
    });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    message.success('已记入过程测量');
    setTexts(blank());
    setNote('');
    await refresh();
    box.current?.querySelector<HTMLInputElement>('input:not([disabled])')?.focus();
  }

  function onKeyDown(event: KeyboardEvent, at: number) {
    if (event.key !== 'Enter' || at === cells - 1) return;
    event.preventDefault();
    box.current?.querySelector<HTMLInputElement>(`[data-at="${at + 1}"]`)?.focus();
  }

  const put = (at: number, text: string) =>
    setTexts(texts.map((one, index) => (index === at ? text : one)));
  return (
    <form
      ref={box}
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole && defect === undefined) void send();
      }}
    >
      <div className="measurement-cells">
        {texts.map((text, at) =>
          isCounting ? (
            <label key={at}>
              {at === 0 ? '检查数' : '不合格（品）数'}
              <InputNumber
                data-at={at}
                min={0}
                precision={0}
                disabled={fixed && at === 0}
                value={text === '' ? null : Number(text)}
                onChange={(value) => put(at, value === null ? '' : String(value))}
                onKeyDown={(event) => onKeyDown(event, at)}
              />
            </label>
          ) : (
            <label key={at}>
              值{at + 1}
              <Input
                data-at={at}
                inputMode="decimal"
                value={text}
                suffix={unit}
                onChange={({ target }) => put(at, target.value)}
                onKeyDown={(event) => onKeyDown(event, at)}
              />
            </label>
          ),
        )}
      </div>
      <label className="measurement-note">
        说明（选填）
        <Input
          value={note}
          placeholder="换料、换模、调机等"
          onChange={({ target }) => setNote(target.value)}
        />
      </label>
      {defect !== undefined && <p className="note alarm">{defect}</p>}
      {problem !== undefined && <ProblemView problem={problem} />}
      <div>
        <Button
          type="primary"
          htmlType="submit"
          loading={isBusy}
          disabled={!isWhole || defect !== undefined}
        >
          记录
        </Button>
      </div>
    </form>
  );
}
