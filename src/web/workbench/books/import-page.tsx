import { Button, Progress, Spin } from 'antd';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { Book } from '#kernel/definition.ts';
import { sheetColumns } from '#kernel/derive/sheet.ts';
import { law } from '#law/all.ts';
import type { BookImport } from '#server/imports/present.ts';
import { call, withQuery } from '../../kit/api/call.ts';
import { today } from '../../kit/api/clock.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { Empty } from '../../kit/show/states.tsx';
import { countText } from '../../kit/show/words.ts';
import { Basis } from '../law/basis.tsx';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const waitMs = 700;

/** Many records of a book from a spreadsheet: all of them, or none with each wrong cell named. */
export function ImportPage() {
  const { book: id } = useParams({ from: '/shell/books/$book/import' });
  const book = law.book(id, today());
  if (book !== undefined) return <Importing book={book} />;
  return (
    <Page title="没有这本台账">
      <Empty title="链接可能已经失效">
        <Link to="/books">查看全部台账</Link>
      </Empty>
    </Page>
  );
}

function Importing({ book }: { book: Book }) {
  const chooser = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const [asked, setAsked] = useState<string>();
  const [isSending, setSending] = useState(false);
  const job = useJob(asked);
  const isBusy =
    isSending || (asked !== undefined && (job === undefined || job.state === 'running'));

  async function send(file: File) {
    setName(file.name);
    setProblem(undefined);
    setAsked(undefined);
    setSending(true);
    const type = file.name.toLowerCase().endsWith('.csv') ? 'text/csv' : xlsx;
    const path = withQuery(`/api/books/${book.id}/import`, { name: file.name });
    const answer = await call<{ id: string }>('POST', path, new Blob([file], { type }));
    setSending(false);
    if (!answer.ok) return setProblem(answer.problem);
    setAsked(answer.value.id);
  }

  return (
    <Page
      title={`导入${book.title}`}
      about={
        <>
          <p>
            整表逐行核对，全部无误才一次登记；只要有一处有误，一条也不登记，改正后重新上传即可。
          </p>
          <Basis ids={book.basis} />
        </>
      }
      acts={
        <Button href={`/api/books/${book.id}/import-template.xlsx`} download>
          下载模板
        </Button>
      }
      narrow
    >
      <Panel title="上传表格" note="Excel（.xlsx）或CSV，不超过10MB、10万行">
        <div
          className="drop-zone"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            const [file] = event.dataTransfer.files;
            if (file !== undefined && !isBusy) void send(file);
          }}
        >
          <Button type="primary" loading={isBusy} onClick={() => chooser.current?.click()}>
            选择文件
          </Button>
          <span className="muted">{name ?? '或者把文件拖到这里'}</span>
          {isSending && <Spin size="small" aria-label="正在读取" />}
          <input
            ref={chooser}
            type="file"
            style={{ display: 'none' }}
            tabIndex={-1}
            accept=".xlsx,.csv"
            aria-label="台账文件"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file !== undefined) void send(file);
              event.target.value = '';
            }}
          />
        </div>
      </Panel>
      {problem !== undefined && <ProblemView problem={problem} title="表格没有接收" />}
      {job !== undefined && <Outcome job={job} book={book} />}
      <Columns book={book} />
    </Page>
  );
}

/** Asks how far an import is until it has ended. */
function useJob(id: string | undefined): BookImport | undefined {
  const [job, setJob] = useState<BookImport>();
  const refresh = useRefresh();
  useEffect(() => {
    setJob(undefined);
    if (id === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const ask = async () => {
      const answer = await call<BookImport>('GET', `/api/imports/${id}`);
      if (isOver) return;
      if (answer.ok) setJob(answer.value);
      if (answer.ok && answer.value.state !== 'running') {
        if (answer.value.state === 'done') await refresh();
        return;
      }
      timer = setTimeout(() => void ask(), waitMs);
    };
    void ask();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
    // Once for each import; what refreshes the screen stays the same.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id]);
  return job;
}

function Outcome({ job, book }: { job: BookImport; book: Book }) {
  const { state, rows, done, issues } = job;
  if (state === 'running') {
    const percent = rows === 0 ? 0 : Math.floor((done / rows) * 100);
    return (
      <Panel title="正在核对和登记" note="可以离开本页，登记会继续">
        <Progress percent={percent} status="active" />
      </Panel>
    );
  }
  if (state === 'done') {
    return (
      <p className="note good" role="status">
        已登记{countText(rows)}条记录。
        <Link to="/books/$book" params={{ book: book.id }}>
          查看{book.title}
        </Link>
      </p>
    );
  }
  return (
    <Panel
      title="需要改正"
      note={`共${countText(rows)}条，发现${countText(issues.length)}处错误，尚未登记任何记录`}
      flush
    >
      <DataTable
        caption="导入错误"
        rows={issues}
        rowKey={({ line, cell, sentence }) => `${line}/${cell ?? ''}/${sentence}`}
        columns={[
          {
            title: '位置',
            kind: 'code',
            cell: ({ line, cell }) => cell ?? (line === 0 ? '整表' : `第${line}行`),
          },
          { title: '列', cell: ({ column }) => column || '—' },
          { title: '问题', kind: 'main', cell: ({ sentence }) => sentence },
        ]}
      />
    </Panel>
  );
}

/** What the cells of each column may hold. */
function Columns({ book }: { book: Book }) {
  return (
    <Panel title="怎样填写" flush>
      <DataTable
        caption="列的说明"
        rows={sheetColumns(book.form) ?? []}
        rowKey={({ title }) => title}
        columns={[
          { title: '列名', kind: 'main', cell: ({ title }) => title },
          { title: '必填', kind: 'short', cell: ({ isRequired }) => (isRequired ? '是' : '否') },
          { title: '填什么', cell: ({ field }) => hintOf(field.control, field.options) },
        ]}
      />
      <p className="muted sheet-note">
        一条记录有几行明细的，从第二行起只填明细的列，其余各列留空。
      </p>
    </Panel>
  );
}

function hintOf(control: string, options: Readonly<Record<string, string>> = {}): string {
  switch (control) {
    case 'choice':
      return Object.values(options).join('、');
    case 'choices':
      return `${Object.values(options).join('、')}，多项以分号隔开`;
    case 'date':
      return '年-月-日，如2026-11-09';
    case 'lot':
      return '批号；同号的批次填批次网址或者商品条码链接';
    case 'organisation':
      return '统一社会信用代码';
    case 'person':
      return '本单位人员姓名';
    case 'yes-no':
      return '是、否';
    case 'decimal':
    case 'integer':
      return '数字';
    default:
      return '文字';
  }
}
