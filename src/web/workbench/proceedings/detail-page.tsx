import { Link, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { Procedure } from '#kernel/definition.ts';
import { describeForm } from '#kernel/derive/describe.ts';
import { law } from '#law/all.ts';
import type {
  PresentedOffer,
  ProceedingDetail,
  TimelineItem,
} from '#server/proceedings/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Citations } from '../../kit/show/citation.tsx';
import { Deadlines } from '../../kit/show/deadline.tsx';
import { Names } from '../../kit/show/names.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { Timeline } from '../../kit/show/timeline.tsx';
import { momentText } from '../../kit/show/words.ts';
import { useMe } from '../me.tsx';
import { WatchPanel } from '../watches/record-panel.tsx';
import { ActDrawer } from './act-drawer.tsx';
import { Desk, TraceButton } from './desk-links.tsx';
import { FigurePanels, GatheredPanels, LinkedPanel } from './file-panels.tsx';
import { gatheredOf } from './gathered.ts';
import { OffersPanel } from './offers-panel.tsx';
import { stationsOf } from './state-path.ts';
import './proceedings.css';

/** A proceeding: where it stands, what can be done now and by when, who sits where, what happened. */
export function DetailPage() {
  const { id } = useParams({ from: '/shell/proceedings/$id' });
  const detail = useRead<ProceedingDetail>(`/api/proceedings/${id}`);
  return (
    <Shown reading={detail} rows={12}>
      {(value) => (
        <Names value={value.names}>
          <OneProceeding key={id} proceeding={value} />
        </Names>
      )}
    </Shown>
  );
}

function OneProceeding({ proceeding }: { proceeding: ProceedingDetail }) {
  const procedure = law.procedure(proceeding.procedure, proceeding.version);
  const me = useMe();
  const [chosen, setChosen] = useState<PresentedOffer>();
  // What is due now is for those to know who carry it on.
  const hasLeft = proceeding.leftAt !== undefined;
  const fieldsOf = useMemo(() => {
    const known = new Map(
      Object.entries(procedure?.acts ?? {}).map(([id, { form }]) => [id, describeForm(form)]),
    );
    return (act: string) => known.get(act) ?? [];
  }, [procedure]);
  return (
    <Page
      title={proceeding.title}
      about={
        <>
          {proceeding.procedureTitle} · {proceeding.regionName}
          {proceeding.subject !== undefined && (
            <>
              {' · '}
              {me.organisation === null ? (
                proceeding.subject.name
              ) : (
                <Link to="/organisations/$id" params={{ id: proceeding.subject.id }}>
                  {proceeding.subject.name}
                </Link>
              )}
            </>
          )}
          <span className="num">
            {' · '}
            {momentText(proceeding.openedAt)}登记
            {proceeding.closedAt !== undefined && `，${momentText(proceeding.closedAt)}办结`}
            {' · '}
          </span>
          <Citations basis={proceeding.basis} compact />
        </>
      }
      acts={
        <>
          {procedure?.product !== undefined && (
            <Link to="/products/$id" params={{ id: proceeding.id }}>
              产品页
            </Link>
          )}
          <Desk proceeding={proceeding} />
          <TraceButton procedure={procedure} proceeding={proceeding} />
        </>
      }
    >
      {hasLeft && (
        <p className="note">
          本单位已于{momentText(proceeding.leftAt ?? '')}不再承办。这里只显示那时以前的内容。
        </p>
      )}
      {procedure !== undefined && <Way procedure={procedure} proceeding={proceeding} />}
      <div className="columns">
        <div>
          {!hasLeft && (
            <OffersPanel title="您现在可以办理" proceeding={proceeding} choose={setChosen} />
          )}
          <FigurePanels figures={procedure?.figures?.(proceeding.timeline) ?? []} />
          <GatheredPanels lists={gatheredOf(proceeding.timeline, fieldsOf)} />
          <Panel title="办理经过" note={`${proceeding.timeline.length}步`}>
            <Timeline items={proceeding.timeline} fieldsOf={fieldsOf} actions={Papers} />
          </Panel>
        </div>
        <div>
          {!hasLeft && <Clocks clocks={proceeding.deadlines} />}
          {procedure?.watch !== undefined && !hasLeft && <WatchPanel id={proceeding.id} />}
          <LinkedPanel linked={proceeding.linked} />
          <Panel title="有关各方">
            <dl className="seats">
              {[...Map.groupBy(proceeding.seats, ({ title }) => title)].map(([title, seats]) => (
                <div key={title}>
                  <dt>{title}</dt>
                  {seats.map(({ name }, index) => (
                    <dd key={`${name}${index}`}>{name}</dd>
                  ))}
                </div>
              ))}
            </dl>
          </Panel>
        </div>
      </div>
      {chosen !== undefined && procedure !== undefined && (
        <ActDrawer
          proceeding={proceeding}
          procedure={procedure}
          offer={chosen}
          onClose={() => setChosen(undefined)}
        />
      )}
    </Page>
  );
}

function Clocks({ clocks }: { clocks: ProceedingDetail['deadlines'] }) {
  return (
    <Panel title="期限">
      {clocks.length === 0 ? (
        <p className="muted">目前没有正在计算的期限。</p>
      ) : (
        <Deadlines clocks={clocks} />
      )}
    </Panel>
  );
}

function Way({ procedure, proceeding }: { procedure: Procedure; proceeding: ProceedingDetail }) {
  return (
    <ol className="way" aria-label="办理阶段">
      {stationsOf(procedure, proceeding).map(({ state, title, when }) => (
        <li key={state} className={when} {...(when === 'now' && { 'aria-current': 'step' })}>
          {title}
        </li>
      ))}
    </ol>
  );
}

/** The paper that an act made, and its entry. */
function Papers(item: TimelineItem) {
  return (
    <>
      <Link to="/entries/$id" params={{ id: item.entry }}>
        存证详情
      </Link>
      {item.document !== undefined && (
        <span>
          《{item.document}》<a href={`/api/entries/${item.entry}/paper.docx`}>Word</a>
          {' · '}
          <a href={`/api/entries/${item.entry}/paper.pdf`} target="_blank" rel="noreferrer">
            PDF
          </a>
        </span>
      )}
    </>
  );
}
