import { Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import type { AskedChange, OrganisationDetail } from '#server/registry/present.ts';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { exactText } from '../../kit/show/words.ts';
import { isKind, useMe } from '../me.tsx';

/** That a change which ends duties waits, and to the regulator of the place what it decides about it. */
export function AskedNote({ organisation }: { organisation: OrganisationDetail }) {
  const me = useMe();
  const { asked, id } = organisation;
  if (asked === undefined || organisation.closed !== undefined) return null;
  const what = asked.endings.join('，');
  return (
    <div className="note warn stack">
      <p>
        {exactText(asked.at)}申报：{what}。理由：{asked.note || '未写明'}。
        {me.organisation?.id === id
          ? '所在地市场监管部门确认后生效，确认以前登记信息和各项义务不变；再次变更信息将取代这次申报。'
          : '确认以后有关义务即日终止；确认以前登记信息和各项义务不变。'}
      </p>
      {isKind(me, ['market-regulator']) && <Decision id={id} asked={asked} />}
    </div>
  );
}

function Decision({ id, asked }: { id: string; asked: AskedChange }) {
  const refresh = useRefresh();
  const [problem, setProblem] = useState<Problem>();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState<'confirm' | 'decline'>();

  async function decide(verdict: 'confirm' | 'decline') {
    setBusy(verdict);
    const answer = await call<void>('POST', `/api/organisations/${id}/asked/${verdict}`, {
      entry: asked.entry,
      ...(verdict === 'decline' ? { reason } : {}),
    });
    setBusy(undefined);
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) await refresh();
  }

  return (
    <>
      <div className="row-buttons">
        <Popconfirm
          title="已核实，确认变更？"
          description="有关义务自今天起终止。"
          okText="确认"
          cancelText="取消"
          onConfirm={() => decide('confirm')}
        >
          <Button size="small" type="primary" loading={busy === 'confirm'}>
            已核实，确认
          </Button>
        </Popconfirm>
        <Popconfirm
          title="不同意这次变更？"
          description={
            <Input.TextArea
              aria-label="不同意的理由"
              placeholder="理由，该单位能够看到"
              rows={3}
              maxLength={500}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          }
          okText="不同意"
          cancelText="取消"
          onConfirm={() => decide('decline')}
        >
          <Button size="small" danger loading={busy === 'decline'}>
            不同意
          </Button>
        </Popconfirm>
      </div>
      {problem !== undefined && <ProblemView problem={problem} titleOf={() => '理由'} />}
    </>
  );
}
