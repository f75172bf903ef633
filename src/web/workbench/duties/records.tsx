import { Link } from '@tanstack/react-router';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { OwedDuty } from '#server/duties/present.ts';
import type { PresentedEntry, RecordList } from '#server/entries/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Pager } from '../../kit/page/pager.tsx';
import { LogState } from '../../kit/show/proof.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { momentText } from '../../kit/show/words.ts';
import { pageOf } from '../search.ts';
import { useFilters } from '../search.ts';

/** The records of a duty in a month, latest first, amended ones marked. */
export function Records({
  duty,
  organisation,
  from,
  to,
}: {
  duty: OwedDuty;
  organisation: string | undefined;
  from: string;
  to: string;
}) {
  const [search, set] = useFilters();
  const page = pageOf(search);
  const records = useRead<RecordList>(`/api/duties/${duty.duty}/records`, {
    organisation,
    from,
    to,
    page,
  });
  return (
    <Shown reading={records}>
      {({ records: list, total }) =>
        list.length === 0 ? (
          <Empty title="本月还没有记录">
            {duty.mine ? '在上方月历中点击“待”或“缺”的日期开始填写。' : '该单位尚未提交记录。'}
          </Empty>
        ) : (
          <>
            <DataTable
              caption={`${duty.title}记录`}
              rows={list}
              rowKey={({ id }) => id}
              toneOf={({ correctedBy }) => (correctedBy === undefined ? undefined : 'quiet')}
              columns={[
                {
                  title: '期次',
                  kind: 'main',
                  cell: (entry) => (
                    <Link to="/entries/$id" params={{ id: entry.id }} className="num">
                      {entry.period ?? dayOf(entry.at)}
                    </Link>
                  ),
                },
                { title: '记录', cell: (entry) => <Kind entry={entry} /> },
                { title: '记录人', kind: 'short', cell: (entry) => entry.by.name },
                { title: '提交时间', kind: 'code', cell: (entry) => momentText(entry.at) },
                { title: '存证', cell: (entry) => <LogState index={entry.index} /> },
              ]}
            />
            <Pager page={page} total={total} onPage={(next) => set({ page: String(next) })} />
          </>
        )
      }
    </Shown>
  );
}

function Kind({ entry }: { entry: PresentedEntry }) {
  if (entry.correctedBy !== undefined) return <span>已被更正</span>;
  if (entry.corrects !== undefined) return <span>更正：{entry.reason}</span>;
  return entry.late ? (
    <span className="state-tag late">补录：{entry.reason}</span>
  ) : (
    <span className="state-tag done">按时</span>
  );
}
