import { Popover } from 'antd';
import type { Citation } from '../api/problem.ts';

/**
 * The provisions that something rests on; each opens its summary and leads to the clause.
 * @param compact says only how many there are, where there is little room.
 */
export function Citations({
  basis,
  label = '依据',
  compact = false,
}: {
  basis: readonly Citation[];
  label?: string;
  compact?: boolean;
}) {
  if (basis.length === 0) return null;
  if (compact) {
    return (
      <Popover
        trigger="click"
        content={
          <div className="clause-cards">
            {basis.map((cited) => (
              <Clause key={cited.id} cited={cited} />
            ))}
          </div>
        }
      >
        <button type="button" className="citation citation-count">
          {label}
          {basis.length}条
        </button>
      </Popover>
    );
  }
  return (
    <span className="citations">
      {label !== '' && <span className="citations-label">{label}</span>}
      {basis.map((cited) => (
        <Popover key={cited.id} trigger="click" content={<Clause cited={cited} />}>
          <button type="button" className="citation">
            {cited.title}
          </button>
        </Popover>
      ))}
    </span>
  );
}

function Clause({ cited }: { cited: Citation }) {
  return (
    <div className="clause-card">
      <strong>{cited.title}</strong>
      {cited.summary !== '' && <p>{cited.summary}</p>}
      <a href={`/app/law?clause=${encodeURIComponent(cited.id)}`}>查看条款及落实情况</a>
    </div>
  );
}
