import { Button } from 'antd';
import type { Change } from './figure-changes.ts';

/** Says that the text was written on other figures, and offers the text that follows from those of now. */
export function Changed({ changes, redraft }: { changes: readonly Change[]; redraft: () => void }) {
  return (
    <div className="draft-note" role="status">
      <p>下列数据在原报告提交后有变化，原文字按当时的数据写成，请核对修改：</p>
      <ul>
        {changes.map(({ label, before, after }) => (
          <li key={label}>
            {label}：{before} → <strong>{after}</strong>
          </li>
        ))}
      </ul>
      <Button size="small" onClick={redraft}>
        改用按新数据起草的文字
      </Button>
    </div>
  );
}
