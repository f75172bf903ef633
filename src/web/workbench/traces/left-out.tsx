import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PresentedCapture } from '#server/epcis/present.ts';
import { Citations } from '../../kit/show/citation.tsx';
import { countText, momentText } from '../../kit/show/words.ts';

const shownReasons = 20;

/** The provisions that some errors or reasons of a capture rest on. */
export function provisionsOf(
  { provisions }: PresentedCapture,
  of: readonly { readonly basis: readonly string[] }[],
) {
  const named = new Set(of.flatMap(({ basis }) => basis));
  return provisions.filter(({ id }) => named.has(id));
}

/** Why events of a capture were left out: the first ones, all that were kept where somebody asks, the others in the list. */
export function LeftOut({ job }: { job: PresentedCapture }) {
  const [isWhole, setWhole] = useState(false);
  const { reasons, leftOut } = job.lots;
  const shown = isWhole ? reasons : reasons.slice(0, shownReasons);
  const rest = leftOut - reasons.length;
  return (
    <section className="trace-errors" aria-label="未写入批次的事件">
      <h3>{momentText(job.createdAt)}提交的文件中未写入批次的事件</h3>
      <ol>
        {shown.map(({ event, detail }) => (
          <li key={event}>
            <strong>第{event + 1}个事件</strong> {detail}
          </li>
        ))}
      </ol>
      {shown.length < reasons.length && (
        <p>
          <button type="button" className="as-link" onClick={() => setWhole(true)}>
            再显示{countText(reasons.length - shown.length)}个
          </button>
        </p>
      )}
      {rest > 0 && reasons.length > 1 && (
        <p className="muted">
          还有{countText(rest)}个，见
          <Link to="/traces" search={{ left: '1' }}>
            未写入批次的事件
          </Link>
          。
        </p>
      )}
      <Citations basis={provisionsOf(job, reasons)} />
      <p className="muted">这些事件已经采集。补齐后重新提交同一文件，已写入的不会重复。</p>
    </section>
  );
}
