import type { Chart, ChartPoint } from '#insight/control/chart.ts';
import { runRules } from '#insight/control/rules.ts';
import type { Charting } from '#law/enterprise/process/charting.ts';
import { useIsNarrow } from '../device.ts';
import { alike } from '../inspections/axis.ts';
import '../inspections/inspections.css';

const height = 190;
const edge = { top: 16, right: 88, bottom: 22, left: 12 };
/** A point needs this much room so that a finger tells it from the next one. */
const stepWidth = 15;
const leastWidth = { phone: 300, desk: 1080 };

const limits = [
  ['upper', '上限'],
  ['center', '中线'],
  ['lower', '下限'],
] as const;

const titles: Readonly<Record<Chart['plots'], string>> = {
  mean: '均值',
  range: '极差',
  deviation: '标准差',
  individual: '单值',
  'moving-range': '移动极差',
  fraction: '不合格品率',
  count: '不合格（品）数',
  'count-each': '单位不合格数',
  ewma: '指数加权移动平均',
  'cusum-high': '累积和（偏高）',
  'cusum-low': '累积和（偏低）',
};

/**
 * One control chart: points with their limits, signals in red. It grows to the right with its points, so that each stays
 * readable on a phone, and starts at its end.
 * @param from the first measurement that is shown; limits are those of all.
 */
export function ChartView({
  chart,
  at,
  charting,
  total,
  from,
}: {
  chart: Chart;
  at: number;
  charting: Charting;
  /** Measurements in all; a moving range has one point less. */
  total: number;
  from: number;
}) {
  const isNarrow = useIsNarrow();
  const offset = total - chart.points.length;
  const first = Math.max(0, from - offset);
  const points = chart.points.slice(first);
  if (points.length === 0) return null;
  const signals = charting.signals.filter((signal) => signal.chart === at && signal.at >= first);
  const scale = scaleOf(points);
  const least = isNarrow ? leastWidth.phone : leastWidth.desk;
  const width = Math.max(least, edge.left + edge.right + points.length * stepWidth);
  const x = (index: number) =>
    edge.left + ((index + 0.5) * (width - edge.left - edge.right)) / points.length;
  const y = (value: number) =>
    edge.top +
    ((scale.high - value) / (scale.high - scale.low)) * (height - edge.top - edge.bottom);
  const steps = (of: (point: ChartPoint) => number) =>
    points
      .map((point, index) => {
        const half = (width - edge.left - edge.right) / points.length / 2;
        return `${x(index) - half},${y(of(point))} ${x(index) + half},${y(of(point))}`;
      })
      .join(' ');
  const last = points.at(-1)!;
  // A sum has no limit below its centre: two words at one place can't be read.
  const written = limits.filter(([name]) => name !== 'lower' || last.lower < last.center);
  const texts = alike(written.map(([name]) => last[name]));
  const spoken = `${titles[chart.plots]}图，${points.length}点，${signals.length}处信号`;
  return (
    <figure className="control-chart">
      <figcaption>{titles[chart.plots]}</figcaption>
      <div className="chart-scroll" ref={(box) => void (box && (box.scrollLeft = box.scrollWidth))}>
        <svg
          viewBox={`0 0 ${width} ${height}`}
          className="chart"
          style={{ minWidth: width }}
          role="img"
          aria-label={spoken}
        >
          <polyline points={steps(({ upper }) => upper)} className="limit" />
          <polyline points={steps(({ lower }) => lower)} className="limit" />
          <polyline points={steps(({ center }) => center)} className="center" />
          <polyline
            points={points.map(({ value }, index) => `${x(index)},${y(value)}`).join(' ')}
          />
          {points.map(({ value }, index) => {
            const broken = signals.filter((signal) => signal.at === index + first);
            const said = broken.map(({ rule }) => runRules[rule]).join('；');
            return (
              <circle
                key={index}
                cx={x(index)}
                cy={y(value)}
                r={broken.length > 0 ? 5 : 3}
                className={broken.length > 0 ? 'alarm' : ''}
              >
                <title>{`第${index + first + offset + 1}组 ${shown(value)}${said === '' ? '' : `：${said}`}`}</title>
              </circle>
            );
          })}
          {points.map((_, index) =>
            (index + first + offset + 1) % 5 === 0 ? (
              <text key={index} x={x(index)} y={height - 6} textAnchor="middle">
                {index + first + offset + 1}
              </text>
            ) : null,
          )}
          {written.map(([name, title], index) => (
            <text key={name} x={width - edge.right + 4} y={y(last[name]) + 4} className="strong">
              {title} {texts[index]}
            </text>
          ))}
        </svg>
      </div>
    </figure>
  );
}

/** Four digits that count. */
export function shown(value: number): string {
  return value === 0 ? '0' : String(Number(value.toPrecision(4)));
}

function scaleOf(points: readonly ChartPoint[]) {
  const all = points.flatMap(({ value, lower, upper }) => [value, lower, upper]);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  return { low: low - room, high: high + room };
}
