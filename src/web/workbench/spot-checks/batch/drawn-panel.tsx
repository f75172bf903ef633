import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import type { DrawResult } from '#server/draws/present.ts';
import { call } from '../../../kit/api/call.ts';
import type { Problem } from '../../../kit/api/problem.ts';
import { ProceedingPicker } from '../../../kit/pick/proceeding-picker.tsx';
import { ProblemView } from '../../../kit/show/problem-view.tsx';
import type { DrawnTasks } from './drawn-tasks.ts';

/** What was added, or why nothing was: the batch already comes from another draw. */
type Added = DrawnTasks | 'other-draw';

/** Adds to the tasks of a batch what a draw came to, from a place on. */
export function DrawnPanel({ add }: { add: (result: DrawResult, from: number) => Added }) {
  const [draw, setDraw] = useState<string>();
  const [from, setFrom] = useState(1);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [found, setFound] = useState<Added>();

  async function fill(id: string) {
    setProblem(undefined);
    setFound(undefined);
    setBusy(true);
    const answer = await call<DrawResult>('GET', `/api/draws/${id}/result`);
    setBusy(false);
    if (answer.ok) setFound(add(answer.value, from));
    else setProblem(answer.problem);
  }

  return (
    <div className="table-upload">
      <span className="table-upload-acts">
        <span className="drawn-choice">
          <ProceedingPicker
            procedure="random-draw"
            label="双随机抽取"
            value={draw}
            onChange={setDraw}
          />
        </span>
        <label>
          从第 <InputNumber min={1} value={from} onChange={(n) => setFrom(n ?? 1)} /> 个起
        </label>
        <Button
          loading={isBusy}
          disabled={draw === undefined}
          onClick={() => draw !== undefined && void fill(draw)}
        >
          填入任务
        </Button>
      </span>
      {found !== undefined && <p className="note">{toldOf(found)}</p>}
      {problem !== undefined && <ProblemView problem={problem} />}
    </div>
  );
}

function toldOf(found: Added): string {
  if (found === 'other-draw') {
    return '本批任务已选择另一次抽取。一批任务只来自一次抽取，请先下达本批，或者清除所选的双随机抽取。';
  }
  const { added, next } = found;
  const rest = next === undefined ? '' : `本批或者本行计划已满，下达后从第${next}个起填入下一批。`;
  if (added > 0) return `已填入${added}个，请补充产品信息。${rest}`;
  return rest || '没有可以填入的对象：都已在任务中，或者起始序号之后没有对象。';
}
