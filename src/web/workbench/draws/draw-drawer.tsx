import { App, Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import type { DrawPreview, DrawView } from '#server/draws/present.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { FilesInput } from '../../kit/form/files-input.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { useFocusBack } from '../../kit/page/focus-back.ts';
import { handIn, previewDraw } from './handing-in.ts';
import { Result } from './round.tsx';

/** Draws: the result is computed, shown, and handed in. There is nothing to choose in between. */
export function DrawDrawer({ draw, onClose }: { draw: DrawView; onClose: () => void }) {
  const { message } = App.useApp();
  useFocusBack();
  const refresh = useRefresh();
  const beacon = draw.rounds.at(-1)?.beacon;
  const [value, setValue] = useState('');
  const [proof, setProof] = useState<string[]>([]);
  const [preview, setPreview] = useState<DrawPreview>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const known = beacon === undefined ? {} : { beaconValue: value.trim() };

  async function compute() {
    setBusy(true);
    setProblem(undefined);
    const answer = await previewDraw(draw.id, known);
    setBusy(false);
    if (answer.ok) setPreview(answer.value);
    else setProblem(answer.problem);
  }

  async function submit(computed: DrawPreview) {
    setBusy(true);
    setProblem(undefined);
    const answer = await handIn(draw.id, 'draw', { ...known, beaconProof: proof }, computed);
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    message.success('抽取结果已登记');
    await refresh();
    onClose();
  }

  return (
    <Drawer open title="抽取" onClose={onClose} size="min(820px, 100vw)">
      <div className="stack">
        <p>结果由锁定的名录库和已公布的随机源唯一确定，谁来点、点几次都一样。</p>
        {beacon !== undefined && (
          <div className="draw-fields">
            <label className="wide">
              <span>{beacon.name}的数值</span>
              <Input
                value={value}
                maxLength={200}
                onChange={(event) => {
                  setValue(event.target.value);
                  setPreview(undefined);
                }}
              />
            </label>
            <div>
              <span>公布凭证</span>
              <FilesInput value={proof} onChange={setProof} max={3} label="公布凭证" />
            </div>
          </div>
        )}
        {problem !== undefined && <ProblemView problem={problem} title="没有抽取" />}
        <div className="draw-row">
          {preview === undefined ? (
            <Button type="primary" loading={isBusy} onClick={() => void compute()}>
              计算结果
            </Button>
          ) : (
            <Button type="primary" loading={isBusy} onClick={() => void submit(preview)}>
              登记这一结果
            </Button>
          )}
          <Button onClick={onClose}>取消</Button>
        </div>
        {preview !== undefined && <Result drawn={preview.drawn} />}
      </div>
    </Drawer>
  );
}
