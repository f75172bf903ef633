import { Link } from '@tanstack/react-router';
import type { Trace } from '#server/trace/present.ts';
import type { LayeredTrace, TraceNode } from '#trace/layers.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { gotAt, sumsOf } from './boxes.ts';
import { holderName, isKeptBack } from './narrow.ts';

/** Rows of one table; what a filter leaves is seldom more, and the export has all. */
const mostRows = 500;

interface Listed {
  readonly layered: LayeredTrace;
  readonly places: Trace['places'];
  readonly onFocus: (key: string) => void;
}

/** The lots of a trace with where they are, one row for a lot at a holder; stands beside the picture. */
export function NodeTable({ layered, places, onFocus }: Listed) {
  const rows = layered.nodes.toSorted((a, b) => a.tier - b.tier || (a.key < b.key ? -1 : 1));
  return (
    <>
      <DataTable
        caption="批次所在"
        rows={rows.slice(0, mostRows)}
        rowKey={({ key }) => key}
        toneOf={(node) => (isKeptBack(node) ? 'alarm' : undefined)}
        columns={[
          { title: '级', kind: 'short', cell: ({ tier }) => tier + 1 },
          {
            title: '批次',
            kind: 'main',
            cell: ({ key, lot, holder }) => (
              <>
                <button type="button" className="as-link" onClick={() => onFocus(key)}>
                  {lot.product} {lot.model} {lot.number}
                </button>
                {holder === lot.registeredBy && <FromEvent id={lot.event} />}
              </>
            ),
          },
          { title: '单位', cell: (node) => <Holder node={node} places={places} /> },
          {
            title: '取得',
            kind: 'number',
            cell: (node) => {
              const got = gotAt(layered, node);
              return got === undefined ? '—' : `${got} ${node.lot.unit}`;
            },
          },
          {
            title: '现存',
            kind: 'number',
            cell: ({ holding, lot }) =>
              holding === undefined ? '—' : `${holding.onHand} ${lot.unit}`,
          },
          { title: '取得日期', kind: 'code', cell: ({ since }) => since ?? '—' },
        ]}
      />
      {rows.length > mostRows && (
        <p className="muted trace-more">
          只列出前{mostRows}行，共{rows.length}行；请筛选，或者导出全部。
        </p>
      )}
    </>
  );
}

/** The same for phones: tier by tier, each folded up until it is opened. */
export function TierList({ layered, places, onFocus }: Listed) {
  const tiers = [...Map.groupBy(layered.nodes, ({ tier }) => tier)].sort(([a], [b]) => a - b);
  return (
    <ol className="tier-list">
      {tiers.map(([tier, nodes]) => (
        <li key={tier}>
          <details open={nodes.length <= 6}>
            <summary>
              <strong>第{tier + 1}级</strong>
              <span className="muted">
                {nodes.length}处　现存{sumsOf(nodes)}
              </span>
            </summary>
            <ul>
              {nodes.slice(0, 100).map((node) => (
                <li key={node.key} className={isKeptBack(node) ? 'blocked' : ''}>
                  <button type="button" className="as-link" onClick={() => onFocus(node.key)}>
                    {node.lot.product} {node.lot.model} {node.lot.number}
                  </button>
                  {node.holder === node.lot.registeredBy && <FromEvent id={node.lot.event} />}
                  <span>
                    <Holder node={node} places={places} />
                  </span>
                  <span className="num muted">
                    {[amountOf(layered, node), node.since].filter(Boolean).join(' · ')}
                  </span>
                  {isKeptBack(node) && <span className="state-tag overdue">已封存</span>}
                </li>
              ))}
              {nodes.length > 100 && (
                <li className="muted">其余{nodes.length - 100}处请筛选后查看。</li>
              )}
            </ul>
          </details>
        </li>
      ))}
    </ol>
  );
}

/** The event by which a lot came in. */
function FromEvent({ id }: { id: string | null }) {
  if (id === null) return null;
  return (
    <small className="trace-from">
      <Link to="/traces/$event" params={{ event: id }}>
        追溯事件
      </Link>
    </small>
  );
}

/** How much of a lot came there and is there; what is there beyond the reader's sight nobody says. */
function amountOf(layered: LayeredTrace, node: TraceNode): string {
  const { holding, holder, lot } = node;
  const got = gotAt(layered, node);
  return [
    holder === undefined ? '平台以外' : '',
    got === undefined ? '' : `取得${got}${holding === undefined ? lot.unit : ''}`,
    holding === undefined ? '' : `现存${holding.onHand}${lot.unit}`,
  ]
    .filter(Boolean)
    .join('，');
}

function Holder({ node, places }: { node: TraceNode; places: Trace['places'] }) {
  const place = places[node.holder ?? '']?.regionName;
  const name = holderName(node, places);
  return (
    <>
      {node.holder === undefined ? (
        name
      ) : (
        <Link to="/organisations/$id" params={{ id: node.holder }}>
          {name}
        </Link>
      )}
      {place !== undefined && place !== '' && <span className="muted"> {place}</span>}
    </>
  );
}
