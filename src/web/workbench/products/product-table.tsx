import { Link } from '@tanstack/react-router';
import type { PresentedProduct } from '#server/products/present.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { dayText } from '../../kit/show/words.ts';

/** Products as a list. @param makers shows who makes them, where they are not the page's own. */
export function ProductTable({
  products,
  makers,
}: {
  products: readonly PresentedProduct[];
  makers: boolean;
}) {
  return (
    <DataTable
      caption="产品档案"
      rows={products}
      rowKey={({ id }) => id}
      toneOf={({ state }) => (state === 'retired' ? 'quiet' : undefined)}
      columns={[
        {
          title: '产品',
          kind: 'main',
          cell: (one) => (
            <>
              <Link to="/products/$id" params={{ id: one.id }}>
                {one.name}
              </Link>{' '}
              <span className="muted">{one.model}</span>
            </>
          ),
        },
        ...(makers
          ? [
              {
                title: '生产企业',
                cell: ({ maker }: PresentedProduct) => (
                  <>
                    {maker.name} <span className="muted">{maker.region}</span>
                  </>
                ),
              },
            ]
          : []),
        { title: '类别', isDetail: true, cell: ({ productClass }) => productClass.title },
        { title: '执行标准', cell: (one) => <Numbers product={one} /> },
        {
          title: '标签检查',
          kind: 'code',
          isDetail: true,
          cell: ({ label }) =>
            label === undefined ? <span className="muted">未检查</span> : dayText(label.on),
        },
        { title: '状态', kind: 'short', cell: (one) => <Standing product={one} /> },
      ]}
    />
  );
}

function Numbers({ product: { standards, own } }: { product: PresentedProduct }) {
  return (
    <span className="cited">
      {standards.map((one) => (
        <span key={one.number} className={one.lapsed ? 'lapsed' : ''} title={one.title}>
          {one.number}
          {!one.lapsed && one.lapsesOn !== undefined && (
            <span className="lapsing num"> {one.lapsesOn}起失效</span>
          )}
        </span>
      ))}
      {own !== '' && <span>{own}</span>}
    </span>
  );
}

/** Where a product stands, and what stands against it. */
export function Standing({ product }: { product: PresentedProduct }) {
  const { state, stateTitle, lacks, standards } = product;
  const rests = state === 'stopped' || state === 'retired';
  const isLapsing = standards.some(({ lapsesOn, lapsed }) => lapsesOn !== undefined && !lapsed);
  return (
    <span className="standing">
      <span className={`state-tag ${state === 'supplied' && lacks.length === 0 ? 'done' : ''}`}>
        {stateTitle}
      </span>
      {[...new Set(lacks.map(({ title }) => title))].map((title) => (
        <span key={title} className={`state-tag ${state === 'supplied' ? 'missing' : 'todo'}`}>
          {title}
        </span>
      ))}
      {!rests && isLapsing && <span className="state-tag late">执行标准即将失效</span>}
    </span>
  );
}
