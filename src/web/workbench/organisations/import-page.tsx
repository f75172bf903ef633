import { Button, Spin } from 'antd';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { ImportResult } from '#server/registry/present.ts';
import { call, withQuery } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { countText } from '../../kit/show/words.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Registers many enterprises from a spreadsheet: all of them, or none with each error named by line and column. */
export function ImportPage() {
  const chooser = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [result, setResult] = useState<ImportResult>();
  const refresh = useRefresh();

  async function send(file: File) {
    setName(file.name);
    setProblem(undefined);
    setResult(undefined);
    setBusy(true);
    const type = file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : xlsx;
    const path = withQuery('/api/organisations/import', { name: file.name });
    const answer = await call<ImportResult>('POST', path, new Blob([file], { type }));
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    setResult(answer.value);
    if (answer.value.ok) await refresh();
  }

  return (
    <Page
      title="批量导入单位"
      about="整表核对无误后一次登记；只要有一行有误，一行也不登记，改正后重新上传即可。“单位类型”填企业或者网络交易平台，空着的是企业；平台不填经营类型。"
      acts={
        <Button href="/api/organisations/import-template.xlsx" download>
          下载模板
        </Button>
      }
      narrow
    >
      <Panel title="上传表格" note="Excel（.xlsx）或CSV，不超过10MB">
        <div
          className="drop-zone"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            const [file] = event.dataTransfer.files;
            if (file !== undefined) void send(file);
          }}
        >
          <Button type="primary" loading={isBusy} onClick={() => chooser.current?.click()}>
            选择文件
          </Button>
          <span className="muted">{name ?? '或者把文件拖到这里'}</span>
          {isBusy && <Spin size="small" aria-label="正在核对" />}
          <input
            ref={chooser}
            type="file"
            style={{ display: 'none' }}
            tabIndex={-1}
            accept=".xlsx,.csv"
            aria-label="企业名录文件"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file !== undefined) void send(file);
              event.target.value = '';
            }}
          />
        </div>
      </Panel>
      {problem !== undefined && <ProblemView problem={problem} title="表格没有接收" />}
      {result?.ok === true && (
        <p className="note good" role="status">
          已登记{countText(result.rows)}家单位。<Link to="/organisations">查看单位名录</Link>
        </p>
      )}
      {result?.ok === false && (
        <Panel
          title="需要改正"
          note={`共${countText(result.rows)}行，发现${result.issues.length}处错误，尚未登记任何单位`}
          flush
        >
          <DataTable
            caption="导入错误"
            rows={result.issues}
            rowKey={({ line, column, sentence }) => `${line}/${column}/${sentence}`}
            columns={[
              { title: '行', kind: 'main', width: '80px', cell: ({ line }) => `第${line}行` },
              { title: '列', cell: ({ column }) => column || '—' },
              { title: '问题', cell: ({ sentence }) => sentence },
            ]}
          />
        </Panel>
      )}
    </Page>
  );
}
