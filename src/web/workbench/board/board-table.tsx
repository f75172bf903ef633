import { Link } from '@tanstack/react-router';
import type { Board, BoardRegion } from '#server/board/present.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import type { Column } from '../../kit/page/data-table.tsx';
import { Empty } from '../../kit/show/states.tsx';
import { countText, percentText } from '../../kit/show/words.ts';
import type { Search } from '../search.ts';
import { rateOf, stepOf } from './rate.ts';
import './board.css';

/**
 * The regions below one, those with the lowest completion first.
 * @param search the filters that stay when a region is opened.
 * @param brief leaves out the columns that a narrow place has no room for.
 */
export function BoardTable({
  board,
  search,
  brief = false,
}: {
  board: Board;
  search: Search;
  brief?: boolean;
}) {
  if (board.children.length === 0) {
    return (
      <Empty title={`${board.region.name}没有下级行政区划`}>
        <Link to="/board" search={{ region: String(board.region.code) }}>
          查看企业名单
        </Link>
      </Empty>
    );
  }
  const busy = board.children.filter(
    ({ totals }) => totals.organisations + totals.expected + totals.openFindings > 0,
  );
  if (busy.length === 0) {
    return (
      <Empty title="没有应履职的企业">
        辖区内您主管领域的企业登记产品类别后，履职情况会自动汇总到这里。
      </Empty>
    );
  }
  const rows = busy.toSorted(
    (a, b) => (rateOf(a.totals) ?? 2) - (rateOf(b.totals) ?? 2) || a.code - b.code,
  );
  const all: readonly Column<BoardRegion>[] = [
    {
      title: '地区',
      kind: 'main',
      cell: ({ code, name }) => (
        <Link to="/board" search={{ ...search, region: String(code), page: undefined }}>
          {name}
        </Link>
      ),
    },
    { title: '企业', kind: 'number', cell: ({ totals }) => countText(totals.organisations) },
    {
      title: '完成率',
      kind: 'number',
      cell: ({ totals }) => <Rate sums={totals} />,
    },
    { title: '缺失', kind: 'number', cell: ({ totals }) => <Count value={totals.missing} /> },
    {
      title: '补录',
      kind: 'number',
      isDetail: true,
      cell: ({ totals }) => countText(totals.late),
    },
    {
      title: '发现问题',
      kind: 'number',
      isDetail: true,
      cell: ({ totals }) => countText(totals.finding),
    },
    {
      title: '停产',
      kind: 'number',
      isDetail: true,
      cell: ({ totals }) => countText(totals.idle),
    },
    {
      title: '未闭环',
      kind: 'number',
      isDetail: true,
      cell: ({ totals }) => countText(totals.openFindings),
    },
    {
      title: '整改逾期',
      kind: 'number',
      cell: ({ totals }) => <Count value={totals.overdueFindings} />,
    },
  ];
  const idle = board.children.length - busy.length;
  return (
    <>
      <DataTable
        caption="各地区履职情况"
        rows={rows}
        rowKey={({ code }) => String(code)}
        columns={all.filter(({ isDetail }) => !brief || isDetail !== true)}
      />
      {idle > 0 && <p className="table-note muted">另有{idle}个地区没有应履职的企业。</p>}
    </>
  );
}

/** A completion rate with its colour. */
export function Rate({ sums }: { sums: { done: number; missing: number } }) {
  return (
    <span className="rate">
      <span className={`rate-key step-${stepOf(sums)}`} aria-hidden />
      {percentText(sums.done, sums.done + sums.missing)}
    </span>
  );
}

/** A count that is red where it is not zero. */
export function Count({ value }: { value: number }) {
  return <span className={value > 0 ? 'alarm-text' : 'muted'}>{countText(value)}</span>;
}
