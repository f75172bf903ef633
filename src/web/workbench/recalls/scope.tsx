import { Button } from 'antd';
import { useState } from 'react';
import type { ProceedingDetail } from '#server/proceedings/present.ts';
import type { RecallCockpit, RecallPreview } from '#server/recalls/present.ts';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import type { Values } from '../../kit/form/values.ts';
import { Panel } from '../../kit/page/page.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { amountText, momentText } from '../../kit/show/words.ts';
import { tierTitle } from './layers.tsx';

/** The scope as it was frozen, and as it would be now: the plan carries the hash of the list. */
export function Scope({
  cockpit,
  proceeding,
  choose,
}: {
  cockpit: RecallCockpit;
  proceeding: ProceedingDetail;
  choose: (act: string, given: Values) => void;
}) {
  const { id, scope, isWhole, isProducer } = cockpit;
  const [preview, setPreview] = useState<RecallPreview>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const mayPlan = proceeding.offers.some(({ act }) => act === 'plan');

  async function compute() {
    setBusy(true);
    const answer = await call<RecallPreview>('POST', `/api/recalls/${id}/preview`, { lots: [] });
    setBusy(false);
    setPreview(answer.ok ? answer.value : undefined);
    setProblem(answer.ok ? undefined : answer.problem);
  }

  if (scope === undefined) return null;
  return (
    <Panel title="召回范围" note={scope.frozen ? '已随计划固定' : '停止时的范围，随计划固定'}>
      <div className="stack">
        <p>
          {scope.lots}批、{scope.holders}家，{momentText(scope.at)}
          由批次流向重算。
        </p>
        <p className="recall-hash num">{scope.hash}</p>
        {isWhole && (
          <a href={`/api/recalls/${id}/scope.txt`} download>
            下载清单原文
          </a>
        )}
        {isProducer && mayPlan && (
          <Button onClick={() => void compute()} loading={isBusy}>
            计算召回范围
          </Button>
        )}
        {problem !== undefined && <ProblemView problem={problem} titleOf={() => '整体'} />}
        {preview !== undefined && (
          <div className="recall-preview">
            <strong>
              现在的范围：{preview.lots}批、{preview.holders}家
            </strong>
            <ul>
              {preview.tiers.map((tier) => (
                <li key={`${tier.tier} ${tier.unit} ${tier.product}`}>
                  {tierTitle(tier.tier)}“{tier.product}”：{tier.holders}家，在库
                  {amountText(tier.onHand)}
                  {tier.unit}，售给平台外{amountText(tier.outside)}，消费者
                  {amountText(tier.consumers)}
                </li>
              ))}
            </ul>
            <Button type="primary" onClick={() => choose('plan', { hash: preview.hash })}>
              据此报告召回计划
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}
