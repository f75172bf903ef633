import { Button } from 'antd';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { law } from '#law/all.ts';
import type { PresentedOffer, ProceedingDetail } from '#server/proceedings/present.ts';
import type { RecallCockpit } from '#server/recalls/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import type { Values } from '../../kit/form/values.ts';
import { ExportButton } from '../../kit/page/filters.tsx';
import { Figure, Figures, Page, Panel } from '../../kit/page/page.tsx';
import { Deadlines } from '../../kit/show/deadline.tsx';
import { Names } from '../../kit/show/names.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { amountText, percentText } from '../../kit/show/words.ts';
import { ActDrawer } from '../proceedings/act-drawer.tsx';
import { useFilters } from '../search.ts';
import { begunOf, noteOf, remainingOf, summaryOf } from './draft.ts';
import { Holders } from './holders.tsx';
import { Layers } from './layers.tsx';
import { Places } from './places.tsx';
import { Scope } from './scope.tsx';
import './recalls.css';

/** The recall cockpit: tiers, places, holders, clocks and the scope, for the producer and the regulators of the case. */
export function CockpitPage() {
  const { id } = useParams({ from: '/shell/recalls/$id' });
  const [search] = useFilters();
  const { region, silent, page } = search;
  const cockpit = useRead<RecallCockpit>(`/api/recalls/${id}`, { region, silent, page });
  const detail = useRead<ProceedingDetail>(`/api/proceedings/${id}`);
  return (
    <Shown reading={cockpit} rows={10}>
      {(value) => (
        <Page
          title={`召回：${value.title}`}
          about={`${value.producer} · ${value.state}`}
          acts={
            <>
              <Link to="/proceedings/$id" params={{ id }}>
                办理经过
              </Link>
              {value.scope !== undefined && (
                <ExportButton path={`/api/recalls/${id}/export.xlsx`} query={{ region }} />
              )}
            </>
          }
        >
          <Shown reading={detail} rows={4}>
            {(proceeding) => (
              <Names value={proceeding.names}>
                <Desk cockpit={value} proceeding={proceeding} />
              </Names>
            )}
          </Shown>
        </Page>
      )}
    </Shown>
  );
}

function Desk({ cockpit, proceeding }: { cockpit: RecallCockpit; proceeding: ProceedingDetail }) {
  const [search] = useFilters();
  const [chosen, setChosen] = useState<{ offer: PresentedOffer; given: Values }>();
  const procedure = law.procedure('recall', proceeding.version);
  const choose = (act: string, given: Values) => {
    const offer = proceeding.offers.find((one) => one.act === act);
    if (offer !== undefined) setChosen({ offer, given });
  };
  const { tiers, places, scope } = cockpit;
  const begun = begunOf(proceeding.timeline, today());
  return (
    <div className="recall">
      {scope === undefined ? (
        <Panel title="还没有按批次停止">
          <Empty
            title={
              begun.lots === 0
                ? '本次召回还没有列明平台登记的批次'
                : `报告时列明的${begun.lots}个批次还没有停止流转`
            }
          >
            停止生产销售时列明存在缺陷的批次，平台即封存各级经营者手中的产品，并逐级通知。
          </Empty>
        </Panel>
      ) : (
        <>
          <Sums cockpit={cockpit} />
          <div className={places.length > 0 ? 'recall-two' : ''}>
            <Panel title="流转层级" note="条长为应处置数量，深色为已控制">
              <Layers tiers={tiers} />
            </Panel>
            {places.length > 0 && (
              <Panel title="地区分布" note="未收回数量">
                <Places id={cockpit.id} places={places} search={search} />
              </Panel>
            )}
          </div>
        </>
      )}
      <div className={scope === undefined ? '' : 'columns'}>
        {scope !== undefined && (
          <div>
            <Holders cockpit={cockpit} />
          </div>
        )}
        <div className="stack">
          <Next cockpit={cockpit} proceeding={proceeding} choose={choose} />
          <Scope
            cockpit={cockpit}
            proceeding={proceeding}
            choose={(act, more) => choose(act, { ...begun.plan, ...more })}
          />
          <Panel title="期限">
            <Deadlines clocks={proceeding.deadlines} />
          </Panel>
        </div>
      </div>
      {chosen !== undefined && procedure !== undefined && (
        <ActDrawer
          proceeding={proceeding}
          procedure={procedure}
          offer={chosen.offer}
          given={chosen.given}
          {...noteOf(chosen.offer.act, cockpit, proceeding)}
          onClose={() => setChosen(undefined)}
        />
      )}
    </div>
  );
}

