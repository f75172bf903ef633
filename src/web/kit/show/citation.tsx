import { Popover } from 'antd';
import type { Citation } from '../api/problem.ts';

/** More than these are not named one by one. */
const most = 4;

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
  if (compact) return <Rest basis={basis} label={`${label}${basis.length}条`} />;
  const shown = basis.length > most ? basis.slice(0, most - 1) : basis;
  return (
    <span className="citations">
      {label !== '' && <span className="citations-label">{label}</span>}
      {shown.map((cited) => (
        <Popover key={cited.id} trigger="click" content={<Clause cited={cited} />}>
          <button type="button" className="citation">
            {cited.title}
          </button>
        </Popover>
      ))}
      {shown.length < basis.length && (
        <Rest basis={basis.slice(shown.length)} label={`另${basis.length - shown.length}条`} />
      )}
    </span>
  );
}

/** Provisions for which there is no room: their number, which opens them. */
function Rest({ basis, label }: { basis: readonly Citation[]; label: string }) {
  const content = (
    <div className="clause-cards">
      {basis.map((cited) => (
        <Clause key={cited.id} cited={cited} />
      ))}
    </div>
  );
  return (
    <Popover trigger="click" content={content}>
      <button type="button" className="citation citation-count">
        {label}
      </button>
    </Popover>
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
