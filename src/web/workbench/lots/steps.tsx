import { Link } from '@tanstack/react-router';
import type { LotStep, LotSummary } from '#server/lots/present.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { momentText } from '../../kit/show/words.ts';

/** What happened to a lot, one sentence each, with the record that says so. */
export function Steps({
  steps,
  names,
  lot,
  me,
}: {
  steps: readonly LotStep[];
  names: Readonly<Record<string, string>>;
  lot: Pick<LotSummary, 'unit' | 'registeredBy' | 'origin'>;
  me: string | undefined;
}) {
  const maker = lot.origin === undefined ? lot.registeredBy : undefined;
  const told = (step: LotStep) => sentence(step, { names, maker, me });
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
                  {told(step)}
                </Link>
                {step.event !== undefined && <FromEvent id={step.event} />}
              </>
            ) : (
              told(step)
            ),
        },
        {
          title: '数量',
          kind: 'number',
          cell: ({ quantity }) => (
            <>
              {quantity} {lot.unit}
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
  {
    names,
    maker,
    me,
  }: {
    readonly names: Readonly<Record<string, string>>;
    /** Absent where the lot came from outside the platform. */
    readonly maker: string | undefined;
    readonly me: string | undefined;
  },
): string {
  const who = by === me ? '' : (names[by] ?? '');
  const whom = to === undefined ? (toName ?? '消费者') : to === me ? '本单位' : (names[to] ?? '—');
  switch (kind) {
    case 'made':
      return `${who}登记批次`;
    case 'released':
      // The maker lets out what passed its ex-factory inspection, everybody else accepts what came in.
      return by === maker ? `${who}出厂检验合格，放行` : `${who}进货查验后接收`;
    case 'shipped':
      return `${who}发给${whom}`;
    case 'returned':
      return `${who}退回${to === undefined && toName === undefined ? '供货商' : whom}`;
    case 'destroyed':
      return `${who}销毁`;
  }
}