function Sums({ cockpit }: { cockpit: RecallCockpit }) {
  const { totals, told, scope } = cockpit;
  const { silent, stale } = summaryOf(cockpit);
  const holders = scope?.holders ?? 0;
  const overdue = cockpit.holders.filter(
    ({ due, state }) => due?.overdue === true && state !== 'answered',
  ).length;
  return (
    <Figures>
      {totals.map(({ product, unit, placed, secured, open }) => (
        <Figure
          key={`${unit} ${product}`}
          label={totals.length > 1 ? `未收回：${product}` : '未收回'}
          value={amountText(open)}
          unit={unit}
          note={`已控制${amountText(secured)} / 应处置${amountText(placed)}，${percentText(Number(secured), Number(placed))}`}
          {...(Number(open) === 0 && { tone: 'good' as const })}
        />
      ))}
      <Figure label="封存批次" value={scope?.lots ?? 0} unit="批" />
      <Figure
        label="已通知"
        value={`${told} / ${holders}`}
        unit="家"
        note={told < holders ? '平台正在逐级通知' : '全部通知'}
      />
      <Figure
        label="没有答复"
        value={silent}
        unit="家"
        {...(overdue > 0 && { tone: 'alarm' as const, note: `其中逾期${overdue}家（本页）` })}
      />
      {stale > 0 && (
        <Figure
          label="答复已过时"
          value={stale}
          unit="家"
          tone="alarm"
          note="答复后货物又有退回或者发出，请其重新答复"
        />
      )}
      {cockpit.recalled?.sums
        .filter(({ lots }) => lots > 0)
        .map(({ product, unit, kept, lots }) => (
          <Figure
            key={`kept ${unit} ${product}`}
            label={totals.length > 1 ? `封存待处置：${product}` : '封存待处置'}
            value={amountText(kept)}
            unit={unit}
            note={`${lots}个批次，${cockpit.recalled?.keepers ?? 0}家单位；消除缺陷前不得销售`}
          />
        ))}
    </Figures>
  );
}

/** What the answers can be made into: summaries start with the sums. */
function Next({
  cockpit,
  proceeding,
  choose,
}: {
  cockpit: RecallCockpit;
  proceeding: ProceedingDetail;
  choose: (act: string, given: Values) => void;
}) {
  const { text, counted, silent, stale } = summaryOf(cockpit);
  const planned = proceeding.timeline.findLast(({ act }) => act === 'plan')?.input['quantity'];
  const drafts: Readonly<Record<string, Values>> = {
    stop: begunOf(proceeding.timeline, today()).stop,
    complete: remainingOf(cockpit),
    stageSummary: { ...counted, progress: text },
    finalSummary: {
      ...counted,
      effect: text,
      ...(typeof planned === 'number' && counted.recalled !== undefined
        ? { unrecovered: Math.max(0, planned - counted.recalled) }
        : {}),
      ...(silent + stale > 0
        ? { silent: `${silent}家没有答复全部批次，${stale}家答复后货物又有变动：` }
        : {}),
    },
  };
  const shown = ['stop', 'publishRecall', 'remedy', 'stageSummary', 'complete', 'finalSummary'];
  const offers = proceeding.offers.filter(
    ({ act }) => shown.includes(act) || (!cockpit.isProducer && act !== 'delegate'),
  );
  if (offers.length === 0) return null;
  return (
    <Panel title="您现在可以办理">
      <div className="offers">
        {offers.map(({ act, title }) => (
          <Button key={act} onClick={() => choose(act, drafts[act] ?? {})}>
            {title}
            {act.endsWith('Summary') && '（按答复起草）'}
          </Button>
        ))}
      </div>
    </Panel>
  );
}
