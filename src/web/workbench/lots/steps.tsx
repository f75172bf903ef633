import { Link } from '@tanstack/react-router';
import type { LotStep } from '#server/lots/present.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { momentText } from '../../kit/show/words.ts';

/** What happened to a lot, one sentence each, with the record that says so. */
export function Steps({
  steps,
  names,
  unit,
  me,
}: {
  steps: readonly LotStep[];
  names: Readonly<Record<string, string>>;
  unit: string;
  me: string | undefined;
}) {
  return (
    <DataTable
      caption="批次经过"
      rows={steps}
      rowKey={({ entry, kind, at, quantity, to }) =>
        `${entry}/${kind}/${at}/${quantity}/${to ?? ''}`
      }
      columns={[
        { title: '日期', kind: 'code', cell: ({ on }) => on },
        {
          title: '经过',
          kind: 'main',
          cell: (step) =>
            // What somebody else did is told by the step; the record of it is its author's own.
            step.by === me ? (
              <>
                <Link to="/entries/$id" params={{ id: step.entry }}>
                  {sentence(step, names, me)}
                </Link>
                {step.event !== undefined && <FromEvent id={step.event} />}
              </>
            ) : (
              sentence(step, names, me)
            ),
        },
        {
          title: '数量',
          kind: 'number',
          cell: ({ quantity }) => (
            <>
              {quantity} {unit}
            </>
          ),
        },
        { title: '登记时间', kind: 'code', isDetail: true, cell: ({ at }) => momentText(at) },
      ]}
    />
  );
}

/** Where a fact came in by an event of the own house's system. */
function FromEvent({ id }: { id: string }) {
  return (
    <small className="lot-event">
      <Link to="/traces/$event" params={{ event: id }}>
        追溯事件
      </Link>
    </small>
  );
}

function sentence(
  { kind, by, to, toName }: LotStep,
  names: Readonly<Record<string, string>>,
  me: string | undefined,
): string {
  const who = by === me ? '' : (names[by] ?? '');
  const whom = to === undefined ? (toName ?? '消费者') : to === me ? '本单位' : (names[to] ?? '—');
  switch (kind) {
    case 'made':
      return `${who}登记批次`;
    case 'released':
      return `${who}检验合格，放行或者接收`;
    case 'shipped':
      return `${who}发给${whom}`;
    case 'returned':
      return `${who}退回${to === undefined && toName === undefined ? '供货商' : whom}`;
    case 'destroyed':
      return `${who}销毁`;
  }
}
