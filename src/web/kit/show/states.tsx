import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { Reading } from '../api/read.ts';
import { ProblemView } from './problem-view.tsx';

/** While something is on its way. */
export function Loading({ rows = 4 }: { rows?: number }) {
  return (
    <div className="loading" role="status" aria-label="正在加载">
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

/** Where there is nothing: why, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children !== undefined && <div className="empty-hint">{children}</div>}
    </div>
  );
}

/** Shows what was read, or that it is on its way, or why it can't be shown. */
export function Shown<T>({
  reading,
  rows,
  children,
}: {
  reading: Reading<T>;
  rows?: number;
  children: (value: T) => ReactNode;
}) {
  const { value, problem, again } = reading;
  if (value !== undefined) {
    return (
      <div className={reading.isFetching ? 'shown refreshing' : 'shown'}>{children(value)}</div>
    );
  }
  if (problem !== undefined) {
    return <ProblemView problem={problem} title="无法显示" again={again} />;
  }
  return <Loading {...(rows === undefined ? {} : { rows })} />;
}
