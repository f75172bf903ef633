import { Button, Checkbox, Progress } from 'antd';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { CaptureList, PresentedCapture } from '#server/epcis/present.ts';
import { call, withQuery } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRead, useRefresh } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import type { Column } from '../../kit/page/data-table.tsx';
import { Panel } from '../../kit/page/page.tsx';
import { Citations } from '../../kit/show/citation.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { countText, momentText } from '../../kit/show/words.ts';
import { LeftOut, provisionsOf } from './left-out.tsx';
import { Turning, turns } from './turning.tsx';

const lookAgainMs = 800;
const shownErrors = 20;

/** Handing a document in, and what became of the latest ones. */
export function Captures() {
  const chooser = useRef<HTMLInputElement>(null);
  const [skipsWrong, setSkipsWrong] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [tokens, setTokens] = useState<readonly string[]>([]);
  const jobs = useRead<CaptureList>('/api/trace/captures', { token: tokens.at(-1) });
  const refresh = useRefresh();
  const captures = jobs.value?.captures;
  const isRunning = captures?.some(({ running }) => running) ?? false;
  const { again } = jobs;

  const done = captures?.filter(({ running }) => !running).map(({ captureID }) => captureID);
  const ended = done?.join();

  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = setInterval(again, lookAgainMs);
    return () => clearInterval(timer);
    // Begins and ends with the job; the function is new on every render.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isRunning]);

  useEffect(() => {
    // The list below shows what a job brought, also of one that nobody saw running: what was read beside it may be older.
    if (ended) void refresh();
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [ended]);

  async function send(file: File) {
    setProblem(undefined);
    setBusy(true);
    const path = withQuery('/api/trace/documents', {
      behaviour: skipsWrong ? 'proceed' : 'rollback',
    });
    const answer = await call('POST', path, new Blob([file], { type: 'application/ld+json' }));
    setBusy(false);
    if (answer.ok) setTokens([]);
    else setProblem(answer.problem);
    await refresh();
  }

  return (
    <Panel
      title="采集"
      acts={
        <span className="trace-acts">
          <Checkbox checked={skipsWrong} onChange={({ target }) => setSkipsWrong(target.checked)}>
            跳过有误的事件
          </Checkbox>
          <Button type="primary" loading={isBusy} onClick={() => chooser.current?.click()}>
            上传文件
          </Button>
          <input
            ref={chooser}
            type="file"
            style={{ display: 'none' }}
            tabIndex={-1}
            accept=".json,.jsonld,application/json,application/ld+json"
            aria-label="追溯事件文件"
            onChange={(event) => {
              const [chosen] = event.target.files ?? [];
              if (chosen !== undefined) void send(chosen);
              event.target.value = '';
            }}
          />
        </span>
      }
    >
      {problem !== undefined && <ProblemView problem={problem} title="文件没有接收" />}
      <Jobs jobs={captures ?? []} isFirst={tokens.length === 0} />
      <Turning label="更早的采集" {...turns(tokens, jobs.value?.next, setTokens)} />
    </Panel>
  );
}

function Jobs({ jobs, isFirst }: { jobs: readonly PresentedCapture[]; isFirst: boolean }) {
  const [shown, setShown] = useState<string>();
  if (jobs.length === 0) {
    return <p className="muted">还没有提交过文件。一个文件有误时，默认整个文件都不采集。</p>;
  }
  const [latest] = jobs;
  const asked = jobs.find(({ captureID }) => captureID === shown) ?? latest;
  return (
    <>
      <DataTable
        columns={columnsFor(setShown)}
        rows={jobs}
        rowKey={(job) => job.captureID}
        caption="采集任务"
      />
      {isFirst && latest !== undefined && latest.errors.length > 0 && <Errors job={latest} />}
      {asked !== undefined && asked.lots.reasons.length > 0 && (
        <LeftOut key={asked.captureID} job={asked} />
      )}
    </>
  );
}

const columnsFor = (onShow: (id: string) => void): readonly Column<PresentedCapture>[] => [
  {
    title: '提交时间',
    kind: 'main',
    width: '11.5em',
    cell: ({ createdAt, entry }) => (
      <Link to="/entries/$id" params={{ id: entry }}>
        {momentText(createdAt)}
      </Link>
    ),
  },
  { title: '提交人', kind: 'short', width: '6em', cell: ({ capturedBy }) => capturedBy },
  { title: '结果', cell: (job) => <Result job={job} /> },
  { title: '批次', cell: (job) => <IntoLots job={job} onShow={onShow} /> },
  {
    title: '原文件',
    kind: 'short',
    width: '7em',
    cell: ({ document }) => (
      <a href={document.href} download>
        下载（{sizeText(document.size)}）
      </a>
    ),
  },
];

function Result({ job }: { job: PresentedCapture }) {
  const { events, done, captured, repeated, rejected } = job.counts;
  if (job.running) {
    return (
      <Progress
        percent={events === 0 ? 100 : Math.floor((done / events) * 100)}
        size="small"
        aria-label="采集进度"
      />
    );
  }
  if (!job.success && job.captureErrorBehaviour === 'rollback') {
    return (
      <span className="trace-failed">
        未采集：{countText(events)}个事件中{countText(rejected)}个有误
      </span>
    );
  }
  return (
    <>
      采集{countText(captured)}个{repeated > 0 && `，${countText(repeated)}个此前已采集`}
      {rejected > 0 && <span className="trace-failed">，{countText(rejected)}个有误未采集</span>}
    </>
  );
}

function Errors({ job }: { job: PresentedCapture }) {
  const rest = job.errors.length - shownErrors;
  return (
    <section className="trace-errors" aria-label="最近一次采集的错误">
      <h3>最近一次采集的错误</h3>
      <ol>
        {job.errors.slice(0, shownErrors).map(({ title, detail, path }) => (
          <li key={path + detail}>
            <strong>{title}</strong> {detail}
          </li>
        ))}
      </ol>
      <Citations basis={provisionsOf(job, job.errors)} />
      {rest > 0 && (
        <p className="muted">
          还有{countText(rest)}处，见<a href={`/api/epcis/capture/${job.captureID}`}>完整结果</a>。
        </p>
      )}
    </section>
  );
}

/** What became part of the register of lots. */
function IntoLots({
  job: { lots, running, captureID },
  onShow,
}: {
  job: PresentedCapture;
  onShow: (id: string) => void;
}) {
  const { taken, leftOut } = lots;
  if (running || taken + leftOut === 0) return <span className="muted">—</span>;
  return (
    <>
      写入{countText(taken)}个
      {leftOut > 0 && (
        <>
          ，
          <button type="button" className="as-link" onClick={() => onShow(captureID)}>
            {countText(leftOut)}个未写入
          </button>
        </>
      )}
    </>
  );
}

function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes}B`;
  return bytes < 1_000_000
    ? `${Math.round(bytes / 1_000)}KB`
    : `${(bytes / 1_000_000).toFixed(1)}MB`;
}
