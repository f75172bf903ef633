import { Checkbox } from 'antd';
import { Link } from '@tanstack/react-router';
import type { RecallCockpit, RecallHolder } from '#server/recalls/present.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Filters } from '../../kit/page/filters.tsx';
import { Panel } from '../../kit/page/page.tsx';
import { Pager } from '../../kit/page/pager.tsx';
import { RegionSelect } from '../../kit/pick/region-select.tsx';
import { Empty } from '../../kit/show/states.tsx';
import { amountText, dayText, momentText } from '../../kit/show/words.ts';
import { pageOf, useFilters } from '../search.ts';
import { tierTitle } from './layers.tsx';

const states = {
  untold: ['待通知', 'todo'],
  told: ['已通知，未答复', 'todo'],
  stopped: ['已停止，未答复', 'todo'],
  answered: ['已答复', 'done'],
  kept: ['已结束，仍封存', 'todo'],
  ended: ['已结束', 'done'],
} as const;

/** Who holds recalled goods, what became of them there and by when an answer is due. */
export function Holders({ cockpit }: { cockpit: RecallCockpit }) {
  const [search, set] = useFilters();
  const { isWhole, holders, total, houses, totals } = cockpit;
  return (
    <Panel
      title={isWhole ? '持有单位' : '本单位的直接购买者'}
      note={
        isWhole
          ? `${houses}家${total > houses ? `，按产品共${total}行` : ''}，未收回多的在前`
          : '更下级的单位只向监管部门开放'
      }
      flush
    >
      {isWhole && (
        <div className="recall-filters">
          <Filters>
            <RegionSelect
              allowClear
              placeholder="全部地区"
              value={search['region'] === undefined ? undefined : Number(search['region'])}
              onChange={(code) => set({ region: code === undefined ? undefined : String(code) })}
            />
            <Checkbox
              checked={search['silent'] === 'true'}
              onChange={({ target }) => set({ silent: target.checked ? 'true' : undefined })}
            >
              只看没有答复的
            </Checkbox>
          </Filters>
        </div>
      )}
      {holders.length === 0 ? (
        <Empty title="没有符合条件的单位" />
      ) : (
        <DataTable
          caption="持有单位"
          rows={holders}
          rowKey={({ id, product, unit }) => `${id} ${unit} ${product}`}
          toneOf={({ due, state }) =>
            due?.overdue === true && state !== 'answered' ? 'alarm' : undefined
          }
          columns={[
            { title: '单位', kind: 'main', cell: nameOf },
            ...(isWhole
              ? [
                  { title: '地区', cell: ({ region }: RecallHolder) => region?.name ?? '—' },
                  {
                    title: '层级',
                    kind: 'short' as const,
                    cell: ({ tier }: RecallHolder) => tierTitle(tier ?? 0),
                  },
                ]
              : []),
            {
              title: '状态',
              kind: 'short',
              cell: ({ state, answeredAt, stale }) => (
                <>
                  <span className={`state-tag ${states[state][1]}`}>{states[state][0]}</span>
                  {stale && (
                    <>
                      <br />
                      <span className="state-tag late">答复后有变动</span>
                    </>
                  )}
                  {answeredAt !== undefined && (
                    <>
                      <br />
                      <span className="muted num">{momentText(answeredAt)}</span>
                    </>
                  )}
                </>
              ),
            },
            ...(totals.length > 1
              ? [{ title: '产品', cell: ({ product }: RecallHolder) => product }]
              : []),
            { title: '批次', kind: 'number', isDetail: true, cell: ({ lots }) => lots },
            {
              title: '购进或生产',
              kind: 'number',
              isDetail: true,
              cell: ({ got, unit }) => `${amountText(got)}${unit}`,
            },
            {
              title: '已控制/应处置',
              kind: 'number',
              cell: ({ placed, secured, unit }) =>
                `${amountText(secured)} / ${amountText(placed)}${unit}`,
            },
            {
              title: '未收回',
              kind: 'number',
              cell: ({ open, unit }) => (
                <strong className={Number(open) > 0 ? 'layer-rest' : 'muted'}>
                  {amountText(open)}
                  {unit}
                </strong>
              ),
            },
            ...(isWhole
              ? [
                  {
                    title: '答复期限',
                    kind: 'code' as const,
                    cell: ({ due }: RecallHolder) =>
                      due === undefined ? (
                        '—'
                      ) : (
                        <span className={due.overdue ? 'state-tag late' : ''}>
                          {dayText(due.day)}
                          {due.overdue && ' 逾期'}
                        </span>
                      ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {isWhole && (
        <Pager
          page={pageOf(search)}
          total={total}
          unit={total > houses ? '行' : '家'}
          onPage={(page) => set({ page: String(page) })}
        />
      )}
    </Panel>
  );
}

function nameOf({ name, notice }: RecallHolder) {
  return notice === undefined ? (
    name
  ) : (
    <Link to="/proceedings/$id" params={{ id: notice }}>
      {name}
    </Link>
  );
}
