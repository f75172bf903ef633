import { Checkbox } from 'antd';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { law } from '#law/all.ts';
import type { Desk } from '#server/spot-checks/present.ts';
import { today } from '../../kit/api/clock.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Panel } from '../../kit/page/page.tsx';
import { Pager } from '../../kit/page/pager.tsx';
import { DueDay } from '../../kit/show/deadline.tsx';
import { Empty } from '../../kit/show/states.tsx';
import { useFilters } from '../search.ts';
import type { Search } from '../search.ts';
import { BatchActs } from './batch-acts.tsx';
import { Verdict } from './verdict.tsx';

/** Checks as a list that can be paged; several of one state may be acted on at once. */
export function DeskList({
  desk,
  page,
  set,
}: {
  desk: Desk;
  page: number;
  set: (change: Search) => void;
}) {
  const [search] = useFilters();
  const procedure = law.procedure('spot-check', today());
  const states = procedure?.states ?? {};
  const [picked, setPicked] = useState<readonly string[]>([]);
  const chosen = desk.checks.filter(({ id }) => picked.includes(id));
  const toggle = (id: string) =>
    setPicked(picked.includes(id) ? picked.filter((other) => other !== id) : [...picked, id]);
  const isAll = desk.checks.length > 0 && chosen.length === desk.checks.length;
  return (
    <Panel flush>
      <div className="desk-phases" role="group" aria-label="阶段">
        {desk.phases.map(({ phase, title, total }) => (
          <button
            key={phase}
            type="button"
            aria-pressed={search['phase'] === phase}
            onClick={() =>
              set({ phase: search['phase'] === phase ? undefined : phase, view: 'list' })
            }
          >
            {title}
            <span className="num">{total}</span>
          </button>
        ))}
      </div>
      {procedure !== undefined && desk.checks.length > 0 && (
        <div className="desk-picks">
          <Checkbox
            checked={isAll}
            indeterminate={chosen.length > 0 && !isAll}
            onChange={() => setPicked(isAll ? [] : desk.checks.map(({ id }) => id))}
          >
            选择本页
          </Checkbox>
          <BatchActs procedure={procedure} checks={chosen} onDone={() => setPicked([])} />
        </div>
      )}
      {desk.checks.length === 0 ? (
        <Empty title="这一阶段没有抽查">放宽筛选条件，或者选择其他阶段。</Empty>
      ) : (
        <DataTable
          caption="监督抽查"
          rows={desk.checks}
          rowKey={({ id }) => id}
          toneOf={({ due, phase }) =>
            due?.overdue === true ? 'alarm' : phase === 'closed' ? 'quiet' : undefined
          }
          columns={[
            {
              title: '产品',
              kind: 'main',
              cell: ({ id, productName, brand, model, taskNumber }) => (
                <>
                  <Checkbox
                    aria-label={`选择${productName} ${model}`}
                    checked={picked.includes(id)}
                    onChange={() => toggle(id)}
                  />{' '}
                  <Link to="/spot-checks/$id" params={{ id }}>
                    {productName} {brand} {model}
                  </Link>
                  <div className="muted small">{taskNumber}</div>
                </>
              ),
            },
            {
              title: '被抽样者',
              cell: ({ sampled, producerName }) => (
                <>
                  {sampled}
                  <div className="muted small">{producerName}</div>
                </>
              ),
            },
            { title: '地区', kind: 'short', isDetail: true, cell: ({ regionName }) => regionName },
            { title: '承检机构', isDetail: true, cell: ({ laboratory }) => laboratory },
            {
              title: '状态',
              kind: 'short',
              cell: ({ state, stateTitle, conclusion }) => (
                <>
                  <span className={`state-tag ${states[state]?.final === true ? 'done' : ''}`}>
                    {stateTitle}
                  </span>{' '}
                  <Verdict conclusion={conclusion} />
                </>
              ),
            },
            {
              title: '最近到期',
              kind: 'code',
              cell: ({ due }) =>
                due === undefined ? (
                  <span className="muted">—</span>
                ) : (
                  <DueDay day={due.day} overdue={due.overdue} certain={due.certain} />
                ),
            },
          ]}
        />
      )}
      <Pager
        page={page}
        total={desk.total}
        unit="件"
        onPage={(next) => set({ page: String(next) })}
      />
    </Panel>
  );
}
