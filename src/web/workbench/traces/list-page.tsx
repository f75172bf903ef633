import { Checkbox, Select } from 'antd';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { EventList, PresentedEvent } from '#server/epcis/present.ts';
import { bizSteps, eventTypes } from '#trace/epcis/vocabulary.ts';
import { useRead } from '../../kit/api/read.ts';
import { DateInput } from '../../kit/form/date-input.tsx';
import { DataTable } from '../../kit/page/data-table.tsx';
import type { Column } from '../../kit/page/data-table.tsx';
import { Filters, SearchBox } from '../../kit/page/filters.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { momentText } from '../../kit/show/words.ts';
import { useFilters } from '../search.ts';
import { Captures } from './captures.tsx';
import { Turning, turns } from './turning.tsx';
import { eventSummary, quantityText, shortId, thingAsked, thingText } from './words.ts';
import './traces.css';

const typeOptions = Object.entries(eventTypes).map(([value, label]) => ({ value, label }));
const stepOptions = Object.entries(bizSteps).map(([value, label]) => ({ value, label }));

/** 追溯事件: what the firm's systems reported, and a place to hand documents in by hand. */
export function TraceListPage() {
  const [search, set] = useFilters();
  const thing = search['thing'];
  const asked = thing === undefined ? undefined : thingAsked(thing);
  const wrong = asked !== undefined && 'sentence' in asked ? asked.sentence : undefined;
  const { type, step, from, to, left } = search;
  const filters = {
    type,
    step,
    from,
    to,
    left,
    thing: asked && 'link' in asked ? asked.link : undefined,
  };
  const isNarrowed = Object.values(filters).some((value) => value !== undefined);
  // Pages are marked by tokens; those before are kept, so that one can go back.
  const [tokens, setTokens] = useState<readonly string[]>([]);
  const key = JSON.stringify(filters);
  const [shownFor, setShownFor] = useState(key);
  if (shownFor !== key) {
    setShownFor(key);
    setTokens([]);
  }
  const list = useRead<EventList>(wrong === undefined ? '/api/trace/events' : undefined, {
    ...filters,
    token: tokens.at(-1),
  });
  return (
    <Page
      title="追溯事件"
      about="本单位的系统按EPCIS 2.0报来的生产、装箱、发货、收货等事件。每个文件的摘要记入存证账本，任何人持有原文件都可以核对。"
    >
      <Captures />
      <Filters>
        <SearchBox
          value={thing}
          onSearch={(text) => set({ thing: text })}
          placeholder="商品条码、批号条码、EPC编码或者网址"
        />
        <Select
          aria-label="事件类型"
          placeholder="全部类型"
          value={type ?? null}
          onChange={(value: string | null | undefined) => set({ type: value ?? undefined })}
          options={typeOptions}
          allowClear
          className="select-kind"
        />
        <Select
          aria-label="业务步骤"
          placeholder="全部步骤"
          value={step ?? null}
          onChange={(value: string | null | undefined) => set({ step: value ?? undefined })}
          options={stepOptions}
          allowClear
          showSearch
          optionFilterProp="label"
          className="select-kind"
        />
        <label>
          <span className="muted">从 </span>
          <DateInput
            label="事件日期从"
            {...(from === undefined ? {} : { value: from })}
            onChange={(day) => set({ from: day })}
          />
        </label>
        <label>
          <span className="muted">到 </span>
          <DateInput
            label="事件日期到"
            {...(to === undefined ? {} : { value: to })}
            onChange={(day) => set({ to: day })}
          />
        </label>
        <Checkbox
          checked={left !== undefined}
          onChange={({ target }) => set({ left: target.checked ? '1' : undefined })}
        >
          只看未写入批次的
        </Checkbox>
      </Filters>
      {wrong !== undefined && <p className="note alarm">{wrong}。</p>}
      <Panel flush>
        <Shown reading={list}>
          {({ events, next }) =>
            events.length === 0 && tokens.length === 0 && next === undefined ? (
              <Empty title={isNarrowed ? '没有符合条件的事件' : '还没有采集追溯事件'}>
                {left !== undefined
                  ? '没有采集了而未写入批次的事件，或者已经补齐写入。'
                  : isNarrowed
                    ? '放宽日期、步骤，或者核对条码。'
                    : '在上面上传EPCIS文件，或者由企业系统用接口密钥提交到/api/epcis/capture。'}
              </Empty>
            ) : (
              <>
                <DataTable columns={columns} rows={events} rowKey={rowKey} caption="追溯事件" />
                <Turning label="翻页" {...turns(tokens, next, setTokens)} />
              </>
            )
          }
        </Shown>
      </Panel>
    </Page>
  );
}

/** An event and a declaration that it was wrong share their id. */
const rowKey = ({ id, recordTime, event }: PresentedEvent) =>
  `${id} ${recordTime} ${event.errorDeclaration === undefined ? '' : 'error'}`;

const columns: readonly Column<PresentedEvent>[] = [
  {
    title: '事件时间',
    kind: 'code',
    width: '9.5em',
    cell: ({ event }) => momentText(new Date(event.eventTime).toISOString()),
  },
  {
    title: '发生了什么',
    kind: 'main',
    cell: ({ id, event, leftOut }) => {
      const { title, step } = eventSummary(event);
      return (
        <>
          <Link to="/traces/$event" params={{ event: id }}>
            {title}
          </Link>
          {event.errorDeclaration !== undefined && <span className="trace-error">更正声明</span>}
          {leftOut !== undefined && <span className="trace-left">未写入批次</span>}
          {step !== '' && step !== title && <div className="muted">{step}</div>}
          {leftOut !== undefined && <div className="trace-reason">{leftOut.sentence}</div>}
        </>
      );
    },
  },
  {
    title: '物品',
    cell: ({ event }) => {
      const { first, more } = eventSummary(event);
      if (first === undefined) return <span className="muted">无</span>;
      return (
        <>
          <span className="num">{thingText(first)}</span>
          {more > 0 && <span className="muted"> 等{more + 1}项</span>}
        </>
      );
    },
  },
  {
    title: '数量',
    kind: 'number',
    width: '7em',
    cell: ({ event }) => {
      const { first } = eventSummary(event);
      return first === undefined ? '' : quantityText(first);
    },
  },
  {
    title: '地点',
    isDetail: true,
    cell: ({ event }) => {
      const { facts } = eventSummary(event);
      return <span className="num">{shortId(facts.place ?? facts.readPoint ?? '')}</span>;
    },
  },
  {
    title: '状态',
    kind: 'short',
    width: '6em',
    cell: ({ event }) => eventSummary(event).disposition,
  },
];
