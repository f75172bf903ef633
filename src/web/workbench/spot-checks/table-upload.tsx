import { Button } from 'antd';
import { useRef, useState } from 'react';
import type { TableRows } from '#server/spot-checks/present.ts';
import { call, withQuery } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { ProblemView } from '../../kit/show/problem-view.tsx';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Fills a form from a spreadsheet: with all of its rows, or with none and each wrong cell named. */
export function TableUpload<T extends TableRows<unknown>>({
  path,
  template,
  label,
  onRows,
}: {
  path: string;
  template: string;
  label: string;
  onRows: (table: T) => void;
}) {
  const chooser = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [table, setTable] = useState<T>();

  async function send(file: File) {
    setProblem(undefined);
    setTable(undefined);
    setBusy(true);
    const type = file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : xlsx;
    const answer = await call<T>(
      'POST',
      withQuery(path, { name: file.name }),
      new Blob([file], { type }),
    );
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    setTable(answer.value);
    if (answer.value.ok) onRows(answer.value);
  }

  return (
    <div className="table-upload">
      <span className="table-upload-acts">
        <Button loading={isBusy} onClick={() => chooser.current?.click()}>
          从Excel导入
        </Button>
        <Button type="link" href={template} download>
          下载模板
        </Button>
        {table?.ok === true && <span className="note good">已读入{table.rows.length}行</span>}
      </span>
      <input
        ref={chooser}
        type="file"
        style={{ display: 'none' }}
        tabIndex={-1}
        accept=".xlsx,.csv"
        aria-label={label}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) void send(file);
          event.target.value = '';
        }}
      />
      {problem !== undefined && <ProblemView problem={problem} title="表格没有接收" />}
      {table?.ok === false && (
        <section className="problem" role="alert">
          <strong className="problem-title">表格有{table.issues.length}处错误，没有读入</strong>
          <ol className="problem-issues">
            {table.issues.slice(0, 50).map(({ line, column, sentence }) => (
              <li key={`${line}${column}${sentence}`}>
                第{line}行“{column}”：{sentence}
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}
