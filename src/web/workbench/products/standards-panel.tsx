import { Link } from '@tanstack/react-router';
import type { TimelineItem } from '#server/proceedings/present.ts';
import type { CitedStandard, PresentedProduct } from '#server/products/present.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Panel } from '../../kit/page/page.tsx';
import { dayText } from '../../kit/show/words.ts';

/** The name of the enterprise's own standard as it was declared. */
function ownTitle(declaration: TimelineItem | undefined): string {
  const own = declaration?.input['ownStandard'] as { readonly title?: unknown } | undefined;
  return typeof own?.title === 'string' ? own.title : '';
}

const natures = {
  mandatory: '强制性',
  recommended: '推荐性',
  guiding: '指导性',
  own: '企业标准',
} as const;

type Row = Omit<CitedStandard, 'nature' | 'from'> & {
  readonly nature: keyof typeof natures;
  readonly from?: string;
};

/** The standards that a product executes, whether each still holds, the enterprise's own last. */
export function Standards({
  product: { standards, own },
  declaration,
}: {
  product: PresentedProduct;
  declaration: TimelineItem | undefined;
}) {
  const title = ownTitle(declaration);
  const rows: Row[] = [...standards];
  if (own !== '') rows.push({ number: own, title, nature: 'own', lapsed: false, replacedBy: [] });
  return (
    <Panel title="执行的标准" flush>
      <DataTable
        caption="执行的标准"
        rows={rows}
        rowKey={({ number }) => number}
        columns={[
          {
            title: '标准编号',
            kind: 'main',
            cell: ({ number, nature }) =>
              nature === 'own' ? (
                number
              ) : (
                <Link to="/standards" search={{ q: number } as never}>
                  {number}
                </Link>
              ),
          },
          { title: '名称', cell: ({ title: name }) => name || '—' },
          { title: '性质', kind: 'short', cell: ({ nature }) => natures[nature] },
          {
            title: '实施日期',
            kind: 'code',
            isDetail: true,
            cell: ({ from }) => (from === undefined ? '—' : dayText(from)),
          },
          { title: '效力', cell: (one) => <Validity standard={one} /> },
        ]}
      />
    </Panel>
  );
}

function Validity({ standard }: { standard: Row }) {
  const { lapsesOn, lapsed, replacedBy, nature } = standard;
  if (nature === 'own') return <span className="muted">以声明公开的内容为准</span>;
  if (lapsesOn === undefined) return <span className="state-tag done">现行</span>;
  const by = replacedBy.length === 0 ? '' : `，由${replacedBy.join('、')}代替`;
  return (
    <>
      <span className={`state-tag ${lapsed ? 'missing' : 'late'}`}>
        {lapsed ? '已失效' : '即将失效'}
      </span>{' '}
      自{dayText(lapsesOn)}起失效{by}
    </>
  );
}
