import { Segmented } from 'antd';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Filters } from '../../kit/page/filters.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { DueDay } from '../../kit/show/deadline.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { useFilters } from '../search.ts';
import type { TodoItem } from '#server/todo/present.ts';
import { keyOf, TodoLink } from './todo-link.tsx';
import { ActsOf, isAlarming } from './todo-panel.tsx';

const natures: Readonly<Record<string, string>> = {
  duty: '须办理',
  right: '可行使',
  awaits: '等候办理',
};

/** Everything that waits for the person, by due day. */
export function TodoPage() {
  const [search, set] = useFilters();
  const only = search['only'] ?? 'all';
  const todo = useRead<{ items: readonly TodoItem[] }>('/api/to-do');
  return (
    <Page
      title="待办事项"
      about="轮到您的岗位办理的事项，召回等危及安全的在前，其余按到期先后排列。期限依照各条款自动计算；没有期限而轮到您的，列在最后；四个月以后才到期的不列。"
    >
      <Filters>
        <Segmented
          value={only}
          onChange={(value) => set({ only: value === 'all' ? undefined : value })}
          options={[
            { value: 'all', label: '全部' },
            { value: 'overdue', label: '已逾期' },
            { value: 'duty', label: '须办理' },
            { value: 'right', label: '可行使' },
            { value: 'awaits', label: '无期限' },
          ]}
        />
      </Filters>
      <Panel flush>
        <Shown reading={todo}>
          {({ items }) => {
            const shown = items.filter(
              (item) =>
                only === 'all' || (only === 'overdue' ? item.overdue : item.nature === only),
            );
            if (shown.length === 0) {
              return <Empty title="这里没有待办事项">换一个筛选条件看看，或者回到工作台。</Empty>;
            }
            return (
              <DataTable
                caption="待办事项"
                rows={shown}
                rowKey={keyOf}
                toneOf={(item) => (isAlarming(item) ? 'alarm' : undefined)}
                columns={[
                  {
                    title: '要办的事',
                    kind: 'main',
                    cell: (item) => (
                      <>
                        <TodoLink item={item}>{item.deadline}</TodoLink>
                        <ActsOf item={item} />
                      </>
                    ),
                  },
                  {
                    title: '事项',
                    cell: ({ procedureTitle, title }) =>
                      title === procedureTitle ? title : `${procedureTitle}：${title}`,
                  },
                  { title: '相关单位', cell: (item) => item.subject ?? '—' },
                  {
                    title: '性质',
                    kind: 'short',
                    cell: (item) => natures[item.nature] ?? item.nature,
                  },
                  {
                    title: '到期日',
                    kind: 'code',
                    cell: (item) =>
                      item.paused ? (
                        <span className="muted">中止计算</span>
                      ) : item.due === undefined ? (
                        <span className="muted">未定期限</span>
                      ) : (
                        <DueDay
                          day={item.due}
                          overdue={item.overdue}
                          certain={item.certain}
                          atOnce={item.atOnce}
                        />
                      ),
                  },
                ]}
              />
            );
          }}
        </Shown>
      </Panel>
    </Page>
  );
}
