import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { Panel } from '../../kit/page/page.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { CodeCard } from './code-card.tsx';

/** A new access code for the old one: where it was not written down, or somebody else may have seen it. */
export function RenewCode() {
  const [code, setCode] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  async function renew() {
    const answer = await call<{ code: string }>('POST', '/api/me/code');
    setProblem(answer.ok ? undefined : answer.problem);
    if (answer.ok) setCode(answer.value.code);
  }
  return (
    <Panel title="查询码">
      {code === undefined ? (
        <>
          <p>没有保存查询码，或者担心被别人看到的，可以换一个新的，原来的随即失效。</p>
          <Popconfirm
            title="原来的查询码将不能再用，确定更换？"
            okText="更换"
            cancelText="取消"
            onConfirm={() => void renew()}
          >
            <Button>更换查询码</Button>
          </Popconfirm>
        </>
      ) : (
        <CodeCard code={code} />
      )}
      {problem !== undefined && <ProblemView problem={problem} title="没有更换" />}
    </Panel>
  );
}
