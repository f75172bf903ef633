import { App, Button, Input, Radio } from 'antd';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { RecordList } from '#server/entries/present.ts';
import { today } from '../../kit/api/clock.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRead, useRefresh } from '../../kit/api/read.ts';
import { DateInput } from '../../kit/form/date-input.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { OrganisationPicker } from '../../kit/pick/organisation-picker.tsx';
import { Names } from '../../kit/show/names.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { submitRecord } from '../books/submit-record.ts';
import { ScanList } from './scan-list.tsx';
import type { ScannedLot } from './scan-list.tsx';
import './lots.css';

const book = 'sales-record';

/** Sales at the counter: scan, quantity, buyer. Everything else is as in the last sale until it is changed. */
export function SellPage() {
  const last = useRead<RecordList>(`/api/books/${book}/records`, { state: 'standing' });
  return (
    <Page
      title="扫码登记销售"
      about={
        <>
          购买者、联系方式和地点沿用上一笔，核对后提交。逐项填写请用
          <Link to="/books/$book/new" params={{ book }}>
            完整表单
          </Link>
          。
        </>
      }
      narrow
    >
      <Shown reading={last} rows={6}>
        {({ records, names }) => (
          <Names value={names}>
            <Selling before={records[0]?.input ?? {}} />
          </Names>
        )}
      </Shown>
    </Page>
  );
}

interface Buyer {
  readonly buyerKind: string;
  readonly buyer: string | undefined;
  readonly buyerName: string;
  readonly consumerName: string;
  readonly contact: string;
  readonly place: string;
}

function Selling({ before }: { before: Readonly<Record<string, unknown>> }) {
  const { message } = App.useApp();
  const refresh = useRefresh();
  const [rows, setRows] = useState<readonly ScannedLot[]>([]);
  const [buyer, setBuyer] = useState<Buyer>(() => buyerOf(before));
  const [day, setDay] = useState<{ soldOn?: string; shippedOn?: string }>({});
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const [count, setCount] = useState(0);
  const set = (part: Partial<Buyer>) => setBuyer({ ...buyer, ...part });

  async function send() {
    setBusy(true);
    setProblem(undefined);
    const answer = await submitRecord(book, saleOf(rows, buyer, day));
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    message.success(`已登记销售${rows.length}批`);
    setRows([]);
    setCount(count + 1);
    await refresh();
  }

  return (
    <div
      className="stack"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
      }}
    >
      <Panel title="1 产品和数量">
        <ScanList
          key={count}
          rows={rows}
          onRows={setRows}
          limit={({ available }) => available}
          withCertificate
          autoFocus
        />
      </Panel>
      <Panel title="2 购买者">
        <div className="scan-buyer">
          <Radio.Group
            aria-label="购买者"
            value={buyer.buyerKind}
            onChange={(event) => set({ buyerKind: event.target.value as string })}
            options={[
              { value: 'registered', label: '平台上的单位' },
              { value: 'other', label: '其他单位' },
              { value: 'consumer', label: '消费者个人' },
            ]}
            optionType="button"
            size="large"
          />
          {buyer.buyerKind === 'registered' && (
            <div className="scan-text">
              <span aria-hidden>购买单位</span>
              <OrganisationPicker
                label="购买单位"
                size="large"
                kinds={['enterprise', 'platform']}
                value={buyer.buyer}
                onChange={(id) => set({ buyer: id })}
              />
            </div>
          )}
          {buyer.buyerKind === 'other' && (
            <Text
              label="购买单位名称"
              value={buyer.buyerName}
              onText={(buyerName) => set({ buyerName })}
            />
          )}
          {buyer.buyerKind === 'consumer' && (
            <Text
              label="消费者姓名（可不填）"
              value={buyer.consumerName}
              onText={(consumerName) => set({ consumerName })}
            />
          )}
          <Text label="联系方式" value={buyer.contact} onText={(contact) => set({ contact })} />
        </div>
      </Panel>
      <Panel title="3 时间和地点">
        <div className="scan-buyer">
          <Text label="销售地点" value={buyer.place} onText={(place) => set({ place })} />
          <div className="scan-days">
            <span>销售日期</span>
            <DateInput
              label="销售日期"
              value={day.soldOn ?? today()}
              onChange={(soldOn) => setDay({ ...day, soldOn: soldOn ?? '' })}
            />
            <span>出货日期</span>
            <DateInput
              label="出货日期"
              value={day.shippedOn ?? today()}
              onChange={(shippedOn) => setDay({ ...day, shippedOn: shippedOn ?? '' })}
            />
          </div>
        </div>
      </Panel>
      {problem !== undefined && <ProblemView problem={problem} title="没有登记" />}
      <div className="form-foot scan-foot">
        <Button
          type="primary"
          size="large"
          loading={isBusy}
          disabled={rows.length === 0}
          onClick={() => void send()}
        >
          提交{rows.length > 0 && `（${rows.length}批）`}
        </Button>
        <span className="muted form-keys">Ctrl+Enter 提交</span>
      </div>
    </div>
  );
}

function Text({
  label,
  value,
  onText,
}: {
  label: string;
  value: string;
  onText: (text: string) => void;
}) {
  return (
    <label className="scan-text">
      <span>{label}</span>
      <Input size="large" value={value} onChange={(event) => onText(event.target.value)} />
    </label>
  );
}

/** A consumer's name belongs to one sale and is not carried over. */
function buyerOf(before: Readonly<Record<string, unknown>>): Buyer {
  const text = (name: string) => (typeof before[name] === 'string' ? before[name] : '');
  const isConsumer = before['buyerKind'] === 'consumer';
  return {
    buyerKind: text('buyerKind') || 'registered',
    buyer: text('buyer') || undefined,
    buyerName: text('buyerName'),
    consumerName: '',
    contact: isConsumer ? '' : text('contact'),
    place: text('place'),
  };
}

function saleOf(
  rows: readonly ScannedLot[],
  { buyerKind, buyer, buyerName, consumerName, contact, place }: Buyer,
  { soldOn = today(), shippedOn = today() }: { soldOn?: string; shippedOn?: string },
) {
  const items = rows.map(({ lot, quantity, certificate }) => ({
    lot: lot.id,
    quantity,
    certificate,
  }));
  return {
    items,
    buyerKind,
    ...(buyerKind === 'registered' && buyer !== undefined ? { buyer } : {}),
    ...(buyerKind === 'other' && buyerName !== '' ? { buyerName } : {}),
    ...(buyerKind === 'consumer' && consumerName !== '' ? { consumerName } : {}),
    contact,
    soldOn,
    shippedOn,
    place,
  };
}
