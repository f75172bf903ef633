import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PresentedCapture } from '#server/epcis/present.ts';
import { countText, momentText } from '../../kit/show/words.ts';

const shownReasons = 20;

/** Why events of a capture were left out: the first ones, all that were kept where somebody asks, the others in the list. */
export function LeftOut({ job: { lots, createdAt } }: { job: PresentedCapture }) {
  const [isWhole, setWhole] = useState(false);
  const { reasons, leftOut } = lots;
  const shown = isWhole ? reasons : reasons.slice(0, shownReasons);
  const rest = leftOut - reasons.length;
  return (
    <section className="trace-errors" aria-label="未写入批次的事件">
      <h3>{momentText(createdAt)}提交的文件中未写入批次的事件</h3>
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
      <p className="muted">这些事件已经采集。补齐后重新提交同一文件，已写入的不会重复。</p>
    </section>
  );
}
