import { Button } from 'antd';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { law } from '#law/all.ts';
import type { ProceedingDetail, ProceedingSummary } from '#server/proceedings/present.ts';
import type { OrganisationDetail } from '#server/registry/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
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

/** One visit with what can be done on the spot; the scanned enterprise is filled in. */
function Visit({ visit, organisation }: { visit: ProceedingSummary; organisation: string }) {
  const [chosen, setChosen] = useState<ProceedingDetail['offers'][number]>();
  const detail = useRead<ProceedingDetail>(`/api/proceedings/${visit.id}`);
  const procedure = law.procedure('inspection-visit', visit.openedAt.slice(0, 10));
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
            {chosen !== undefined && procedure !== undefined && (
              <ActDrawer
                proceeding={value}
                procedure={procedure}
                offer={chosen}
                given={chosen.act === 'arrive' ? arrivalOf(value, organisation) : {}}
                onClose={() => setChosen(undefined)}
              />
            )}
          </Names>
        )}
      </Shown>
    </Panel>
  );
}

/** What carries the visit on comes before what ends it. */
function rankOf({ act }: { readonly act: string }): number {
  return act === 'arrive' || act === 'writeUp' || act === 'confirm' ? 1 : 0;
}

/** The officers of the plan and the enterprise whose code was scanned. */
function arrivalOf({ timeline }: ProceedingDetail, scanned: string) {
  const officers = timeline.find(({ act }) => act === 'plan')?.input['officers'];
  return { scanned, ...(officers === undefined ? {} : { officers }) };
}
