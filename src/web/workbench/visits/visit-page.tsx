import { Button } from 'antd';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { dayOf } from '#kernel/calendar/plain-date.ts';
import { law } from '#law/all.ts';
import type { ProceedingDetail, ProceedingSummary } from '#server/proceedings/present.ts';
import type { OrganisationDetail } from '#server/registry/present.ts';
import type { VisitCounts } from '#server/visits/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Deadlines } from '../../kit/show/deadline.tsx';
import { Names } from '../../kit/show/names.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { isKind, useMe } from '../me.tsx';
import { ActDrawer } from '../proceedings/act-drawer.tsx';
import './visits.css';

interface List {
  readonly proceedings: readonly ProceedingSummary[];
}

/** What an inspector sees who scanned the code at a gate: the visits that are registered for this enterprise. */
export function VisitPage() {
  const { id } = useParams({ from: '/shell/visit/$id' });
  const me = useMe();
  const organisation = useRead<OrganisationDetail>(`/api/organisations/${id}`);
  const visits = useRead<List>(
    `/api/proceedings?procedure=inspection-visit&open=true&organisation=${id}`,
  );
  return (
    <Shown reading={organisation} rows={4}>
      {({ name, regionName }) => (
        <Page title={name} about={`${regionName} · 扫码入企检查`} narrow>
          <Counts organisation={id} />
          <Shown reading={visits} rows={4}>
            {({ proceedings }) => (
              <>
                {proceedings.length === 0 && (
                  <Empty title="没有已登记的检查">
                    {isKind(me, ['market-regulator'])
                      ? '请先登记检查方案并经批准，再到场检查。'
                      : '如有执法人员到场，可以向上级部门反映。'}
                  </Empty>
                )}
                {proceedings.map((one) => (
                  <Visit key={one.id} visit={one} organisation={id} />
                ))}
              </>
            )}
          </Shown>
          {me.organisation?.id === id && (
            <p>
              <Link to="/proceedings/new" search={{ procedure: 'unregistered-visit' }}>
                反映未登记的检查
              </Link>
            </p>
          )}
        </Page>
      )}
    </Shown>
  );
}

/** How often each authority came this year, against how often it may by its own choice. */
function Counts({ organisation }: { organisation: string }) {
  const counts = useRead<VisitCounts>(`/api/visits/${organisation}`);
  return (
    <Panel title="本年度检查频次">
      <Shown reading={counts} rows={2}>
        {({ year, cap, policy, authorities }) => (
          <>
            {authorities.length === 0 && <p>{year}年没有计入频次的检查。</p>}
            <ul className="visit-counts">
              {authorities.map(({ name, done, own }) => (
                <li key={name}>
                  <span>{own === true ? `${name}（本单位）` : name}</span>
                  <strong className={done < cap ? 'num' : 'num visit-full'}>
                    {done}／{cap}次{done < cap ? '' : '，已达上限'}
                  </strong>
                </li>
              ))}
            </ul>
            <p className="muted">{policy}</p>
          </>
        )}
      </Shown>
    </Panel>
  );
}

/** Clocks of what somebody may do: a visit's page tells the firm until when it may rate. */
function rightsIn({ deadlines }: ProceedingDetail) {
  return deadlines.filter(({ nature, status }) => nature === 'right' && status === 'running');
}

/** One visit with what can be done on the spot; the scanned enterprise is filled in. */
function Visit({ visit, organisation }: { visit: ProceedingSummary; organisation: string }) {
  const [chosen, setChosen] = useState<ProceedingDetail['offers'][number]>();
  const detail = useRead<ProceedingDetail>(`/api/proceedings/${visit.id}`);
  const procedure = law.procedure('inspection-visit', dayOf(visit.openedAt));
  return (
    <Panel title={visit.title} note={visit.stateTitle}>
      <Shown reading={detail} rows={2}>
        {(value) => (
          <Names value={value.names}>
            <div className="visit-acts">
              {value.offers
                .toSorted((a, b) => rankOf(b) - rankOf(a))
                .map((offer) => (
                  <Button
                    key={offer.act}
                    size="large"
                    type={rankOf(offer) > 0 ? 'primary' : 'default'}
                    onClick={() => setChosen(offer)}
                  >
                    {offer.title}
                  </Button>
                ))}
              <Link to="/proceedings/$id" params={{ id: visit.id }}>
                查看全部经过
              </Link>
            </div>
            {rightsIn(value).length > 0 && <Deadlines clocks={rightsIn(value)} />}
            {chosen !== undefined && procedure !== undefined && (
              <ActDrawer
                proceeding={value}
                procedure={procedure}
                offer={chosen}
                given={atTheGate.has(chosen.act) ? arrivalOf(value, organisation) : {}}
                onClose={() => setChosen(undefined)}
              />
            )}
          </Names>
        )}
      </Shown>
    </Panel>
  );
}

/** Acts in which the scanned code and those who stand at the gate are put down. */
const atTheGate: ReadonlySet<string> = new Set(['arrive', 'refuseEntry']);

/** What carries the visit on comes before what ends it. */
function rankOf({ act }: { readonly act: string }): number {
  return ['arrive', 'writeUp', 'confirm', 'rate', 'rateArchived'].includes(act) ? 1 : 0;
}

/** The officers of the plan and the enterprise whose code was scanned. */
function arrivalOf({ timeline }: ProceedingDetail, scanned: string) {
  const officers = timeline.find(({ act }) => act === 'plan')?.input['officers'];
  return { scanned, ...(officers === undefined ? {} : { officers }) };
}
