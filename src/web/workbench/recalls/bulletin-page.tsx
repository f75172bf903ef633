import { Button, Input } from 'antd';
import type { InputRef } from 'antd';
import { Link } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { BulletinImport } from '#server/recalls/present.ts';
import { call, withQuery } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { ProceedingList } from '../proceedings/proceeding-list.tsx';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Recalls that were published elsewhere come into the public list from a table: tried first, imported on confirmation. */
export function BulletinPage() {
  const chooser = useRef<HTMLInputElement>(null);
  const field = useRef<InputRef>(null);
  const [source, setSource] = useState('');
  const [isAsked, setAsked] = useState(false);
  const [file, setFile] = useState<File>();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [result, setResult] = useState<BulletinImport>();
  const refresh = useRefresh();

  async function send(table: File, commit: boolean) {
    setFile(table);
    setBusy(true);
    const type = table.name.toLowerCase().endsWith('.csv') ? 'text/csv' : xlsx;
    const about = { name: table.name, source: source.trim(), commit: String(commit) };
    const path = withQuery('/api/recall-bulletins/import', about);
    const answer = await call<BulletinImport>('POST', path, new Blob([table], { type }));
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.problem);
    setResult(answer.ok ? answer.value : undefined);
    if (answer.ok && answer.value.imported) await refresh();
  }

  return (
    <Page
      title="召回信息转载"
      about="其他省份、境外公布的召回，导入后在公众页面公示；有一行有误，一行也不导入。"
    >
      <Panel
        title="导入表格"
        note="列：发布日期、生产者、产品名称、缺陷和后果、召回措施；可有型号、批次、涉及数量、原文链接"
      >
        <div className="filters">
          <Input
            ref={field}
            aria-label="来源"
            placeholder="来源：发布机关、平台或者网址"
            value={source}
            onChange={({ target }) => setSource(target.value)}
            className="search-box"
          />
          <Button
            loading={isBusy}
            onClick={() => {
              setAsked(source.trim() === '');
              if (source.trim() === '') field.current?.focus();
              else chooser.current?.click();
            }}
          >
            选择文件并核对
          </Button>
          <a href="/api/recall-bulletins/template.xlsx" download>
            下载表格模板
          </a>
          <input
            ref={chooser}
            type="file"
            style={{ display: 'none' }}
            tabIndex={-1}
            accept=".xlsx,.csv"
            aria-label="召回信息文件"
            onChange={(event) => {
              const [chosen] = event.target.files ?? [];
              if (chosen !== undefined) void send(chosen, false);
              event.target.value = '';
            }}
          />
        </div>
        {isAsked && source.trim() === '' && (
          <p className="alarm-text" role="alert">
            请先填写来源：在哪里公布的，公示时一并列出。
          </p>
        )}
        {problem !== undefined && <ProblemView problem={problem} title="没有接收" />}
        {result?.imported === true && (
          <p className="note good" role="status">
            已公示{result.rows}项。
            {result.proceeding !== undefined && (
              <Link to="/proceedings/$id" params={{ id: result.proceeding }}>
                查看
              </Link>
            )}
          </p>
        )}
        {result?.ok === true && !result.imported && file !== undefined && (
          <p className="note good" role="status">
            核对无误，共{result.rows}项。{' '}
            <Button type="primary" loading={isBusy} onClick={() => void send(file, true)}>
              确认公示
            </Button>
          </p>
        )}
        {result?.ok === false && (
          <>
            <p className="note alarm" role="alert">
              共{result.rows}行，发现{result.issues.length}处错误，尚未导入。
            </p>
            <DataTable
              caption="有误的行"
              rows={result.issues}
              rowKey={({ line, column }) => `${line} ${column}`}
              columns={[
                { title: '行', kind: 'number', cell: ({ line }) => line },
                { title: '列', kind: 'short', cell: ({ column }) => column },
                { title: '问题', kind: 'main', cell: ({ sentence }) => sentence },
              ]}
            />
          </>
        )}
      </Panel>
      <h2>已转载的召回信息</h2>
      <ProceedingList
        query={{ procedure: 'recall-bulletin' }}
        none="还没有转载过召回信息"
        empty="下载上面的表格模板，填好后选择文件核对，确认无误即公示；公示有误的，在这里打开后撤下。"
      />
    </Page>
  );
}
