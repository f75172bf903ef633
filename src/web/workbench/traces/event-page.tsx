import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { EventDetail, LotsOfEvent, PresentedEvent } from '#server/epcis/present.ts';
import type { EpcisEvent, SensorElement } from '#trace/epcis/event.ts';
import { lotFacts } from '#trace/epcis/lot-facts.ts';
import type { Parties, Thing } from '#trace/epcis/lot-facts.ts';
import { tellingOf } from '#trace/epcis/told.ts';
import {
  bareWord,
  bizTransactionTypes,
  dispositions,
  errorReasons,
} from '#trace/epcis/vocabulary.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import type { Column } from '../../kit/page/data-table.tsx';
import { Citations } from '../../kit/show/citation.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { exactText } from '../../kit/show/words.ts';
import { eventSummary, quantityText, shortId, thingText, wordText } from './words.ts';
import './traces.css';

/** One event in Chinese, and as it was handed in. */
export function TraceEventPage() {
  const { event: id } = useParams({ strict: false }) as { event: string };
  const reading = useRead<EventDetail>(`/api/trace/events/${encodeURIComponent(id)}`);
  const [first] = reading.value?.events ?? [];
  const title = first === undefined ? '追溯事件' : eventSummary(first.event).title;
  return (
    <Page
      title={title}
      about={<span className="num trace-id">{id}</span>}
      acts={<Link to="/traces">返回列表</Link>}
    >
      <Shown reading={reading}>
        {({ events, register }) => (
          <>
            <Register register={register} one={events[0]} />
            {events.map((one) => (
              <Event key={`${one.recordTime} ${one.capture}`} one={one} />
            ))}
          </>
        )}
      </Shown>
    </Page>
  );
}

function Event({ one }: { one: PresentedEvent }) {
  const { event, capture, recordTime } = one;
  const { facts, type, step, disposition } = eventSummary(event);
  return (
    <>
      {event.errorDeclaration !== undefined && <ErrorNote event={event} />}
      {event.errorDeclaration !== undefined && one.leftOut !== undefined && (
        <p className="note">
          更正声明没有改变批次：{one.leftOut.sentence}
          <Citations basis={one.leftOut.basis} />
        </p>
      )}
      <Panel title={event.errorDeclaration === undefined ? '经过' : '更正声明'} note={type}>
        <dl className="input-view">
          <Pair title="事件时间">{exactText(new Date(event.eventTime).toISOString())}</Pair>
          <Pair title="记录时间">
            <Link to="/entries/$id" params={{ id: capture }}>
              {exactText(recordTime)}
            </Link>
          </Pair>
          <Pair title="业务步骤">{step}</Pair>
          <Pair title="状态">{disposition}</Pair>
          <Pair title="读取点">{shortId(facts.readPoint ?? '')}</Pair>
          <Pair title="业务地点">{shortId(facts.place ?? '')}</Pair>
          <Pair title="从">{partiesText(facts.from)}</Pair>
          <Pair title="到">{partiesText(facts.to)}</Pair>
          <Pair title="上级单元">{facts.parent === undefined ? '' : thingText(facts.parent)}</Pair>
          <Pair title="转换编号">{shortId(facts.transformation ?? '')}</Pair>
          <Pair title="长期状态">{persistentText(event)}</Pair>
          <Pair title="单据">
            {facts.documents
              .map(({ type: kind, id }) => `${wordText(bizTransactionTypes, kind)} ${shortId(id)}`)
              .join('；')}
          </Pair>
        </dl>
      </Panel>
      <Things title="投入" things={facts.inputs} />
      <Things title={facts.inputs.length > 0 ? '产出' : '物品'} things={facts.outputs} />
      <Things title="单元内的物品" things={facts.children} />
      <MasterData event={event} />
      <Sensors elements={event.sensorElementList ?? []} />
      <Panel title="原文" note="与提交的内容相同">
        <pre className="trace-source">{JSON.stringify(event, null, 2)}</pre>
      </Panel>
    </>
  );
}

