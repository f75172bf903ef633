import { Popover } from 'antd';
import type { Citation } from '../api/problem.ts';

/** The provisions that something rests on; each opens its summary and leads to the clause. */
export function Citations({
  basis,
  label = '依据',
}: {
  basis: readonly Citation[];
  label?: string;
}) {
  if (basis.length === 0) return null;
  return (
    <span className="citations">
      <span className="citations-label">{label}</span>
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
