import { App, Button, Drawer, Select } from 'antd';
import { useState } from 'react';
import { grounds, replacements } from '#law/regulator/random-draw/recusal.ts';
import type { DrawnObject, DrawPreview, DrawView } from '#server/draws/present.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { FilesInput } from '../../kit/form/files-input.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { useFocusBack } from '../../kit/page/focus-back.ts';
import { handIn, previewDraw } from './handing-in.ts';

/** What is to be changed of which row. */
export interface Change {
  readonly do: 'replace' | 'recuse';
  readonly row: DrawnObject;
}

/** Replaces an object, or an inspector of one, by the next in rank; shows who that is before it is handed in. */
export function ChangeDrawer({
  draw,
  change: { do: kind, row },
  onClose,
}: {
  draw: DrawView;
  change: Change;
  onClose: () => void;
}) {
  const { message } = App.useApp();
  useFocusBack();
  const refresh = useRefresh();
  const [inspector, setInspector] = useState(row.inspectors[0]?.id);
  const [ground, setGround] = useState<string>();
  const [evidence, setEvidence] = useState<string[]>([]);
  const [preview, setPreview] = useState<DrawPreview>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const isRecusal = kind === 'recuse';
  const object = row.object.id;
  const about = isRecusal ? { object, inspector } : { object };

  async function compute() {
    setBusy(true);
    setProblem(undefined);
    const answer = await previewDraw(draw.id, { step: { do: kind, ...about } });
    setBusy(false);
    if (answer.ok) setPreview(answer.value);
    else setProblem(answer.problem);
  }

  async function submit(computed: DrawPreview) {
    setBusy(true);
    setProblem(undefined);
    const answer = await handIn(draw.id, kind, { ...about, ground, evidence }, computed);
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    message.success('已登记，原结果保留在案');
    await refresh();
    onClose();
  }

  const place = draw.rounds.at(-1)?.drawn.findIndex((one) => one.object.id === object) ?? -1;
  const next = preview?.drawn[place];
  return (
    <Drawer
      open
      title={isRecusal ? '检查人员回避并递补' : '检查对象递补'}
      onClose={onClose}
      size="min(620px, 100vw)"
    >
      <div className="stack">
        <p>
          {row.object.name}（{row.inspectors.map(({ name }) => name).join('、')}）
        </p>
        <div className="draw-fields">
          {isRecusal && (
            <label>
              <span>回避的检查人员</span>
              <Select
                value={inspector ?? null}
                onChange={(id) => {
                  setInspector(id ?? undefined);
                  setPreview(undefined);
                }}
                options={row.inspectors.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </label>
          )}
          <label>
            <span>情形</span>
            <Select
              value={ground ?? null}
              placeholder="请选择"
              onChange={(one) => setGround(one ?? undefined)}
              options={Object.entries(isRecusal ? grounds : replacements).map(([value, label]) => ({
                value,
                label,
              }))}
            />
          </label>
          <div className="wide">
            <span>证明材料{isRecusal ? '（可不上传）' : ''}</span>
            <FilesInput value={evidence} onChange={setEvidence} max={9} label="证明材料" />
          </div>
        </div>
        {next !== undefined && (
          <p className="note good" role="status">
            {isRecusal
              ? `递补后由${next.inspectors.map(({ name }) => name).join('、')}检查。`
              : `由${next.object.name}递补（名次${next.rank}），检查人员${next.inspectors.map(({ name }) => name).join('、')}。`}
          </p>
        )}
        {problem !== undefined && <ProblemView problem={problem} title="没有登记" />}
        <div className="draw-row">
          {preview === undefined ? (
            <Button type="primary" loading={isBusy} onClick={() => void compute()}>
              查看递补结果
            </Button>
          ) : (
            <Button
              type="primary"
              loading={isBusy}
              disabled={ground === undefined}
              onClick={() => void submit(preview)}
            >
              登记
            </Button>
          )}
          <Button onClick={onClose}>取消</Button>
        </div>
      </div>
    </Drawer>
  );
}
