import { Button } from 'antd';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Procedure } from '#kernel/definition.ts';
import { describeForm } from '#kernel/derive/describe.ts';
import { law } from '#law/all.ts';
import type { PresentedOffer, ProceedingDetail } from '#server/proceedings/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Deadlines } from '../../kit/show/deadline.tsx';
import { Names } from '../../kit/show/names.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { Timeline } from '../../kit/show/timeline.tsx';
import { momentText } from '../../kit/show/words.ts';
import { LinkButton } from '../link-button.tsx';
import { ActDrawer } from '../proceedings/act-drawer.tsx';
import { OffersPanel } from '../proceedings/offers-panel.tsx';
import { ResultDrawer } from './result-drawer.tsx';
import { Results } from './results.tsx';
import { Samples } from './samples.tsx';
import { taskOf, waysFor } from './sampling/sections.ts';
import '../proceedings/proceedings.css';
import './spot-checks.css';

type Detail = ProceedingDetail & { readonly names?: Readonly<Record<string, string>> };

/** The file of one check: task, samples with their seals, results, deadlines, what comes next, and every paper. */
export function CheckPage() {
  const { id } = useParams({ from: '/shell/spot-checks/$id' });
  const detail = useRead<Detail>(`/api/proceedings/${id}`);
  return (
    <Shown reading={detail} rows={12}>
      {(check) => (
        <Names value={check.names}>
          <File check={check} />
        </Names>
      )}
    </Shown>
  );
}

function File({ check }: { check: Detail }) {
  const procedure = law.procedure(check.procedure, check.version);
  const [chosen, setChosen] = useState<PresentedOffer>();
  const task = taskOf(check);
  const isSampling = waysFor(check.state).length > 0 && check.offers.length > 0;
  return (
    <Page
      title={`${check.title} ${task?.brand ?? ''} ${task?.model ?? ''}`}
      about={
        <>
          {task?.taskNumber} · {check.regionName} · {check.subject?.name} ·{' '}
          <span className="state-tag">{check.stateTitle}</span>
        </>
      }
      acts={
        <>
          <Button href={`/api/proceedings/${check.id}/dossier.pdf`} target="_blank">
            案卷PDF
          </Button>
          <Button href={`/api/proceedings/${check.id}/dossier.docx`}>案卷Word</Button>
          {isSampling && (
            <LinkButton to="/spot-checks/$id/sampling" params={{ id: check.id }} isPrimary>
              抽样单
            </LinkButton>
          )}
        </>
      }
    >
      <div className="columns">
        <div>
          <OffersPanel title="下一步" proceeding={check} choose={setChosen} />
          <Panel title="任务">
            <Task check={check} />
          </Panel>
          <Samples check={check} />
          <Results check={check} />
          <Panel title="办理经过" note={`${check.timeline.length}步`}>
            <Timeline
              items={check.timeline}
              fieldsOf={(act) => fieldsOf(procedure, act)}
              actions={(item) => (
                <>
                  <Link to="/entries/$id" params={{ id: item.entry }}>
                    存证详情
                  </Link>
                  {item.document !== undefined && <Papers {...item} title={item.document} />}
                </>
              )}
            />
          </Panel>
        </div>
        <div>
          <Panel title="期限">
            {check.deadlines.length === 0 ? (
              <p className="muted">目前没有正在计算的期限。</p>
            ) : (
              <Deadlines clocks={check.deadlines} />
            )}
          </Panel>
          <Documents check={check} />
          <Panel title="有关各方">
            <dl className="seats">
              {check.seats.map(({ role, title, name }, at) => (
                <div key={`${role}${at}`}>
                  <dt>{title}</dt>
                  <dd>{name}</dd>
                </div>
              ))}
            </dl>
          </Panel>
        </div>
      </div>
      {chosen !== undefined &&
        procedure !== undefined &&
        (chosen.act === 'test' ? (
          <ResultDrawer
            check={check}
            procedure={procedure}
            offer={chosen}
            onClose={() => setChosen(undefined)}
          />
        ) : (
          <ActDrawer
            proceeding={check}
            procedure={procedure}
            offer={chosen}
            onClose={() => setChosen(undefined)}
          />
        ))}
    </Page>
  );
}

function fieldsOf(procedure: Procedure | undefined, act: string) {
  const form = procedure?.acts[act]?.form;
  return form === undefined ? [] : describeForm(form);
}

function Task({ check }: { check: Detail }) {
  const task = taskOf(check);
  if (task === undefined) return null;
  const { plan } = task as { plan?: { number: string; line: string } };
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['产品标准', task.standard],
    ['标称生产者', task.producerName],
    ['实施细则', task.rulesName],
    ['计划', plan === undefined ? undefined : `${plan.number} 第${plan.line}行`],
  ];
  return (
    <dl className="facts">
      {lines
        .filter(([, value]) => value !== undefined)
        .map(([title, value]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Every official paper of the check, each as Word and PDF. */
function Documents({ check }: { check: Detail }) {
  const papers = check.timeline.filter(({ document }) => document !== undefined);
  if (papers.length === 0) return null;
  return (
    <Panel title="文书">
      <ul className="paper-list">
        {papers.map((item) => (
          <li key={item.entry}>
            <Papers {...item} title={item.document ?? ''} />
            <span className="muted small num">{momentText(item.at)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Papers({ entry, title }: { entry: string; title: string }) {
  return (
    <span>
      《{title}》<a href={`/api/entries/${entry}/paper.docx`}>Word</a>
      {' · '}
      <a href={`/api/entries/${entry}/paper.pdf`} target="_blank" rel="noreferrer">
        PDF
      </a>
    </span>
  );
}
