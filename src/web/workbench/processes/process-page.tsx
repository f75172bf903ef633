import { Switch } from 'antd';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { runRules } from '#insight/control/rules.ts';
import { chartKinds, chartingOf } from '#law/enterprise/process/charting.ts';
import type { Charting } from '#law/enterprise/process/charting.ts';
import type { CharacteristicDetail } from '#server/processes/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { ExportButton } from '../../kit/page/filters.tsx';
import { Figure, Figures, Page, Panel } from '../../kit/page/page.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { momentText } from '../../kit/show/words.ts';
import { LinkButton } from '../link-button.tsx';
import { ChartView, shown } from './chart-view.tsx';
import { MeasurementForm } from './measurement-form.tsx';
import { specificationText } from './processes-page.tsx';

/** Points that a screen shows before it is asked for all. */
const recent = 40;

/** The control chart of one characteristic, with the next measurement below it. */
export function ProcessPage() {
  const { number } = useParams({ from: '/shell/processes/$number' });
  const reading = useRead<CharacteristicDetail>(`/api/processes/${encodeURIComponent(number)}`);
  return (
    <Shown reading={reading} rows={8}>
      {(detail) => <Detail detail={detail} />}
    </Shown>
  );
}

function Detail({ detail }: { detail: CharacteristicDetail }) {
  const { characteristic, measurements } = detail;
  const [isWhole, setWhole] = useState(false);
  const charting = useMemo(
    () => chartingOf(characteristic, measurements),
    [characteristic, measurements],
  );
  const { productName, process, kind, lower, upper } = characteristic;
  const about = [
    `${productName} ${process}`,
    chartKinds[kind],
    ...(lower === undefined && upper === undefined
      ? []
      : [`规格${specificationText(characteristic)}`]),
  ];
  const from = isWhole ? 0 : Math.max(0, measurements.length - recent);
  return (
    <Page
      title={`${characteristic.title}控制图`}
      about={about.join('，')}
      acts={
        <>
          <ExportButton
            path="/api/books/process-measurement/export.xlsx"
            query={{ q: characteristic.number }}
          />
          <LinkButton to="/entries/$id" params={{ id: characteristic.entry }}>
            特性登记
          </LinkButton>
        </>
      }
    >
      <Capability charting={charting} count={measurements.length} trial={characteristic.trial} />
      <Panel
        title="控制图"
        acts={
          measurements.length > recent && (
            <label>
              <Switch size="small" checked={isWhole} onChange={setWhole} /> 显示全部
              {measurements.length}组
            </label>
          )
        }
      >
        {charting.charts.length === 0 ? (
          <Empty title="还没有测量">录入第一组测量值后开始绘图。</Empty>
        ) : (
          <div className="stack">
            {charting.charts.map((chart, at) => (
              <ChartView
                key={chart.plots}
                chart={chart}
                at={at}
                charting={charting}
                total={measurements.length}
                from={from}
              />
            ))}
          </div>
        )}
      </Panel>
      <Panel title="录入测量">
        <MeasurementForm characteristic={characteristic} />
      </Panel>
      <Signals charting={charting} detail={detail} />
    </Page>
  );
}

function Capability({
  charting,
  count,
  trial,
}: {
  charting: Charting;
  count: number;
  trial: number;
}) {
  const { capability, signals, isSettled } = charting;
  const figure = (label: string, value: number | undefined) =>
    value === undefined ? null : <Figure label={label} value={value.toFixed(2)} />;
  return (
    <>
      <Figures>
        <Figure label="测量" value={count} unit="组" />
        <Figure
          label="信号"
          value={signals.length}
          unit="处"
          {...(signals.length > 0 ? { tone: 'alarm' as const } : {})}
        />
        {capability !== undefined && (
          <>
            {figure('Cp', capability.cp)}
            {figure('Cpk', capability.cpk)}
            {figure('Pp', capability.pp)}
            {figure('Ppk', capability.ppk)}
          </>
        )}
      </Figures>
      {!isSettled && (
        <p className="note">还差{trial - count}组才能确定控制限，此前的界限是试用的，不判异。</p>
      )}
      {isSettled && signals.length > 0 && capability !== undefined && (
        <p className="muted">过程没有处于统计控制状态，过程能力指数仅供参考。</p>
      )}
    </>
  );
}

function Signals({ charting, detail }: { charting: Charting; detail: CharacteristicDetail }) {
  const rows = charting.signals.toReversed().slice(0, 30);
  if (rows.length === 0) return null;
  return (
    <Panel title="判异信号" flush>
      <DataTable
        caption="判异信号"
        rows={rows}
        rowKey={({ chart, at, rule }) => `${chart}.${at}.${rule}`}
        columns={[
          { title: '组', kind: 'number', cell: ({ measurement }) => measurement + 1 },
          { title: '准则', kind: 'main', cell: ({ rule }) => runRules[rule] },
          {
            title: '值',
            kind: 'number',
            cell: ({ chart, at }) => shown(charting.charts[chart]!.points[at]!.value),
          },
          {
            title: '测量',
            kind: 'code',
            cell: ({ measurement }) => {
              const own = detail.measurements[measurement]!;
              return (
                <Link to="/entries/$id" params={{ id: own.entry }}>
                  {momentText(own.takenAt)}
                </Link>
              );
            },
          },
          {
            title: '说明',
            isDetail: true,
            cell: ({ measurement }) => detail.measurements[measurement]?.note ?? '',
          },
        ]}
      />
    </Panel>
  );
}
