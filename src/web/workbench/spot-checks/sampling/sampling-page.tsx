import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { call } from '../../../kit/api/call.ts';
import type { Problem } from '../../../kit/api/problem.ts';
import { ProblemView } from '../../../kit/show/problem-view.tsx';
import { Loading } from '../../../kit/show/states.tsx';
import { LinkButton } from '../../link-button.tsx';
import type { ProceedingDetail } from '#server/proceedings/present.ts';
import type { PresentedPerson } from '#server/registry/present.ts';
import { useMe } from '../../me.tsx';
import type { Person } from './field.tsx';
import { prepare } from './away/prepare.ts';
import type { Readiness } from './away/prepare.ts';
import { get, put } from './keep.ts';
import { SheetForm } from './sheet-form.tsx';
import { taskOf } from './sections.ts';
import './sampling.css';

/** What the sheet must know; kept for when there is no network. */
export interface Known {
  readonly check: ProceedingDetail;
  readonly people: readonly Person[];
  /** Set where the server did not answer: what the device kept is shown, and other pages are out of reach. */
  readonly isKept?: true;
}

/** The sampler's sheet on the phone: what was typed stays on the phone until the server has it. */
export function SamplingPage() {
  const { id } = useParams({ from: '/shell/spot-checks/$id/sampling' });
  const me = useMe();
  const [known, setKnown] = useState<Known & { readonly round: number }>();
  const [problem, setProblem] = useState<Problem>();
  const [round, setRound] = useState(0);
  const [readiness, setReadiness] = useState<Readiness>();
  const key = `${me.account.id}/${id}`;

  useEffect(() => {
    document.title = '抽样单 · 四方';
    let isGone = false;
    void look(id, key).then((found) => {
      if (isGone) return;
      if ('check' in found) {
        setKnown({ ...found, round });
        // Its parts have been loaded by now.
        void prepare().then((outcome) => isGone || setReadiness(outcome));
      }
      setProblem('check' in found ? undefined : found);
    });
    return () => {
      isGone = true;
    };
  }, [id, key, round]);

  if (known === undefined) {
    if (problem === undefined) return <Loading rows={10} />;
    return <ProblemView problem={problem} again={() => setRound(round + 1)} />;
  }
  const task = taskOf(known.check);
  return (
    <article className="sheet">
      <header className="sheet-head">
        <div className="sheet-head-line">
          <h1>{known.check.title}</h1>
          <span className="state-tag">{known.check.stateTitle}</span>
        </div>
        <p>{known.check.subject?.name}</p>
        <dl>
          <dt>任务</dt>
          <dd>{task?.taskNumber}</dd>
          <dt>商标型号</dt>
          <dd>
            {task?.brand} {task?.model}
          </dd>
          <dt>标准</dt>
          <dd>{task?.standard}</dd>
          <dt>标称生产者</dt>
          <dd>{task?.producerName}</dd>
          {task?.sample !== undefined && (
            <>
              <dt>细则要求</dt>
              <dd>
                库存不少于{task.sample.minimum}
                {task.sample.unit}，检验{task.sample.test}
                {task.sample.unit}，备用{task.sample.backup}
                {task.sample.unit}
              </dd>
            </>
          )}
        </dl>
        {readiness !== undefined && <p className="sheet-ready">{readinessWords[readiness]}</p>}
        {known.isKept !== true && (
          <LinkButton to="/spot-checks/$id" params={{ id }} size="small">
            抽查档案
          </LinkButton>
        )}
      </header>
      <SheetForm
        // A fresh look is a fresh form: what was typed comes from the store, never half from the form before.
        key={`${known.check.state}#${known.round}`}
        known={known}
        account={me.account.id}
        again={() => setRound(round + 1)}
      />
    </article>
  );
}

const readinessWords: Readonly<Record<Readiness, string>> = {
  ready: '已在本机备好：没有网络也能重新打开、填写，有网络后发送。',
  'not-ready': '尚未在本机备好，没有网络时不能重新打开。请在有网络时刷新本页。',
  impossible: '本浏览器不能在没有网络时重新打开本页，请保持页面打开。',
};

async function look(id: string, key: string): Promise<Known | Problem> {
  const [check, people] = await Promise.all([
    call<ProceedingDetail>('GET', `/api/proceedings/${id}`),
    call<{ people: readonly PresentedPerson[] }>('GET', '/api/people'),
  ]);
  if (!check.ok) {
    const kept = check.problem.code === 'offline' ? await get<Known>('known', key) : undefined;
    return kept === undefined ? check.problem : { ...kept, isKept: true };
  }
  const samplers = people.ok
    ? people.value.people.filter(({ posts }) =>
        posts.some(({ post, valid }) => valid && post === 'sampler'),
      )
    : [];
  const known = {
    check: check.value,
    people: samplers.map(({ account, name }) => ({ account, name })),
  };
  await put('known', known, key);
  return known;
}
