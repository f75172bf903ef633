import { useParams } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { law } from '#law/all.ts';
import type { DrawnObject, DrawView } from '#server/draws/present.ts';
import type { PresentedOffer, ProceedingDetail } from '#server/proceedings/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Citations } from '../../kit/show/citation.tsx';
import { Deadlines } from '../../kit/show/deadline.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { countText, momentText } from '../../kit/show/words.ts';
import { LinkButton } from '../link-button.tsx';
import { ActDrawer } from '../proceedings/act-drawer.tsx';
import { AnnounceDrawer } from './announce.tsx';
import { ChangeDrawer } from './change.tsx';
import type { Change } from './change.tsx';
import { DrawDrawer } from './draw-drawer.tsx';
import { Batches } from './batches.tsx';
import { Round } from './round.tsx';
import './draws.css';

/** One draw: what is locked, where the seed stands, the result with what can be changed, earlier rounds. */
export function DrawPage() {
  const { id } = useParams({ from: '/shell/draws/$id' });
  const draw = useRead<DrawView>(`/api/draws/${id}`);
  const detail = useRead<ProceedingDetail>(`/api/proceedings/${id}`);
  return (
    <Shown reading={draw} rows={10}>
      {(view) => (
        <Shown reading={detail} rows={4}>
          {(proceeding) => <OneDraw key={id} draw={view} proceeding={proceeding} />}
        </Shown>
      )}
    </Shown>
  );
}

function OneDraw({ draw, proceeding }: { draw: DrawView; proceeding: ProceedingDetail }) {
  const [offer, setOffer] = useState<PresentedOffer>();
  const [change, setChange] = useState<Change>();
  const offers = new Map(proceeding.offers.map((one) => [one.act, one]));
  const round = draw.rounds.at(-1);
  const close = () => setOffer(undefined);
  const start = (kind: Change['do'], row: DrawnObject) => setChange({ do: kind, row });
  return (
    <Page
      title={draw.name}
      about={
        <>
          双随机抽取 · {proceeding.regionName} · {proceeding.stateTitle}{' '}
          <Citations basis={proceeding.basis} compact />
        </>
      }
      acts={
        <>
          <LinkButton to="/proceedings/$id" params={{ id: draw.id }}>
            全部经过
          </LinkButton>
          {draw.rounds.length > 0 && (
            <Button href={`/draws/${draw.id}`} target="_blank">
              公示页面
            </Button>
          )}
          {round !== undefined && round.drawn.length > 0 && (
            <Button href={`/api/draws/${draw.id}/result.xlsx`} download>
              导出结果
            </Button>
          )}
        </>
      }
    >
      <Offers proceeding={proceeding} draw={draw} choose={setOffer} />
      <Panel title="名录库和方案">
        <Facts draw={draw} witness={witnessOf(proceeding)} />
      </Panel>
      {draw.rounds
        .map((one, at) => ({ one, at }))
        .toReversed()
        .map(({ one, at }) => (
          <Round
            key={one.announced}
            round={one}
            number={at + 1}
            {...(one === round && offers.has('replace')
              ? { onReplace: (row) => start('replace', row) }
              : {})}
            {...(one === round && offers.has('recuse')
              ? { onRecuse: (row) => start('recuse', row) }
              : {})}
          />
        ))}
      {draw.batches.length > 0 && <Batches batches={draw.batches} />}
      {proceeding.deadlines.length > 0 && (
        <Panel title="期限">
          <Deadlines clocks={proceeding.deadlines} />
        </Panel>
      )}
      {offer !== undefined && (
        <Doing offer={offer} draw={draw} proceeding={proceeding} close={close} />
      )}
      {change !== undefined && (
        <ChangeDrawer draw={draw} change={change} onClose={() => setChange(undefined)} />
      )}
    </Page>
  );
}

/** Who was asked to watch over the draw. */
function witnessOf({ seats }: ProceedingDetail): string {
  return seats
    .filter(({ role }) => role === 'witness')
    .map(({ name }) => name)
    .join('、');
}

function Facts({ draw: { plan, pools, sizes }, witness }: { draw: DrawView; witness: string }) {
  const strata = plan.strata.map(({ stratum, count }) => `${stratum}${count}个`).join('、');
  return (
    <dl className="draw-facts">
      <dt>检查对象</dt>
      <dd>
        {countText(sizes.objects)}个，<a href={`/api/files/${pools.objects}`}>名录库文件</a>
        <div className="muted small">SHA-256 {pools.objects}</div>
      </dd>
      <dt>检查人员</dt>
      <dd>
        {sizes.inspectors}人，<a href={`/api/files/${pools.inspectors}`}>名录库文件</a>
        <div className="muted small">SHA-256 {pools.inspectors}</div>
      </dd>
      <dt>方案</dt>
      <dd>
        全库均匀{plan.uniform}个{strata !== '' && `，${strata}`}；每个对象{plan.inspectorsEach}
        人，每人最多{plan.objectsEach}个；
        {plan.method === 'ranked' ? '分层排序（SHA-256）' : 'RFC 3797'}
      </dd>
      <dt>监督单位</dt>
      <dd>{witness === '' ? '未确定' : witness}</dd>
    </dl>
  );
}

/** The acts that make or change a result on a row are offered there. */
const onRows = new Set(['replace', 'recuse']);
/** The acts that carry a draw on. */
const leading = new Set(['announce', 'draw', 'attest', 'finish', 'publish']);

function Offers({
  proceeding,
  draw,
  choose,
}: {
  proceeding: ProceedingDetail;
  draw: DrawView;
  choose: (offer: PresentedOffer) => void;
}) {
  const offers = proceeding.offers.filter(({ act }) => !onRows.has(act));
  const round = draw.rounds.at(-1);
  const waits = draw.state === 'announced' && round !== undefined && round.missing > 0;
  if (proceeding.final) return null;
  return (
    <Panel title="您现在可以办理">
      {offers.length === 0 && <p className="muted">目前没有轮到您办理的步骤。</p>}
      <div className="draw-row">
        {offers.map((offer) => (
          <Button
            key={offer.act}
            type={leading.has(offer.act) && !waits ? 'primary' : 'default'}
            disabled={waits && offer.act === 'draw'}
            onClick={() => choose(offer)}
          >
            {offer.title}
          </Button>
        ))}
        {waits && (
          <span className="muted" role="status">
            随机源尚未产生：账本还差{countText(round.missing)}条记录（
            {momentText(round.announcedAt)}公布）。
          </span>
        )}
      </div>
    </Panel>
  );
}

function Doing({
  offer,
  draw,
  proceeding,
  close,
}: {
  offer: PresentedOffer;
  draw: DrawView;
  proceeding: ProceedingDetail;
  close: () => void;
}) {
  if (offer.act === 'announce') return <AnnounceDrawer draw={draw} onClose={close} />;
  if (offer.act === 'draw') return <DrawDrawer draw={draw} onClose={close} />;
  const procedure = law.procedure(proceeding.procedure, proceeding.version);
  return procedure === undefined ? null : (
    <ActDrawer proceeding={proceeding} procedure={procedure} offer={offer} onClose={close} />
  );
}
