import { Link } from '@tanstack/react-router';
import type { DrawnBatch } from '#server/draws/present.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Panel } from '../../kit/page/page.tsx';
import { momentText } from '../../kit/show/words.ts';

/** The batches of spot checks that come from a draw, with the firms in them that the draw no longer comes to. */
export function Batches({ batches }: { batches: readonly DrawnBatch[] }) {
  const gone = batches.flatMap((batch) => batch.gone);
  return (
    <Panel title="据此下达的监督抽查任务" note={`${batches.length}批`} flush>
      {gone.length > 0 && (
        <p className="note warn">
          {gone.join('、')}
          在任务下达后已不在有效的抽取结果之内，请到监督抽查工作台核对其任务。
        </p>
      )}
      <DataTable
        caption="据此下达的监督抽查任务"
        rows={batches}
        rowKey={({ entry }) => entry}
        columns={[
          {
            title: '计划',
            kind: 'main',
            cell: ({ entry, plan }) => (
              <>
                <Link to="/entries/$id" params={{ id: entry }}>
                  {plan.title}
                </Link>
                <div className="muted small">第{plan.line}行</div>
              </>
            ),
          },
          { title: '下达时间', cell: ({ at }) => <span className="num">{momentText(at)}</span> },
          { title: '任务', kind: 'number', cell: ({ tasks }) => tasks },
          { title: '抽取结果以外', kind: 'number', cell: ({ beyond }) => beyond },
        ]}
      />
    </Panel>
  );
}
