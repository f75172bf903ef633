import { Button } from 'antd';
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
import { ActDrawer } from './act-drawer.tsx';
import { Desk, TraceButton } from './desk-links.tsx';
import { FigurePanels, GatheredPanels, LinkedPanel } from './file-panels.tsx';
import { gatheredOf } from './gathered.ts';
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
  const [chosen, setChosen] = useState<PresentedOffer>();
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
              <Link to="/organisations/$id" params={{ id: proceeding.subject.id }}>
                {proceeding.subject.name}
              </Link>
            </>
          )}
          <span className="num">
            {' · '}
            {momentText(proceeding.openedAt)}立项
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
      {procedure !== undefined && <Way procedure={procedure} proceeding={proceeding} />}
      <div className="columns">
        <div>
          <Offers proceeding={proceeding} procedure={procedure} choose={setChosen} />
          <FigurePanels figures={procedure?.figures?.(proceeding.timeline) ?? []} />
          <GatheredPanels lists={gatheredOf(proceeding.timeline, fieldsOf)} />
          <Panel title="办理经过" note={`${proceeding.timeline.length}步`}>
            <Timeline items={proceeding.timeline} fieldsOf={fieldsOf} actions={Papers} />
          </Panel>
        </div>
        <div>
          <Panel title="期限">
            {proceeding.deadlines.length === 0 ? (
              <p className="muted">目前没有正在计算的期限。</p>
            ) : (
              <Deadlines clocks={proceeding.deadlines} />
            )}
          </Panel>
          <LinkedPanel linked={proceeding.linked} />
          <Panel title="席位">
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

/** What can be done now; the acts that a running clock waits for come first. */
function Offers({
  proceeding,
  procedure,
  choose,
}: {
  proceeding: ProceedingDetail;
  procedure: Procedure | undefined;
  choose: (offer: PresentedOffer) => void;
}) {
  const { offers, upcoming, final, deadlines } = proceeding;
  if (final) return null;
  const rank = ({ act }: PresentedOffer) => rankOf(act, procedure, deadlines);
  const sorted = offers.toSorted((a, b) => rank(b) - rank(a));
  return (
    <Panel title="您现在可以办理">
      {offers.length === 0 ? (
        <p className="muted">目前没有轮到您办理的步骤。</p>
      ) : (
        <div className="offers">
          {sorted.map((offer) => (
            <Button
              key={offer.act}
              type={offer === sorted[0] && rank(offer) > 1 ? 'primary' : 'default'}
              onClick={() => choose(offer)}
            >
              {offer.title}
            </Button>
          ))}
        </div>
      )}
      {upcoming.length > 0 && (
        <ul className="upcoming">
          {upcoming.map(({ title, sentence }) => (
            <li key={title}>
              <strong>{title}</strong>
              <span className="muted">{sentence}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** An act that a running clock waits for comes first, and before it one that carries the case on instead of ending it. */
function rankOf(
  id: string,
  procedure: Procedure | undefined,
  clocks: ProceedingDetail['deadlines'],
): number {
  const act = procedure?.acts[id];
  if (procedure === undefined || act === undefined) return 0;
  const isAwaited = clocks.some(
    (clock) =>
      clock.nature === 'duty' &&
      (clock.status === 'running' || clock.status === 'overdue') &&
      procedure.deadlines[clock.id]?.ends.includes(id) === true,
  );
  const ends = typeof act.to === 'string' && procedure.states[act.to]?.final === true;
  return (isAwaited ? 2 : 0) + (ends ? 0 : 1);
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