/** Nothing stands where there is nothing to say. */
function Pair({ title, children }: { title: string; children: ReactNode }) {
  if (children === '') return null;
  return (
    <div className="pair">
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const kinds: Readonly<Record<string, string>> = {
  made: '登记批次',
  shipped: '发出',
  destroyed: '销毁',
};

/** What the event did to lots, with the way to each of them. */
function Register({ register, one }: { register: LotsOfEvent; one: PresentedEvent | undefined }) {
  const { state, lots } = register;
  if (state === 'none') {
    if (one?.leftOut !== undefined && one.event.errorDeclaration === undefined) {
      return (
        <p className="note">
          <span className="trace-left">未写入批次</span> {one.leftOut.sentence}
          补齐后重新提交原文件即可，已写入的不会重复。 <Citations basis={one.leftOut.basis} />
        </p>
      );
    }
    const isTelling = one !== undefined && tellingOf(lotFacts(one.event)) !== undefined;
    return isTelling ? (
      <p className="note">
        没有写入批次，原因见<Link to="/traces">采集任务</Link>；补齐后重新提交原文件即可。
      </p>
    ) : null;
  }
  if (state === 'undone') return <p className="note">已声明有误，写入批次的内容已经撤销。</p>;
  if (lots.length === 0) return <p className="note">已写入批次，没有改变批次的数量。</p>;
  return (
    <Panel title="写入的批次" note={`${lots.length}条`} flush>
      <DataTable
        columns={[
          {
            title: '批次',
            kind: 'main',
            cell: ({ lot, product, number }) => (
              <Link to="/lots/$id" params={{ id: lot }}>
                {product} <span className="num">{number}</span>
              </Link>
            ),
          },
          { title: '登记', kind: 'short', cell: ({ kind }) => kinds[kind] ?? kind },
          {
            title: '数量',
            kind: 'number',
            width: '9em',
            cell: ({ quantity, unit }) => `${quantity} ${unit}`,
          },
        ]}
        rows={lots}
        rowKey={({ lot, kind }) => `${lot}/${kind}`}
        caption="写入的批次"
      />
    </Panel>
  );
}

function ErrorNote({ event }: { event: EpcisEvent }) {
  const { declarationTime, reason } = event.errorDeclaration ?? { declarationTime: '' };
  const why = reason === undefined ? '' : wordText(errorReasons, bareWord('error', reason));
  return (
    <p className="note alarm">
      {exactText(new Date(declarationTime).toISOString())}声明此前的同号事件有误
      {why === '' ? '' : `：${why}`}。
    </p>
  );
}

const thingColumns: readonly Column<Thing>[] = [
  { title: '物品', kind: 'main', cell: (thing) => <span className="num">{thingText(thing)}</span> },
  { title: '数量', kind: 'number', width: '9em', cell: quantityText },
  { title: '编码', kind: 'code', isDetail: true, cell: ({ id }) => <span>{id}</span> },
];

function Things({ title, things }: { title: string; things: readonly Thing[] }) {
  if (things.length === 0) return null;
  return (
    <Panel title={title} flush>
      <DataTable columns={thingColumns} rows={things} rowKey={({ id }) => id} caption={title} />
    </Panel>
  );
}

function partiesText({ owner, holder, location }: Parties): string {
  return [
    owner === undefined ? '' : `所有方 ${shortId(owner)}`,
    holder === undefined ? '' : `持有方 ${shortId(holder)}`,
    location === undefined ? '' : `地点 ${shortId(location)}`,
  ]
    .filter((text) => text !== '')
    .join('；');
}

function persistentText({ persistentDisposition: own }: EpcisEvent): string {
  const words = (list: readonly string[] = []) =>
    list.map((one) => wordText(dispositions, bareWord('disposition', one))).join('、');
  const { set, unset } = own ?? {};
  return [
    set === undefined ? '' : `设定${words(set)}`,
    unset === undefined ? '' : `解除${words(unset)}`,
  ]
    .filter((text) => text !== '')
    .join('；');
}

function MasterData({ event }: { event: EpcisEvent }) {
  const extensions = Object.entries(event).filter(([name]) => name.includes(':'));
  const rows: [string, unknown][] = [...Object.entries(event.ilmd ?? {}), ...extensions];
  if (rows.length === 0) return null;
  return (
    <Panel title="主数据和扩展" flush>
      <DataTable
        columns={[
          { title: '名称', kind: 'main', width: '40%', cell: ([name]) => name },
          {
            title: '内容',
            cell: ([, value]) => (typeof value === 'string' ? value : JSON.stringify(value)),
          },
        ]}
        rows={rows}
        rowKey={([name]) => name}
        caption="主数据和扩展"
      />
    </Panel>
  );
}

function Sensors({ elements }: { elements: readonly SensorElement[] }) {
  const rows = elements.flatMap(({ sensorReport }) => sensorReport);
  if (rows.length === 0) return null;
  const text = (value: unknown) =>
    value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  return (
    <Panel title="传感器数据" flush>
      <DataTable
        columns={[
          { title: '测量', kind: 'main', cell: ({ type }) => bareWord('measurement', type ?? '') },
          {
            title: '值',
            kind: 'number',
            cell: (row) => `${text(row['value'] ?? row['stringValue'])} ${text(row['uom'])}`,
          },
          { title: '报警', kind: 'short', cell: (row) => text(row['exception']) },
        ]}
        rows={rows}
        rowKey={(row) => String(rows.indexOf(row))}
        caption="传感器数据"
      />
    </Panel>
  );
}
