import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import type { InspectorPool } from '#server/draws/present.ts';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';

/** Makes the pool of inspectors out of the office's posts, with what each declared. */
export function InspectorPoolMaker({
  pool,
  onMade,
}: {
  pool: InspectorPool | undefined;
  onMade: (pool: InspectorPool | undefined) => void;
}) {
  const [apart, setApart] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function make() {
    setBusy(true);
    setProblem(undefined);
    onMade(undefined);
    const answer = await call<InspectorPool>('POST', '/api/draws/pools/inspectors', { apart });
    setBusy(false);
    if (answer.ok) onMade(answer.value);
    else setProblem(answer.problem);
  }

  return (
    <div className="stack">
      <p className="muted">
        取本单位在岗、考核在有效期内的承办人和抽样人员；需要回避的企业由本人在
        <Link to="/books/$book" params={{ book: 'inspector-declaration' }}>
          回避申报
        </Link>
        中登记。
      </p>
      <Checkbox checked={apart} onChange={(event) => setApart(event.target.checked)}>
        十二个月内检查过的企业不再派同一人（平台规则，非法律规定）
      </Checkbox>
      <div className="draw-row">
        <Button type="primary" loading={isBusy} onClick={() => void make()}>
          生成
        </Button>
      </div>
      {problem !== undefined && <ProblemView problem={problem} title="没有生成名录库" />}
      {pool !== undefined && (
        <DataTable
          caption="执法检查人员"
          rows={pool.people}
          rowKey={({ id }) => id}
          columns={[
            { title: '姓名', kind: 'main', cell: ({ name }) => name },
            {
              title: '回避申报',
              cell: ({ declared }) => (declared ? '已申报' : <span className="muted">未申报</span>),
            },
            { title: '回避企业', kind: 'number', cell: ({ avoids }) => avoids },
          ]}
        />
      )}
    </div>
  );
}
