import { Button } from 'antd';

/** Leads through a list that is read on from where the page before ended. */
export function MorePages({
  about,
  before,
  next,
  onMove,
}: {
  /** In which order the list stands. */
  about: string;
  before: string | undefined;
  next: string | undefined;
  onMove: (before: string | undefined) => void;
}) {
  if (before === undefined && next === undefined) return null;
  return (
    <nav className="pager" aria-label="翻页">
      <span className="muted">{about}</span>
      <span className="pager-moves">
        <Button size="small" disabled={before === undefined} onClick={() => onMove(undefined)}>
          回到开头
        </Button>
        <Button size="small" disabled={next === undefined} onClick={() => onMove(next)}>
          后面的
        </Button>
      </span>
    </nav>
  );
}
