import { Link } from '@tanstack/react-router';
import { useRead } from '../../kit/api/read.ts';
import { Panel } from '../../kit/page/page.tsx';
import { DueDay } from '../../kit/show/deadline.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import type { TodoItem } from '#server/todo/present.ts';
import { keyOf, TodoLink } from './todo-link.tsx';

/**
 * What waits for the person, the most pressing first.
 * @param limit how many are shown; the rest stands on a page of its own.
 */
export function TodoPanel({ limit = 8 }: { limit?: number }) {
  const todo = useRead<{ items: readonly TodoItem[] }>('/api/to-do');
  const items = todo.value?.items ?? [];
  return (
    <Panel
      title="待办事项"
      flush
      {...(items.length > 0 && { note: `${items.length}项` })}
      acts={items.length > limit ? <Link to="/to-do">查看全部</Link> : undefined}
    >
      <Shown reading={todo}>
        {() =>
          items.length === 0 ? (
            <Empty title="没有待办事项">事项轮到您办理时，会按到期先后列在这里。</Empty>
          ) : (
            <ul className="todo">
              {items.slice(0, limit).map((item) => (
                <TodoLine key={keyOf(item)} item={item} />
              ))}
            </ul>
          )
        }
      </Shown>
    </Panel>
  );
}

function TodoLine({ item }: { item: TodoItem }) {
  return (
    <li className={isAlarming(item) ? 'alarm' : ''}>
      <TodoLink item={item}>
        <span className="todo-what">
          <strong>{item.deadline}</strong>
          <span className="muted">
            {item.procedureTitle}
            {item.subject !== undefined && ` · ${item.subject}`}
          </span>
          <ActsOf item={item} />
          {item.title !== item.procedureTitle && <span className="todo-title">{item.title}</span>}
        </span>
        {item.paused ? (
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
        )}
      </TodoLink>
    </li>
  );
}

/** Whether it is shown in red: late, or people may come to harm while it waits. */
export function isAlarming({ overdue, urgent }: TodoItem): boolean {
  return overdue || urgent === true;
}

/** What would be done, where the clock does not say it by its own name. */
export function ActsOf({ item: { deadline, acts } }: { item: TodoItem }) {
  const others = acts.filter((title) => !deadline.includes(title));
  if (others.length === 0) return null;
  return (
    <span className="muted acts-of">
      可办理：{others.slice(0, 3).join('、')}
      {others.length > 3 && '等'}
    </span>
  );
}
