import { useQueries } from '@tanstack/react-query';
import { addMonths } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Board } from '#server/board/present.ts';
import { withQuery } from '../../kit/api/call.ts';
import { read } from '../../kit/api/read.ts';
import { monthText, percentText } from '../../kit/show/words.ts';
import { rateOf } from './rate.ts';

const width = 440;
const height = 150;
const edge = { top: 16, right: 14, bottom: 20, left: 34 };

interface Point {
  readonly month: PlainDate;
  readonly rate: number | undefined;
  readonly text: string;
}

/** How the completion of a region went over the last six months, as a line. */
export function Trend({
  month,
  query,
}: {
  month: PlainDate;
  query: Readonly<Record<string, string | undefined>>;
}) {
  const months = [5, 4, 3, 2, 1, 0].map((back) => addMonths(month, -back));
  const results = useQueries({
    queries: months.map((one) => {
      const address = withQuery('/api/board', { ...query, month: one.slice(0, 7) });
      return { queryKey: ['/api/board', address], queryFn: () => read<Board>(address) };
    }),
  });
  if (results.some(({ data, error }) => data === undefined && error === null)) {
    return <p className="muted">正在汇总各月…</p>;
  }
  const points = months.map((one, index): Point => {
    const totals = results[index]?.data?.totals;
    const sums = totals ?? { done: 0, missing: 0 };
    return {
      month: one,
      rate: rateOf(sums),
      text: percentText(sums.done, sums.done + sums.missing),
    };
  });
  return <Line points={points} />;
}

function Line({ points }: { points: readonly Point[] }) {
  const known = points.filter(({ rate }) => rate !== undefined);
  if (known.length === 0) return <p className="muted">近六个月没有应完成的期次。</p>;
  const floor = Math.min(0.9, Math.floor(Math.min(...known.map(({ rate = 1 }) => rate)) * 10) / 10);
  const x = (index: number) =>
    edge.left + (index * (width - edge.left - edge.right)) / Math.max(1, points.length - 1);
  const y = (rate: number) =>
    edge.top + ((1 - rate) / (1 - floor)) * (height - edge.top - edge.bottom);
  const path = points
    .flatMap(({ rate }, index) => (rate === undefined ? [] : [`${x(index)},${y(rate)}`]))
    .join(' ');
  const label = points.map((point) => `${monthText(point.month)}${point.text}`).join('，');
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className="trend" role="img" aria-label={label}>
      {[1, floor].map((rate) => (
        <g key={rate}>
          <line x1={edge.left} x2={width - edge.right} y1={y(rate)} y2={y(rate)} className="grid" />
          <text x={edge.left - 5} y={y(rate) + 4} textAnchor="end">
            {Math.round(rate * 100)}%
          </text>
        </g>
      ))}
      <polyline points={path} />
      {points.map(({ month, rate, text }, index) => (
        <g key={month}>
          <text x={x(index)} y={height - 5} textAnchor="middle">
            {Number(month.slice(5, 7))}月
          </text>
          {rate !== undefined && (
            <>
              <circle cx={x(index)} cy={y(rate)} r="3" />
              <text x={x(index)} y={y(rate) - 7} textAnchor="middle" className="strong">
                {text.replace('%', '')}
              </text>
            </>
          )}
        </g>
      ))}
    </svg>
  );
}
