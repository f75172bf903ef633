import { Link } from '@tanstack/react-router';
import { useRead } from '../../kit/api/read.ts';
import { useMe } from '../me.tsx';
import type { TodoItem } from '#server/todo/present.ts';
import { menuFor } from './menu.ts';

/** The side menu: what the person's party does here, with the number of things that wait. */
export function Side({ onPick }: { onPick?: () => void }) {
  const me = useMe();
  const { value } = useRead<{ items: readonly TodoItem[] }>('/api/to-do');
  const waiting = value?.items.length ?? 0;
  const isLate = value?.items.some(({ overdue }) => overdue) ?? false;
  return (
    <nav className="side" aria-label="主菜单">
      <Link to="/" className="brand" {...(onPick && { onClick: onPick })}>
        <strong>四方</strong>
        <small>工业产品质量安全责任平台</small>
      </Link>
      {menuFor(me).map((group) => (
        <div key={group.title} className="side-group">
          <h2>{group.title}</h2>
          {group.links.map(({ to, label }) => (
            <Link
              key={to}
              to={to}
              className="side-link"
              activeProps={{ className: 'active', 'aria-current': 'page' }}
              activeOptions={{ exact: to === '/', includeSearch: false }}
              {...(onPick && { onClick: onPick })}
            >
              {label}
              {to === '/to-do' && waiting > 0 && (
                <span className={isLate ? 'side-count alarm' : 'side-count'}>{waiting}</span>
              )}
            </Link>
          ))}
        </div>
      ))}
      <div className="side-foot">
        <a href="/" target="_blank" rel="noreferrer">
          公众查询
        </a>
        {' · '}
        <a href="/verify" target="_blank" rel="noreferrer">
          存证验证
        </a>
      </div>
    </nav>
  );
}
