import { Link } from '@tanstack/react-router';
import type { LotDetail } from '#server/lots/present.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Panel } from '../../kit/page/page.tsx';

/** The records that judged a lot, each with its result; a house sees its own, an office those of its region. */
export function Inspections({ detail: { inspections, names } }: { detail: LotDetail }) {
  if (inspections.length === 0) return null;
  return (
    <Panel title="检验和查验" note={`${inspections.length}条`} flush>
      <DataTable
        caption="检验和查验"
        rows={inspections}
        rowKey={({ entry }) => entry}
        columns={[
          { title: '日期', kind: 'code', cell: ({ on }) => on },
          {
            title: '记录',
            kind: 'main',
            cell: ({ entry, title }) => (
              <Link to="/entries/$id" params={{ id: entry }}>
                {title}
              </Link>
            ),
          },
          { title: '结论', cell: ({ result }) => result },
          { title: '记录单位', isDetail: true, cell: ({ by }) => names[by] ?? '—' },
        ]}
      />
    </Panel>
  );
}
