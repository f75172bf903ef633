import { Button, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { DrawResult } from '#server/draws/present.ts';
import type { ProceedingSummary } from '#server/proceedings/present.ts';
import { call } from '../../../kit/api/call.ts';
import type { Problem } from '../../../kit/api/problem.ts';
import { useRead } from '../../../kit/api/read.ts';
import { ProblemView } from '../../../kit/show/problem-view.tsx';
import { Shown } from '../../../kit/show/states.tsx';
import { tasksOf } from './drawn-tasks.ts';
import type { DrawnTasks, Line } from './drawn-tasks.ts';

const drawn: readonly string[] = ['drawn', 'checked', 'published'];

/** Fills the tasks of a batch with what a draw came to. */
export function DrawnPanel({
  line,
  onTasks,
}: {
  line: Line;
  onTasks: (found: DrawnTasks) => void;
}) {
  const draws = useRead<{ proceedings: readonly ProceedingSummary[] }>('/api/proceedings', {
    procedure: 'random-draw',
  });
  const [chosen, setChosen] = useState<string>();
  const [from, setFrom] = useState(1);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [found, setFound] = useState<DrawnTasks>();

  async function fill(id: string) {
    setProblem(undefined);
    setFound(undefined);
    setBusy(true);
    const answer = await call<DrawResult>('GET', `/api/draws/${id}/result`);
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    const tasks = tasksOf(answer.value, line, from);
    setFound(tasks);
    if (tasks.tasks.length > 0) onTasks(tasks);
  }

  return (
    <Shown reading={draws}>
      {({ proceedings }) => {
        const ready = proceedings.filter(({ state }) => drawn.includes(state));
        if (ready.length === 0) return <p className="note">还没有已抽取的双随机抽取。</p>;
        return (
          <div className="table-upload">
            <span className="table-upload-acts">
              <Select
                aria-label="双随机抽取"
                placeholder="请选择双随机抽取"
                className="drawn-choice"
                options={ready.map(({ id, title }) => ({ value: id, label: title }))}
                value={chosen}
                onChange={setChosen}
              />
              <label>
                从第 <InputNumber min={1} value={from} onChange={(n) => setFrom(n ?? 1)} /> 个起
              </label>
              <Button
                loading={isBusy}
                disabled={chosen === undefined}
                onClick={() => chosen !== undefined && void fill(chosen)}
              >
                填入任务
              </Button>
            </span>
            {found !== undefined && <Told found={found} />}
            {problem !== undefined && <ProblemView problem={problem} />}
          </div>
        );
      }}
    </Shown>
  );
}

function Told({ found: { tasks, left, unregistered } }: { found: DrawnTasks }) {
  const said = [
    tasks.length === 0
      ? '没有可以填入的对象：本行计划的批次已经全部下达，或者起始序号之后没有对象。'
      : `已填入${tasks.length}个，请补充产品信息。`,
    ...(left > 0 ? [`还有${left}个未填入，可在下达后从后面的序号继续。`] : []),
    ...(unregistered.length > 0 ? [`未在平台登记、没有填入：${unregistered.join('、')}。`] : []),
  ];
  return <p className="note">{said.join('')}</p>;
}
