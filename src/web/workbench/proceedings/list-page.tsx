import { Button, Segmented, Select } from 'antd';
import { useRouter } from '@tanstack/react-router';
import { parties } from '#kernel/party.ts';
import { law } from '#law/all.ts';
import { today } from '../../kit/api/clock.ts';
import { ExportButton, Filters, SearchBox } from '../../kit/page/filters.tsx';
import { Page } from '../../kit/page/page.tsx';
import type { Me } from '#server/session/present.ts';
import { isKind, useMe } from '../me.tsx';
import { useFilters } from '../search.ts';
import { openable } from './openable.ts';
import { ProceedingList } from './proceeding-list.tsx';

/** Proceedings in which the reader has a part, or which lie in the reader's scope. */
export function ListPage() {
  const me = useMe();
  const router = useRouter();
  const [search, set] = useFilters();
  const open = search['open'] ?? 'true';
  const query = {
    procedure: search['procedure'],
    state: search['state'],
    open: open === 'true' || open === 'false' ? open : undefined,
    left: open === 'left' ? 'true' : undefined,
    q: search['q'],
  };
  const chosen = law.procedures.find(({ id }) => id === search['procedure']);
  const mayOpen = openable(me, today()).length > 0;
  return (
    <Page
      title="事项"
      about="有经过、有各方、有期限的办理事项：整改、监督抽查、交办、投诉等。"
      acts={
        <>
          <ExportButton path="/api/proceedings/export.xlsx" query={query} />
          {mayOpen && (
            <Button
              type="primary"
              onClick={() =>
                void router.navigate({
                  to: '/proceedings/new',
                  search: { procedure: search['procedure'] },
                })
              }
            >
              办理新事项
            </Button>
          )}
        </>
      }
    >
      <Filters>
        <Segmented
          value={open}
          onChange={(value) => set({ open: value })}
          options={[
            { value: 'true', label: '办理中' },
            { value: 'false', label: '已办结' },
            { value: 'all', label: '全部' },
            ...(mayLeave(me) ? [{ value: 'left', label: '曾承办' }] : []),
          ]}
        />
        <Select
          aria-label="程序"
          placeholder="全部程序"
          value={search['procedure'] ?? null}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(id: string | null | undefined) =>
            set({ procedure: id ?? undefined, state: undefined })
          }
          options={procedureOptions()}
          popupMatchSelectWidth={false}
          className="select-procedure"
        />
        {chosen !== undefined && open !== 'left' && (
          <Select
            aria-label="状态"
            placeholder="全部状态"
            value={search['state'] ?? null}
            allowClear
            onChange={(id: string | null | undefined) => set({ state: id ?? undefined })}
            options={Object.entries(chosen.states).map(([value, { title }]) => ({
              value,
              label: title,
            }))}
            popupMatchSelectWidth={false}
            className="select-state"
          />
        )}
        <SearchBox value={search['q']} onSearch={(q) => set({ q })} placeholder="事项或单位名称" />
      </Filters>
      <ProceedingList
        query={query}
        empty={
          open === 'left'
            ? '本单位没有交出过事项。'
            : mayOpen
              ? '放宽筛选条件，或者点击“办理新事项”。'
              : '放宽筛选条件；轮到您办理的事项会出现在待办中。'
        }
      />
    </Page>
  );
}

/** Whether a house of this kind can have handed a matter on, and reads on what it had. */
function mayLeave(me: Me): boolean {
  return law.procedures.some(({ roles }) =>
    Object.values(roles).some((role) => role.formerly !== undefined && isKind(me, role.kinds)),
  );
}

/** Procedures by the party whose responsibility they are, one line per id. */
function procedureOptions() {
  const latest = new Map(law.procedures.map((procedure) => [procedure.id, procedure]));
  return Object.entries(parties)
    .map(([party, label]) => ({
      label,
      options: [...latest.values()]
        .filter((procedure) => procedure.party === party)
        .map(({ id, title }) => ({ value: id, label: title })),
    }))
    .filter(({ options }) => options.length > 0);
}
