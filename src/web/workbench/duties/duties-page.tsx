import { Tabs } from 'antd';
import type { OwedDuty } from '#server/duties/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { Page } from '../../kit/page/page.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { useMe } from '../me.tsx';
import { useFilters } from '../search.ts';
import { DutyMonth } from './duty-month.tsx';

/** The recurring duties of the reader's own enterprise with their calendars and records. */
export function DutiesPage() {
  const me = useMe();
  return (
    <Page title="日管控、周排查、月调度" about={me.organisation?.name}>
      <Duties />
    </Page>
  );
}

/** The duties of an organisation, one tab each. */
export function Duties({ organisation }: { organisation?: string }) {
  const [search, set] = useFilters();
  const duties = useRead<{ duties: readonly OwedDuty[] }>('/api/duties', { organisation });
  return (
    <Shown reading={duties} rows={8}>
      {({ duties: owed }) => {
        const chosen = owed.find(({ duty }) => duty === search['duty']) ?? owed[0];
        if (chosen === undefined) {
          return (
            <Empty title="没有应当周期履行的责任事项">
              登记的产品不属于适用范围。产品类别变化后系统会重新判断。
            </Empty>
          );
        }
        return (
          <>
            <Tabs
              activeKey={chosen.duty}
              onChange={(duty) => set({ duty })}
              items={owed.map(({ duty, title }) => ({ key: duty, label: title }))}
            />
            <div className="stack">
              <DutyMonth
                key={chosen.duty}
                duty={chosen}
                {...(organisation === undefined ? {} : { organisation })}
              />
            </div>
          </>
        );
      }}
    </Shown>
  );
}
