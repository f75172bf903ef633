import { Button, Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Trace } from '#server/trace/present.ts';
import { layersOf } from '#trace/layers.ts';
import { withQuery } from '../../kit/api/call.ts';
import { DateInput } from '../../kit/form/date-input.tsx';
import { Filters } from '../../kit/page/filters.tsx';
import { Figure, Figures, Panel } from '../../kit/page/page.tsx';
import { Empty } from '../../kit/show/states.tsx';
import { amountText, countText } from '../../kit/show/words.ts';
import { pictureOf, sumsOf } from './boxes.ts';
import type { Box } from './boxes.ts';
import { choicesOf, holderName, narrowed } from './narrow.ts';
import type { TraceFilter } from './narrow.ts';
import { NodeTable, TierList } from './node-lists.tsx';
import { PictureView } from './picture-view.tsx';
import './trace.css';

/** A trace as picture and table, narrowed by what the reader is looking for. */
export function TraceView({
  trace,
  seeds,
  proceeding,
}: {
  trace: Trace;
  /** Ids of the lots that were asked about. */
  seeds: readonly string[];
  /** The case for which it was opened. */
  proceeding?: string;
}) {
  const { places } = trace;
  const layered = useMemo(() => layersOf(trace), [trace]);
  const [filter, setFilter] = useState<TraceFilter>({});
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const [zoom, setZoom] = useState(1);
  const left = useMemo(() => narrowed(layered, places, filter), [layered, places, filter]);
  const picture = useMemo(() => pictureOf(left, places, unfolded), [left, places, unfolded]);
  const focused = layered.nodes.find(({ key }) => key === filter.focus);
  const focus = (key: string | undefined) => setFilter({ ...filter, focus: key });
  const fold = (tier: number) => {
    const next = new Set(unfolded);
    if (!next.delete(tier)) next.add(tier);
    setUnfolded(next);
  };
  const pick = ({ nodes, tier }: Box) => {
    if (nodes.length > 1) fold(tier);
    else focus(filter.focus === nodes[0]?.key ? undefined : nodes[0]?.key);
  };
  return (
    <>
      <Sums trace={trace} layered={left} />
      <TraceFilters layered={layered} places={places} filter={filter} onFilter={setFilter} />
      <Panel
        title="来源和去向"
        note={`从左到右：来源 → 去向。点批次只看与它有关的，点级别展开或者收起。`}
        acts={<Exports seeds={seeds} proceeding={proceeding} />}
        flush
      >
        {focused !== undefined && (
          <p className="note trace-focus">
            只看与“{focused.lot.product} 批号{focused.lot.number}”（{holderName(focused, places)}
            ）有关的批次。
            <Button size="small" onClick={() => focus(undefined)}>
              看全部
            </Button>
          </p>
        )}
        {left.nodes.length === 0 ? (
          <Empty title="没有符合条件的批次">放宽筛选条件再看。</Empty>
        ) : (
          <div className="trace-columns">
            <div className="trace-main">
              <PictureView
                picture={picture}
                zoom={zoom}
                focus={filter.focus}
                onFocus={pick}
                onFold={fold}
              />
              <Legend>
                <Segmented
                  size="small"
                  aria-label="图的大小"
                  value={zoom}
                  onChange={setZoom}
                  options={[
                    { value: 0.5, label: '小' },
                    { value: 0.75, label: '中' },
                    { value: 1, label: '大' },
                  ]}
                />
              </Legend>
            </div>
            <div className="trace-side">
              <NodeTable layered={left} places={places} onFocus={focus} />
            </div>
            <div className="trace-phone">
              <TierList layered={left} places={places} onFocus={focus} />
            </div>
          </div>
        )}
      </Panel>
    </>
  );
}

function Sums({ trace, layered }: { trace: Trace; layered: ReturnType<typeof layersOf> }) {
  const lots = new Set(layered.nodes.map(({ lot }) => lot.id)).size;
  const holders = new Set(layered.nodes.flatMap(({ holder }) => holder ?? [])).size;
  const outside = layered.nodes.filter(({ outside: name }) => name !== undefined).length;
  const [, value, unit] = /^([\d.]+)(\D*)$/.exec(sumsOf(layered.nodes)) ?? [];
  const there =
    value === undefined
      ? { value: <small>{sumsOf(layered.nodes)}</small> }
      : { value: amountText(value), ...(unit ? { unit } : {}) };
  const blocked = new Set(layered.nodes.filter(({ lot }) => lot.blocked).map(({ lot }) => lot.id));
  return (
    <>
      {trace.total > trace.lots.length && (
        <p className="note warn">
          共涉及{countText(trace.total)}批，这里显示最近的{countText(trace.lots.length)}批。
        </p>
      )}
      <Figures>
        <Figure label="涉及批次" value={countText(lots)} unit="批" />
        <Figure label="平台上的单位" value={countText(holders)} unit="家" />
        <Figure label="平台外的去向" value={countText(outside)} unit="处" />
        <Figure label="已封存" value={countText(blocked.size)} unit="批" />
        <Figure label="仍在各单位" {...there} />
      </Figures>
    </>
  );
}

function TraceFilters({
  layered,
  places,
  filter,
  onFilter,
}: {
  layered: ReturnType<typeof layersOf>;
  places: Trace['places'];
  filter: TraceFilter;
  onFilter: (filter: TraceFilter) => void;
}) {
  const { products, holders, regions } = useMemo(
    () => choicesOf(layered, places),
    [layered, places],
  );
  const choose = (
    name: 'product' | 'holder' | 'region',
    label: string,
    options: typeof products,
  ) => (
    <Select
      aria-label={label}
      placeholder={label}
      value={filter[name] ?? null}
      onChange={(one: string | null | undefined) =>
        onFilter({ ...filter, [name]: one ?? undefined })
      }
      options={options}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      className="trace-select"
    />
  );
  const day = (name: 'from' | 'to', label: string) => (
    <DateInput
      label={label}
      {...(filter[name] === undefined ? {} : { value: filter[name] })}
      onChange={(one) => onFilter({ ...filter, [name]: one || undefined })}
    />
  );
  return (
    <Filters>
      {choose('product', '全部产品', products)}
      {choose('holder', '全部单位', holders)}
      {choose('region', '全部地区', regions)}
      <span>取得日期</span>
      {day('from', '起始日期')}
      <span>至</span>
      {day('to', '截止日期')}
      {Object.values(filter).some((one) => one !== undefined) && (
        <Button onClick={() => onFilter({})}>清除筛选</Button>
      )}
    </Filters>
  );
}

function Exports({
  seeds,
  proceeding,
}: {
  seeds: readonly string[];
  proceeding: string | undefined;
}) {
  const query = { lot: seeds.join(','), proceeding };
  const file = (what: string) => withQuery('/api/trace/export.xlsx', { ...query, what });
  return (
    <>
      <Button size="small" href={file('holdings')} download>
        导出批次
      </Button>
      <Button size="small" href={file('flows')} download>
        导出流向
      </Button>
      <Button size="small" onClick={() => window.print()}>
        打印
      </Button>
    </>
  );
}

function Legend({ children }: { children: ReactNode }) {
  return (
    <ul className="legend trace-legend">
      <li>
        <i className="trace-key seed" /> 要追溯的批次
      </li>
      <li>
        <i className="trace-key there" /> 还有现存
      </li>
      <li>
        <i className="trace-key blocked" /> 已封存
      </li>
      <li>
        <i className="trace-key line" /> 用于生产、发货
      </li>
      <li>
        <i className="trace-key back" /> 退回
      </li>
      <li className="trace-zoom">{children}</li>
    </ul>
  );
}
