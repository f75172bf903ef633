import { Button } from 'antd';
import { Link } from '@tanstack/react-router';
import type { WatchSummary } from '#server/watches/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import { Panel } from '../../kit/page/page.tsx';
import './watches.css';

/** What is watched of a line's product: firms that are named can be added to the batch for this reason. */
export function BatchWatches({
  productClass,
  add,
}: {
  productClass: string | undefined;
  add: (organisation: string) => void;
}) {
  const { value } = useRead<{ watches: readonly WatchSummary[] }>('/api/watches');
  const own = (value?.watches ?? []).filter(
    ({ classes, from }) => from <= today() && classes.some(({ id }) => id === productClass),
  );
  if (own.length === 0) return null;
  return (
    <Panel title="重点监管和专项行动" note={`${own.length}项涉及本行产品`}>
      <ul className="watch-list">
        {own.map(({ id, title, procedureTitle, organisation, regionName, until }) => (
          <li key={id}>
            <span>
              <Link to="/proceedings/$id" params={{ id }}>
                {title}
              </Link>
              <small className="muted">
                {procedureTitle} · {organisation?.name ?? regionName} · 至{until}
              </small>
            </span>
            {organisation !== undefined && (
              <Button size="small" onClick={() => add(organisation.id)}>
                加入任务
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className="muted small">
        以“特殊重点领域实施重点监管”为由增加的任务，被抽样者或者产品须在上列范围内。
      </p>
    </Panel>
  );
}
