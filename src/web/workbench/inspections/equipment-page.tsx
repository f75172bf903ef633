import { Button } from 'antd';
import { Link, useRouter } from '@tanstack/react-router';
import { addDays } from '#kernel/calendar/plain-date.ts';
import type { Equipment } from '#server/inspections/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Figure, Figures, Page, Panel } from '../../kit/page/page.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';

/** The instruments of the enterprise, those whose calibration runs out first before the others. */
export function EquipmentPage() {
  const router = useRouter();
  const list = useRead<{ equipment: readonly Equipment[] }>('/api/equipment');
  const register = () =>
    void router.navigate({
      to: '/proceedings/new',
      search: { opening: 'test-equipment/register' } as never,
    });
  return (
    <Page
      title="检验设备"
      about="检定、校准到期的设备不能用于检验，其结果不会被接收。到期前三十天和七天各提醒一次。"
      acts={
        <Button type="primary" onClick={register}>
          登记检验设备
        </Button>
      }
    >
      <Shown reading={list}>
        {({ equipment }) =>
          equipment.length === 0 ? (
            <Panel>
              <Empty title="还没有登记检验设备">登记后，检验记录才能写明使用了哪台设备。</Empty>
            </Panel>
          ) : (
            <List equipment={equipment} />
          )
        }
      </Shown>
    </Page>
  );
}

function List({ equipment }: { equipment: readonly Equipment[] }) {
  const soon = addDays(today(), 30);
  const isSoon = ({ isOverdue, dueOn, state }: Equipment) =>
    state === 'in-use' && !isOverdue && dueOn !== undefined && dueOn <= soon;
  const overdue = equipment.filter(({ isOverdue }) => isOverdue).length;
  return (
    <>
      <Figures>
        <Figure
          label="在用"
          value={equipment.filter(({ state }) => state === 'in-use').length}
          unit="台"
        />
        <Figure label="三十天内到期" value={equipment.filter(isSoon).length} unit="台" />
        <Figure
          label="已到期"
          value={overdue}
          unit="台"
          {...(overdue > 0 ? { tone: 'alarm' as const } : {})}
        />
      </Figures>
      <Panel flush>
        <DataTable
          caption="检验设备"
          rows={equipment}
          rowKey={({ id }) => id}
          toneOf={(one) => (one.isOverdue ? 'alarm' : one.state === 'in-use' ? undefined : 'quiet')}
          columns={[
            {
              title: '设备',
              kind: 'main',
              cell: ({ id, name, model }) => (
                <Link to="/proceedings/$id" params={{ id }}>
                  {name} {model}
                </Link>
              ),
            },
            { title: '编号', kind: 'code', cell: ({ number }) => number },
            { title: '用于', cell: ({ items }) => items },
            { title: '测量范围', isDetail: true, cell: ({ range }) => range },
            { title: '地点', isDetail: true, cell: ({ location }) => location },
            { title: '状态', kind: 'short', cell: ({ stateTitle }) => stateTitle },
            {
              title: '检定、校准有效期至',
              kind: 'code',
              cell: (one) => (
                <>
                  {one.dueOn ?? '—'}
                  {one.isOverdue && <strong className="alarm-text"> 已到期</strong>}
                  {isSoon(one) && <span className="muted"> 即将到期</span>}
                </>
              ),
            },
          ]}
        />
      </Panel>
    </>
  );
}
