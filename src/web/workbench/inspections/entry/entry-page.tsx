import type { PresentedEntry } from '#server/entries/present.ts';
import type { StandingPlan } from '#server/inspections/present.ts';
import { useRead } from '../../../kit/api/read.ts';
import { Page } from '../../../kit/page/page.tsx';
import { Empty, Shown } from '../../../kit/show/states.tsx';
import { useFilters } from '../../search.ts';
import { Entry } from './entry.tsx';

/** Inspects a lot by a plan: what lot, how many to draw, the values, and the verdict that follows from them. */
export function EntryPage() {
  const [{ corrects, plan }] = useFilters();
  return corrects === undefined ? <NewLot plan={plan} /> : <Correction id={corrects} />;
}

function NewLot({ plan: id }: { plan: string | undefined }) {
  const plans = useRead<{ plans: readonly StandingPlan[] }>('/api/inspections/plans');
  return (
    <Shown reading={plans} rows={8}>
      {({ plans: all }) => {
        const plan = all.find(({ entry }) => entry === id);
        return plan === undefined ? (
          <Page title="录入检验">
            <Empty title="没有这份检验方案">它可能已有新版本，请从产品检验页面重新选择。</Empty>
          </Page>
        ) : (
          <Entry key={plan.entry} plan={plan} />
        );
      }}
    </Shown>
  );
}

/** A correction goes by the plan of the record that it replaces, although a newer edition may stand. */
function Correction({ id }: { id: string }) {
  const before = useRead<PresentedEntry>(`/api/entries/${id}`);
  const named = before.value?.input['plan'];
  const plan = useRead<PresentedEntry>(
    typeof named === 'string' ? `/api/entries/${named}` : undefined,
  );
  return (
    <Shown reading={before} rows={8}>
      {(entry) => (
        <Shown reading={plan} rows={8}>
          {({ id: own, input }) => (
            <Entry
              key={entry.id}
              plan={{ ...(input as unknown as Omit<StandingPlan, 'entry'>), entry: own }}
              before={entry}
            />
          )}
        </Shown>
      )}
    </Shown>
  );
}
