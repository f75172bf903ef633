import { App, Button, Drawer, Input, InputNumber } from 'antd';
import { useState } from 'react';
import type { DrawView, LogPosition } from '#server/draws/present.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRead, useRefresh } from '../../kit/api/read.ts';
import { submitOnce } from '../../kit/api/submission.ts';
import { DateInput } from '../../kit/form/date-input.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { countText } from '../../kit/show/words.ts';
import { useFocusBack } from '../../kit/page/focus-back.ts';

/** Entries ahead that are proposed. */
const proposed = 10;

/** Names the source of the seed: a size of the log that lies ahead, and where wanted a value that others publish. */
export function AnnounceDrawer({ draw, onClose }: { draw: DrawView; onClose: () => void }) {
  const { message } = App.useApp();
  useFocusBack();
  const refresh = useRefresh();
  const { value: log } = useRead<LogPosition>('/api/draws/log');
  const [chosen, setChosen] = useState<number | null>(null);
  const [beaconName, setName] = useState('');
  const [beaconOn, setOn] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const size = chosen ?? (log === undefined ? undefined : log.size + proposed);

  async function announce() {
    setProblem(undefined);
    const beacon = beaconName.trim() === '' ? {} : { beaconName, beaconOn };
    const path = `/api/proceedings/${draw.id}/acts/announce`;
    const answer = await submitOnce(path, path, { input: { size, ...beacon } });
    if (!answer.ok) return setProblem(answer.problem);
    message.success('随机源已公布');
    await refresh();
    onClose();
  }

  return (
    <Drawer open title="公布随机源" onClose={onClose} size="min(620px, 100vw)">
      <div className="stack">
        <p>
          账本现有{log === undefined ? '…' : countText(log.size)}条记录，最近一小时增加
          {log === undefined ? '…' : countText(log.lastHour)}
          条。约定一条将来的记录：账本增长到它时的根哈希就是随机源，现在谁也不知道。
        </p>
        <div className="draw-fields">
          <label>
            <span>以第几条记录为随机源</span>
            <InputNumber value={size ?? null} min={2} precision={0} onChange={setChosen} />
          </label>
          <label className="wide">
            <span>另一公开随机源（可不填）</span>
            <Input
              value={beaconName}
              maxLength={60}
              placeholder="如：双色球2026140期"
              onChange={(event) => setName(event.target.value)}
            />
          </label>
          {beaconName.trim() !== '' && (
            <label>
              <span>该随机源公布日期</span>
              <DateInput
                label="该随机源公布日期"
                {...(beaconOn !== undefined && { value: beaconOn })}
                onChange={setOn}
              />
            </label>
          )}
        </div>
        {problem !== undefined && <ProblemView problem={problem} title="没有公布" />}
        <div className="draw-row">
          <Button type="primary" disabled={size === undefined} onClick={() => void announce()}>
            公布
          </Button>
          <Button onClick={onClose}>取消</Button>
        </div>
      </div>
    </Drawer>
  );
}
