import { App, Button, Input } from 'antd';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { RecordList } from '#server/entries/present.ts';
import type { PresentedProduct } from '#server/products/present.ts';
import { isMoreThanUsed } from '#law/enterprise/lots/guards.ts';
import { call } from '../../kit/api/call.ts';
import { today } from '../../kit/api/clock.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRead, useRefresh } from '../../kit/api/read.ts';
import { DateInput } from '../../kit/form/date-input.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { ProceedingPicker } from '../../kit/pick/proceeding-picker.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { submitRecord } from '../books/submit-record.ts';
import { ScanList } from './scan-list.tsx';
import type { ScannedLot } from './scan-list.tsx';
import './lots.css';

const book = 'lot-registration';

/** A new lot with what went into it, by scan; product and unit are as in the last registration until they are changed. */
export function MakePage() {
  const last = useRead<RecordList>(`/api/books/${book}/records`, { state: 'standing' });
  return (
    <Page
      title="扫码登记生产批次"
      about={
        <>
          产品和单位沿用上一批，再扫一遍所用的原材料。逐项填写请用
          <Link to="/books/$book/new" params={{ book }}>
            完整表单
          </Link>
          。
        </>
      }
      narrow
    >
      <Shown reading={last} rows={6}>
        {({ records }) => <Making before={records[0]?.input ?? {}} />}
      </Shown>
    </Page>
  );
}

const texts = [
  ['number', '生产批号'],
  ['quantity', '数量'],
  ['product', '产品名称'],
  ['model', '规格型号（可不填）'],
  ['unit', '计量单位'],
] as const;
type Made = Readonly<Record<(typeof texts)[number][0], string>>;

function Making({ before }: { before: Readonly<Record<string, unknown>> }) {
  const { message } = App.useApp();
  const refresh = useRefresh();
  const [rows, setRows] = useState<readonly ScannedLot[]>([]);
  const [made, setMade] = useState<Made>(() => {
    const kept = (name: string) => (typeof before[name] === 'string' ? before[name] : '');
    const [product, model, unit] = [kept('product'), kept('model'), kept('unit')];
    return { number: '', quantity: '', product, model, unit };
  });
  // What is on file is made under its file: the release then asks for its papers, too.
  const [file, setFile] = useState<string | undefined>(() =>
    typeof before['file'] === 'string' ? before['file'] : undefined,
  );
  const [madeOn, setMadeOn] = useState<string>(today());
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const [count, setCount] = useState(0);
  const [gain, setGain] = useState('');
  const isMore = comesOutMore(made, rows);

  async function send() {
    setBusy(true);
    setProblem(undefined);
    const { model, ...needed } = made;
    const parts = rows.map(({ lot, quantity }) => ({ lot: lot.id, quantity }));
    const named = { ...(file === undefined ? {} : { file }), ...(model === '' ? {} : { model }) };
    const why = isMore && gain !== '' ? { gain } : {};
    const input = { ...needed, ...named, ...why, madeOn, parts };
    const answer = await submitRecord(book, input);
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    message.success(`已登记批号${made.number}`);
    setRows([]);
    setGain('');
    setMade({ ...made, number: '', quantity: '' });
    setCount(count + 1);
    await refresh();
  }

  async function choose(id: string | undefined) {
    setFile(id);
    if (id === undefined) return;
    const answer = await call<PresentedProduct>('GET', `/api/products/${id}`);
    if (!answer.ok) return setProblem(answer.problem);
    const { name: product, model } = answer.value;
    setMade((former) => ({ ...former, product, model }));
  }

  return (
    <div
      className="stack"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
      }}
    >
      <Panel title="1 这一批">
        <div className="scan-buyer" key={count}>
          <div className="scan-text scan-file">
            <span>产品档案（没有建档的不选）</span>
            <ProceedingPicker
              procedure="product-file"
              label="产品档案"
              value={file}
              onChange={(id) => void choose(id)}
            />
          </div>
          {texts.map(([name, label], index) => (
            <label key={name} className="scan-text">
              <span>{label}</span>
              <Input
                size="large"
                autoFocus={index === 0}
                value={made[name]}
                disabled={file !== undefined && (name === 'product' || name === 'model')}
                inputMode={name === 'quantity' ? 'decimal' : 'text'}
                onChange={(event) => setMade({ ...made, [name]: event.target.value })}
              />
            </label>
          ))}
          <div className="scan-days">
            <span>生产日期</span>
            <DateInput label="生产日期" value={madeOn} onChange={(day) => setMadeOn(day ?? '')} />
          </div>
        </div>
      </Panel>
      <Panel title="2 所用的原材料、零配件和半成品">
        <ScanList
          key={count}
          rows={rows}
          onRows={setRows}
          limit={({ own, onHand, available }) => (own ? onHand : available)}
        />
        {isMore && (
          <label className="scan-text scan-gain">
            <span>产出多于所用批次的原因（例如加水、辅料没有按批次登记；数量有误的请更正）</span>
            <Input size="large" value={gain} onChange={(event) => setGain(event.target.value)} />
          </label>
        )}
      </Panel>
      {problem !== undefined && <ProblemView problem={problem} title="没有登记" />}
      <div className="form-foot scan-foot">
        <Button type="primary" size="large" loading={isBusy} onClick={() => void send()}>
          提交
        </Button>
        <span className="muted form-keys">Ctrl+Enter 提交</span>
      </div>
    </div>
  );
}

/** Whether the registration will ask why; what is not a quantity yet asks nothing. */
function comesOutMore({ quantity, unit }: Made, rows: readonly ScannedLot[]): boolean {
  const used = rows.map((row) => ({ quantity: row.quantity, unit: row.lot.unit }));
  const all = [{ quantity, unit }, ...used];
  return (
    all.every((one) => /^\d{1,14}(\.\d{1,4})?$/.test(one.quantity)) &&
    isMoreThanUsed([{ quantity, unit }], used)
  );
}
