import { curve, qualityAt } from '#insight/sampling/curve.ts';
import type { Setting } from '#insight/sampling/curve.ts';
import type { Stage } from '#insight/sampling/plan.ts';
import { axisMarks } from './axis.ts';

const width = 360;
const height = 230;
const edge = { top: 14, right: 16, bottom: 34, left: 40 };

/** The operating characteristic of a plan: how often lots of a quality are accepted; the limit is marked. */
export function CurveView({
  stages,
  setting,
  aql,
}: {
  stages: readonly Stage[];
  setting: Setting;
  aql: number;
}) {
  const points = curve(stages, setting);
  const end = points.at(-1)!.quality || 1;
  const x = (quality: number) =>
    edge.left + (Math.min(quality, end) / end) * (width - edge.left - edge.right);
  const y = (accepted: number) => edge.top + (1 - accepted) * (height - edge.top - edge.bottom);
  const marks = [0.95, 0.5, 0.1].flatMap((accepted) => {
    const quality = qualityAt(stages, accepted, setting);
    return quality === undefined ? [] : [{ accepted, quality }];
  });
  const unit = setting.counting === 'items' ? '不合格品百分数（%）' : '每百单位产品不合格数';
  const label = marks
    .map(({ accepted, quality }) => `质量为${shortNumber(quality)}时接收概率${accepted * 100}%`)
    .join('，');
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className="chart curve" role="img" aria-label={label}>
      {[0, 0.25, 0.5, 0.75, 1].map((accepted) => (
        <g key={accepted}>
          <line
            x1={edge.left}
            x2={width - edge.right}
            y1={y(accepted)}
            y2={y(accepted)}
            className="grid"
          />
          <text x={edge.left - 6} y={y(accepted) + 4} textAnchor="end">
            {accepted * 100}%
          </text>
        </g>
      ))}
      {axisMarks(end).map((mark) => (
        <text key={mark} x={x(mark)} y={height - 18} textAnchor="middle">
          {mark}
        </text>
      ))}
      <text x={(edge.left + width) / 2} y={height - 3} textAnchor="middle">
        {unit}
      </text>
      {aql <= end && (
        <g>
          <line x1={x(aql)} x2={x(aql)} y1={edge.top} y2={y(0)} className="limit" />
          <text x={x(aql) + 4} y={y(0) - 6} className="strong">
            AQL
          </text>
        </g>
      )}
      <polyline
        points={points.map(({ quality, accepted }) => `${x(quality)},${y(accepted)}`).join(' ')}
      />
      {marks.map(({ accepted, quality }) => (
        <g key={accepted}>
          <circle cx={x(quality)} cy={y(accepted)} r="3.5" />
          <text x={x(quality) + 7} y={y(accepted) - 3} className="strong">
            {shortNumber(quality)}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Three digits that count. */
export function shortNumber(value: number): string {
  return value === 0 ? '0' : String(Number(value.toPrecision(3)));
}
