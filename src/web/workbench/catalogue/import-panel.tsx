import { Button, Input, InputNumber } from 'antd';
import { useRef, useState } from 'react';
import type { CatalogueImport } from '#server/catalogue/present.ts';
import { call, withQuery } from '../../kit/api/call.ts';
import { today } from '../../kit/api/clock.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { DateInput } from '../../kit/form/date-input.tsx';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Panel } from '../../kit/page/page.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { Comparison } from './comparison.tsx';
import './catalogue.css';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Tries a file first, shows what is wrong or what it changes, and imports it on confirmation. */
export function ImportPanel({ onDone }: { onDone: (from: string) => void }) {
  const chooser = useRef<HTMLInputElement>(null);
  const [year, setYear] = useState(Number(today().slice(0, 4)));
  const [from, setFrom] = useState<string | undefined>();
  const [source, setSource] = useState('');
  const [file, setFile] = useState<File>();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [result, setResult] = useState<CatalogueImport>();
  const refresh = useRefresh();
  const isReady = from !== undefined && source.trim() !== '';

  async function send(table: File, commit: boolean) {
    setFile(table);
    setProblem(undefined);
    setResult(undefined);
    setBusy(true);
    const type = table.name.toLowerCase().endsWith('.csv') ? 'text/csv' : xlsx;
    const about = { name: table.name, year, from, source: source.trim(), commit: String(commit) };
    const path = withQuery('/api/catalogue/import', about);
    const answer = await call<CatalogueImport>('POST', path, new Blob([table], { type }));
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    setResult(answer.value);
    if (!answer.value.imported) return;
    await refresh();
    onDone(from ?? '');
  }

  return (
    <Panel title="导入新一版目录" note="先核对，确认后才导入；有一行有误，一行也不导入">
      <div className="filters">
        <label>
          <span className="muted">目录年份 </span>
          <InputNumber
            aria-label="目录年份"
            min={2018}
            max={2999}
            value={year}
            onChange={(value) => setYear(value ?? year)}
          />
        </label>
        <label>
          <span className="muted">施行日期 </span>
          <DateInput
            label="施行日期"
            {...(from === undefined ? {} : { value: from })}
            onChange={setFrom}
          />
        </label>
        <Input
          aria-label="来源"
          placeholder="来源：公告名称和文号"
          value={source}
          onChange={(event) => setSource(event.target.value)}
          className="search-box"
        />
        <Button loading={isBusy} disabled={!isReady} onClick={() => chooser.current?.click()}>
          选择文件并核对
        </Button>
        <input
          ref={chooser}
          type="file"
          style={{ display: 'none' }}
          tabIndex={-1}
          accept=".xlsx,.csv"
          aria-label="目录文件"
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            if (chosen !== undefined) void send(chosen, false);
            event.target.value = '';
          }}
        />
      </div>
      {!isReady && <p className="muted">填写施行日期和来源后选择文件（.xlsx或者.csv）。</p>}
      <p className="muted">
        表格第一行写列名：产品大类、产品名称、生产许可证（是、否，或者“是（其中的产品）”）、强制性产品认证（是、否）、风险等级（高、中、低）；可以另有序号、特殊监管需求、平台产品类别。导出的目录可以修改后再导入。
      </p>
      {problem !== undefined && <ProblemView problem={problem} title="目录没有接收" />}
      {result?.imported === true && (
        <p className="note good import-result" role="status">
          已导入{result.rows}种产品，自{from}起施行。
        </p>
      )}
      {result?.ok === false && <Issues result={result} />}
      {result?.ok === true && !result.imported && file !== undefined && (
        <Trial result={result} isBusy={isBusy} confirm={() => void send(file, true)} />
      )}
    </Panel>
  );
}

/** What the file would change; the button comes before the long lists. */
function Trial({
  result,
  isBusy,
  confirm,
}: {
  result: CatalogueImport;
  isBusy: boolean;
  confirm: () => void;
}) {
  const { comparison } = result;
  const changes =
    comparison === undefined
      ? ''
      : `：新增${comparison.added.length}种，移出${comparison.removed.length}种，监管要求调整${comparison.changed.length}种`;
  return (
    <div className="trial">
      <p className="note good" role="status">
        核对无误，共{result.rows}种产品{changes}。
      </p>
      <Unmatched result={result} />
      <Button type="primary" loading={isBusy} onClick={confirm}>
        确认导入{result.rows}种产品
      </Button>
      {comparison !== undefined && <Comparison comparison={comparison} />}
    </div>
  );
}

function Issues({ result }: { result: CatalogueImport }) {
  return (
    <>
      <p className="note alarm import-result" role="alert">
        共{result.rows}行，发现{result.issues.length}处错误，尚未导入。
      </p>
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
    </>
  );
}

function Unmatched({ result }: { result: CatalogueImport }) {
  if (result.unmatched.length === 0) return null;
  return (
    <details className="note warn">
      <summary>
        {result.unmatched.length}种产品没有对应的平台产品类别，列入目录但不影响各单位的责任
      </summary>
      <p>{result.unmatched.map(({ line, product }) => `第${line}行${product}`).join('、')}</p>
      <p>需要对应的，请在表格中增加“平台产品类别”列后重新核对。</p>
    </details>
  );
}
