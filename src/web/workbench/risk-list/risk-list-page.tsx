import { Button, Select } from 'antd';
import { useRouter } from '@tanstack/react-router';
import type { PresentedEntry, RecordList } from '#server/entries/present.ts';
import { riskControlList } from '#law/enterprise/risk-control-list.ts';
import { useRead } from '../../kit/api/read.ts';
import { ExportButton } from '../../kit/page/filters.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { LogState } from '../../kit/show/proof.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { momentText } from '../../kit/show/words.ts';
import { mayKeep } from '../books/books-page.tsx';
import { Basis } from '../law/basis.tsx';
import { useMe } from '../me.tsx';
import { itemsOf } from '../reports/daily.ts';
import { useFilters } from '../search.ts';
import { compareLists } from './compare.ts';
import { ChangeTable, ItemTable } from './item-table.tsx';
import './risk-list.css';

/** The risk control list of the reader's enterprise: what holds, its versions, and what changed between two. */
export function RiskListPage() {
  const me = useMe();
  const router = useRouter();
  const mayEdit = mayKeep(riskControlList, me);
  const versions = useRead<RecordList>('/api/books/risk-control-list/records');
  const edit = (label: string) => (
    <Button type="primary" onClick={() => void router.navigate({ to: '/risk-list/edit' })}>
      {label}
    </Button>
  );
  const isEmpty = versions.value?.total === 0;
  return (
    <Page
      title="风险管控清单"
      about={<Basis ids={riskControlList.basis} />}
      acts={
        !isEmpty && (
          <>
            <ExportButton path="/api/books/risk-control-list/export.xlsx" />
            {mayEdit && edit('修订')}
          </>
        )
      }
    >
      <Shown reading={versions} rows={10}>
        {({ records, total }) =>
          records.length === 0 ? (
            <Panel>
              <Empty title="还没有风险管控清单">
                日管控按清单逐项检查，没有清单就不能记录。可以从同类产品的模板开始，再按本单位实际增减。
                <br />
                {mayEdit ? edit('从模板编制') : '请质量安全员、质量安全总监或者主要负责人编制。'}
              </Empty>
            </Panel>
          ) : (
            <Versions records={records} total={total} />
          )
        }
      </Shown>
    </Page>
  );
}

function Versions({ records, total }: Omit<RecordList, 'names'>) {
  const [search, set] = useFilters();
  const number = (entry: PresentedEntry) => total - records.indexOf(entry);
  const shown = records.find(({ id }) => id === search['version']) ?? records[0]!;
  const other = records.find(({ id }) => id === search['compare']);
  const items = itemsOf(shown);
  const changes = other === undefined ? [] : compareLists(itemsOf(other), items);
  return (
    <div className="columns versions">
      <Panel
        title={`第${number(shown)}版${shown === records[0] ? '（现行）' : ''}`}
        note={`${items.length}项，其中每日${items.filter(({ frequency }) => frequency === 'day').length}项`}
        flush
        acts={
          <Select
            aria-label="与另一版比较"
            placeholder="与另一版比较"
            value={other?.id ?? null}
            allowClear
            onChange={(id: string | null | undefined) => set({ compare: id ?? undefined })}
            options={records
              .filter((one) => one !== shown)
              .map((one) => ({ value: one.id, label: `与第${number(one)}版比较` }))}
            className="select-version"
          />
        }
      >
        {other === undefined ? (
          <ItemTable items={items} />
        ) : changes.length === 0 ? (
          <Empty title="两版的项目没有差别" />
        ) : (
          <ChangeTable changes={changes} />
        )}
      </Panel>
      <Panel title="版本" flush>
        <ul className="version-list">
          {records.map((entry) => (
            <li key={entry.id}>
              <button
                type="button"
                aria-current={entry === shown}
                onClick={() => set({ version: entry.id, compare: undefined })}
              >
                <strong>第{number(entry)}版</strong>
                <span className="num muted">{momentText(entry.at)}</span>
                <span className="muted">{entry.by.name}</span>
                <LogState index={entry.index} />
                {typeof entry.input['changeNote'] === 'string' && (
                  <span className="version-note">{entry.input['changeNote']}</span>
                )}
              </button>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
