import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import type { StandardImport } from '#server/standards/present.ts';
import { call, withQuery } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Panel } from '../../kit/page/page.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Tries a file first, shows what is wrong, and imports it on confirmation. */
export function ImportPanel() {
  const chooser = useRef<HTMLInputElement>(null);
  const [source, setSource] = useState('');
  const [file, setFile] = useState<File>();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [result, setResult] = useState<StandardImport>();
  const refresh = useRefresh();

  async function send(table: File, commit: boolean) {
    setFile(table);
    setProblem(undefined);
    setResult(undefined);
    setBusy(true);
    const type = table.name.toLowerCase().endsWith('.csv') ? 'text/csv' : xlsx;
    const about = { name: table.name, source: source.trim(), commit: String(commit) };
    const path = withQuery('/api/standards/import', about);
    const answer = await call<StandardImport>('POST', path, new Blob([table], { type }));
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    setResult(answer.value);
    if (answer.value.imported) await refresh();
  }

  return (
    <Panel title="导入标准" note="先核对，确认后才导入；有一行有误，一行也不导入">
      <div className="stack import-steps">
        <div className="filters">
          <Input
            aria-label="来源"
            placeholder="来源：公告名称和文号，或者查询平台"
            value={source}
            onChange={(event) => setSource(event.target.value)}
            className="search-box"
          />
          <Button
            loading={isBusy}
            disabled={source.trim() === ''}
            onClick={() => chooser.current?.click()}
          >
            选择文件并核对
          </Button>
          <input
            ref={chooser}
            type="file"
            style={{ display: 'none' }}
            tabIndex={-1}
            accept=".xlsx,.csv"
            aria-label="标准文件"
            onChange={(event) => {
              const [chosen] = event.target.files ?? [];
              if (chosen !== undefined) void send(chosen, false);
              event.target.value = '';
            }}
          />
        </div>
        <p className="muted">
          列名：标准编号、标准名称、实施日期，以及性质、发布日期、代替的标准、废止日期、产品类别。已有的编号按新内容更新。
        </p>
        {problem !== undefined && <ProblemView problem={problem} title="标准没有接收" />}
        {result?.ok === false && <Issues result={result} />}
        {result?.ok === true && (
          <p className="note good" role="status">
            {result.imported ? '已导入' : '核对无误，共'}
            {result.rows}项标准，其中新增{result.added}项。
            {result.imported && '引用了将失效标准的企业已收到通知。'}
          </p>
        )}
        {result?.ok === true && !result.imported && file !== undefined && (
          <Button type="primary" loading={isBusy} onClick={() => void send(file, true)}>
            确认导入{result.rows}项标准
          </Button>
        )}
      </div>
    </Panel>
  );
}

function Issues({ result }: { result: StandardImport }) {
  return (
    <>
      <p className="note alarm" role="alert">
        共{result.rows}行，发现{result.issues.length}处错误，尚未导入。
      </p>
      <DataTable
        caption="导入错误"
        rows={result.issues}
        rowKey={({ line, column, sentence }) => `${line}/${column}/${sentence}`}
        columns={[
          { title: '行', kind: 'main', width: '80px', cell: ({ line }) => `第${line}行` },
          { title: '列', cell: ({ column }) => column },
          { title: '问题', cell: ({ sentence }) => sentence },
        ]}
      />
    </>
  );
}
