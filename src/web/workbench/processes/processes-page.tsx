import { Button } from 'antd';
import { Link, useRouter } from '@tanstack/react-router';
import { chartKinds } from '#law/enterprise/process/charting.ts';
import type { Characteristic } from '#server/processes/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';

/** Process characteristics that stand, each with its chart. */
export function ProcessesPage() {
  const router = useRouter();
  const list = useRead<{ characteristics: readonly Characteristic[] }>('/api/processes');
  return (
    <Page
      title="过程控制图"
      about="按生产顺序记录关键过程特性的测量值；违反判异准则的点自动登记为问题，进入整改。"
      acts={
        <Button
          type="primary"
          onClick={() =>
            void router.navigate({
              to: '/books/$book/new',
              params: { book: 'process-characteristic' },
            })
          }
        >
          登记过程特性
        </Button>
      }
    >
      <Panel flush>
        <Shown reading={list}>
          {({ characteristics }) =>
            characteristics.length === 0 ? (
              <Empty title="还没有过程特性">登记后即可录入测量值并绘制控制图。</Empty>
            ) : (
              <DataTable
                caption="过程特性"
                rows={characteristics}
                rowKey={({ entry }) => entry}
                columns={[
                  {
                    title: '特性',
                    kind: 'main',
                    cell: ({ number, title }) => (
                      <Link to="/processes/$number" params={{ number }}>
                        {title}
                      </Link>
                    ),
                  },
                  { title: '编号', kind: 'code', cell: ({ number }) => number },
                  { title: '产品', cell: ({ productName }) => productName },
                  { title: '工序', cell: ({ process }) => process },
                  { title: '控制图', cell: ({ kind }) => chartKinds[kind] },
                  { title: '规格', cell: specificationText },
                ]}
              />
            )
          }
        </Shown>
      </Panel>
    </Page>
  );
}

/** The specification of a characteristic as papers write it. */
export function specificationText({
  lower,
  upper,
  unit = '',
}: Pick<Characteristic, 'lower' | 'upper' | 'unit'>): string {
  if (lower !== undefined && upper !== undefined) return `${lower}～${upper} ${unit}`;
  if (upper !== undefined) return `≤${upper} ${unit}`;
  return lower === undefined ? '—' : `≥${lower} ${unit}`;
}
