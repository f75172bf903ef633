import { App, Drawer, Progress, Select } from 'antd';
import { useState } from 'react';
import type { Act, Procedure } from '#kernel/definition.ts';
import type { Post } from '#kernel/party.ts';
import type { CheckSummary } from '#server/spot-checks/present.ts';
import type { Answer, Problem } from '../../kit/api/problem.ts';
import { useRefresh } from '../../kit/api/read.ts';
import { submitOnce } from '../../kit/api/submission.ts';
import type { Receipt } from '#server/acts/present.ts';
import { DefinitionForm } from '../../kit/form/definition-form.tsx';
import type { Values } from '../../kit/form/values.ts';
import { useFocusBack } from '../../kit/page/focus-back.ts';
import { Basis } from '../law/basis.tsx';
import { holds, isKind, useMe } from '../me.tsx';

/** Does one act in several checks: the form is filled in once, and each check answers for itself. */
export function BatchActs({
  procedure,
  checks,
  onDone,
}: {
  procedure: Procedure;
  checks: readonly CheckSummary[];
  onDone: () => void;
}) {
  const me = useMe();
  const [chosen, setChosen] = useState<string>();
  const [state, ...others] = [...new Set(checks.map((check) => check.state))];
  if (state === undefined) return null;
  const mayAct = ({ by }: Act) =>
    by.some((id) => {
      const role = procedure.roles[id];
      if (role === undefined || !isKind(me, role.kinds)) return false;
      return role.posts === undefined || holds(me, role.posts as readonly Post[]);
    });
  const acts = Object.entries(procedure.acts).filter(
    ([, act]) => act.from !== undefined && [act.from].flat().includes(state) && mayAct(act),
  );
  return (
    <div className="batch-acts" role="region" aria-label="批量办理">
      <span>已选{checks.length}件</span>
      {others.length > 0 ? (
        <span className="muted">状态相同的才能一起办理</span>
      ) : (
        <Select
          aria-label="批量办理"
          placeholder="批量办理"
          value={chosen ?? null}
          onChange={(id: string | null) => setChosen(id ?? undefined)}
          options={acts.map(([id, { title }]) => ({ value: id, label: title }))}
          popupMatchSelectWidth={false}
          className="select-state"
        />
      )}
      {chosen !== undefined && others.length === 0 && procedure.acts[chosen] !== undefined && (
        <BatchDrawer
          key={chosen}
          id={chosen}
          act={procedure.acts[chosen]}
          checks={checks}
          onClose={() => setChosen(undefined)}
          onDone={onDone}
        />
      )}
    </div>
  );
}

interface Failure {
  readonly check: CheckSummary;
  readonly problem: Problem;
}

function BatchDrawer({
  id,
  act,
  checks,
  onClose,
  onDone,
}: {
  id: string;
  act: Act;
  checks: readonly CheckSummary[];
  onClose: () => void;
  onDone: () => void;
}) {
  const { message } = App.useApp();
  useFocusBack();
  const refresh = useRefresh();
  // What was done leaves the list: after a correction only the others are tried again.
  const [left, setLeft] = useState(checks);
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const [tried, setTried] = useState<number>();

  async function doAll(input: Values): Promise<Answer<Receipt>> {
    const failed: Failure[] = [];
    let last: Answer<Receipt> | undefined;
    for (const [at, check] of left.entries()) {
      setTried(at + 1);
      const path = `/api/proceedings/${check.id}/acts/${id}`;
      const answer = await submitOnce(`batch/${check.id}/${id}`, path, { input });
      if (!answer.ok) failed.push({ check, problem: answer.problem });
      last = answer;
    }
    setTried(undefined);
    setLeft(failed.map(({ check }) => check));
    setFailures(failed);
    const [first] = failed;
    if (first === undefined) return last!;
    await refresh();
    const detail = `${left.length - failed.length}件已办理，${failed.length}件没有办理，见下列原因。`;
    return { ok: false, problem: { ...first.problem, detail, basis: [] } };
  }

  return (
    <Drawer
      open
      title={`${act.title}（${left.length}件）`}
      onClose={onClose}
      size="min(760px, 100vw)"
      destroyOnHidden
    >
      <div className="stack">
        <div className="opening-basis">
          <Basis ids={act.basis} />
        </div>
        {tried !== undefined && (
          <Progress
            percent={Math.round((tried / left.length) * 100)}
            format={() => `${tried} / ${left.length}`}
            aria-label="办理进度"
          />
        )}
        <DefinitionForm
          form={act.form}
          name={`batch/${id}`}
          submitLabel={`${act.title}（${left.length}件）`}
          submit={doAll}
          onDone={() => {
            message.success('已全部办理');
            onDone();
            onClose();
          }}
          onCancel={onClose}
        />
        {failures.length > 0 && (
          <ul className="batch-failures">
            {failures.map(({ check, problem }) => (
              <li key={check.id}>
                <strong>
                  {check.productName} {check.model} {check.sampled}
                </strong>
                ：{problem.detail}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Drawer>
  );
}
