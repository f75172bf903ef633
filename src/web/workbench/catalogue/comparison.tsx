import type { CatalogueComparison, CatalogueItem } from '#law/regulator/catalogue/compare.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Panel } from '../../kit/page/page.tsx';
import { Empty } from '../../kit/show/states.tsx';

const shown = 200;

/** What an edition adds, removes and changes, with the duties that follow. */
export function Comparison({ comparison }: { comparison: CatalogueComparison }) {
  const { added, removed, changed } = comparison;
  const isFirst = removed.length === 0 && changed.length === 0 && added.length > 0;
  return (
    <>
      {!isFirst && <Changed changed={changed} />}
      <Names title="新增的产品" items={added} />
      <Names title="移出的产品" items={removed} />
    </>
  );
}

function Changed({ changed }: Pick<CatalogueComparison, 'changed'>) {
  return (
    <Panel title="调整的产品" note={`${changed.length}种`} flush>
      {changed.length === 0 ? (
        <Empty title="没有产品的监管要求发生变化" />
      ) : (
        <DataTable
          caption="调整的产品"
          rows={changed.slice(0, shown)}
          rowKey={({ after }) => `${after.group}/${after.product}`}
          columns={[
            { title: '产品', kind: 'main', cell: ({ after }) => after.product },
            { title: '大类', cell: ({ after }) => after.group },
            {
              title: '变化和由此产生的责任',
              cell: ({ duties }) => duties.map((duty) => <div key={duty}>{duty}</div>),
            },
          ]}
        />
      )}
    </Panel>
  );
}

function Names({ title, items }: { title: string; items: readonly CatalogueItem[] }) {
  if (items.length === 0) return null;
  return (
    <Panel title={title} note={`${items.length}种`} flush>
      <DataTable
        caption={title}
        rows={items.slice(0, shown)}
        rowKey={({ group, product }) => `${group}/${product}`}
        columns={[
          { title: '产品', kind: 'main', cell: ({ product }) => product },
          { title: '大类', cell: ({ group }) => group },
          {
            title: '监管要求',
            cell: ({ licence, ccc }) =>
              [licence ? '生产许可证' : '', ccc ? '强制性产品认证' : '']
                .filter(Boolean)
                .join('、') || '—',
          },
        ]}
      />
      {items.length > shown && <p className="muted">另有{items.length - shown}种，导出后查看。</p>}
    </Panel>
  );
}
