import { Button } from 'antd';
import { countText } from '../show/words.ts';

const perPage = 20;

/** Leads through a list that comes 20 at a time; says how many there are. */
export function Pager({
  page,
  total,
  onPage,
  unit = '条',
}: {
  page: number;
  total: number;
  onPage: (page: number) => void;
  unit?: string;
}) {
  const pages = Math.max(1, Math.ceil(total / perPage));
  return (
    <nav className="pager" aria-label="翻页">
      <span className="muted">
        共<span className="num"> {countText(total)} </span>
        {unit}
      </span>
      {pages > 1 && (
        <span className="pager-moves">
          <Button size="small" disabled={page <= 1} onClick={() => onPage(page - 1)}>
            上一页
          </Button>
          <span className="num">
            {page} / {countText(pages)}
          </span>
          <Button size="small" disabled={page >= pages} onClick={() => onPage(page + 1)}>
            下一页
          </Button>
        </span>
      )}
    </nav>
  );
}
