import { Button } from 'antd';
import { placeText } from '#ledger/position.ts';
import { exactText } from './words.ts';

/** What a proof needs of an entry. */
export interface Provable {
  readonly id: string;
  readonly at: string;
  readonly contentHash?: string;
  /** Index in the log; absent while the entry waits for the next checkpoint. */
  readonly index?: number;
}

/** Whether an entry stands in the log already. */
export function LogState({ index }: { index?: number | undefined }) {
  return index === undefined ? (
    <span className="log-state waiting" title="下一个账本检查点签发后入账，通常在数秒之内">
      待入账
    </span>
  ) : (
    <span className="log-state logged">已入账 {placeText(index)}</span>
  );
}

/** The receipt of an entry: that it was taken in, where it stands in the log, and how anybody can check that. */
export function Proof({ entry }: { entry: Provable }) {
  return (
    <div className="proof">
      <div className="proof-facts">
        <LogState index={entry.index} />
        <span className="num">{exactText(entry.at)}</span>
        <code className="proof-hash" title="内容摘要（SHA-256，加盐）">
          {entry.contentHash ?? entry.id}
        </code>
      </div>
      <div className="proof-acts">
        <Button
          size="small"
          href={`/api/entries/${entry.id}/receipt`}
          disabled={entry.index === undefined}
          download
        >
          下载存证回执
        </Button>
        <Button size="small" type="link" href={`/verify?entry=${entry.id}`} target="_blank">
          独立验证
        </Button>
      </div>
    </div>
  );
}
