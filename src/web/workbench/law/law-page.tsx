import { Select } from 'antd';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo } from 'react';
import { coverage } from '#kernel/derive/matrix.ts';
import type { ClauseCoverage, DefinitionCoverage } from '#kernel/derive/matrix.ts';
import { law } from '#law/all.ts';
import { Filters, SearchBox } from '../../kit/page/filters.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Empty } from '../../kit/show/states.tsx';
import { useFilters } from '../search.ts';
import { articleText } from './basis.tsx';
import './law.css';

const kinds = { duty: '责任事项', procedure: '程序', book: '台账' } as const;

/** Every clause that the platform cites, and what carries it out: the matrix that shows the gaps as well. */
export function LawPage() {
  const [search, set] = useFilters();
  const rows = useMemo(() => coverage(law), []);
  const q = (search['q'] ?? '').trim();
  const asked = search['clause'];
  const instrument = search['instrument'] ?? (asked === undefined ? 'guidance' : 'all');
  const shown = rows.filter(
    (row) =>
      (instrument === 'all' || row.clause.split('/')[0] === instrument) &&
      (q === '' || row.title.includes(q) || row.instrument.includes(q) || mentions(row, q)),
  );
  const groups = Map.groupBy(shown, ({ clause }) => clause.split('/')[0] ?? clause);

  useEffect(() => {
    if (asked === undefined) return;
    document.getElementById(`clause-${asked}`)?.scrollIntoView({ block: 'center' });
  }, [asked]);

  return (
    <Page
      title="法规与条款"
      about="平台引用的每一条款及其由哪些责任事项、程序、台账落实。条款内容为平台归纳的要点，以正式文本为准。"
    >
      <Filters>
        <Select
          aria-label="法规"
          value={instrument}
          onChange={(value) => set({ instrument: value, clause: undefined })}
          options={[
            { value: 'all', label: '全部法规' },
            ...law.clauses.instruments.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          className="select-source"
        />
        <SearchBox
          value={search['q']}
          onSearch={(text) => set({ q: text })}
          placeholder="条款要点或事项名称"
        />
      </Filters>
      {groups.size === 0 && <Empty title="没有找到条款">换一个说法，或者改选“全部法规”。</Empty>}
      {[...groups].map(([id, clauses]) => {
        const found = law.clauses.instruments.find((one) => one.id === id);
        const carried = clauses.filter(({ definitions }) => definitions.length > 0).length;
        return (
          <Panel
            key={id}
            title={found?.title ?? id}
            note={`${found?.number ?? ''}　${carried}/${clauses.length}条已由平台落实`}
            flush
          >
            <ul className="clauses">
              {clauses.map((row) => (
                <ClauseLine key={row.clause} row={row} isAsked={row.clause === asked} />
              ))}
            </ul>
          </Panel>
        );
      })}
    </Page>
  );
}

function ClauseLine({ row, isAsked }: { row: ClauseCoverage; isAsked: boolean }) {
  const [instrument = '', article] = row.clause.split('/');
  return (
    <li id={`clause-${row.clause}`} className={isAsked ? 'asked' : ''}>
      <strong className="num">
        {article === undefined ? '全文' : articleText(instrument, article)}
      </strong>
      <p>{row.title}</p>
      <ul className="carriers">
        {row.definitions.length === 0 && <li className="muted">—</li>}
        {row.definitions.map((definition) => (
          <li key={definition.id + definition.from}>
            <Carrier definition={definition} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Carrier({ definition }: { definition: DefinitionCoverage }) {
  const { kind, id, title, acts, deadlines } = definition;
  const parts = [
    ...(acts.length > 0 ? [`步骤：${acts.join('、')}`] : []),
    ...(deadlines.length > 0 ? [`期限：${deadlines.join('、')}`] : []),
  ].join('；');
  return (
    <span title={parts}>
      <span className="muted">{kinds[kind]} </span>
      {kind === 'book' ? (
        <Link to="/books/$book" params={{ book: id }}>
          {title}
        </Link>
      ) : kind === 'procedure' ? (
        <Link to="/proceedings" search={{ procedure: id, open: 'all' }}>
          {title}
        </Link>
      ) : (
        <Link to="/duties" search={{ duty: id }}>
          {title}
        </Link>
      )}
      {isOneOfSeveral(definition) && <span className="muted num">（自{definition.from}）</span>}
      {parts !== '' && <small className="muted">{parts}</small>}
    </span>
  );
}

function mentions(row: ClauseCoverage, q: string): boolean {
  return row.definitions.some(({ title, acts }) => [title, ...acts].some((one) => one.includes(q)));
}

/** Whether the law holds several versions of this definition. */
function isOneOfSeveral({ id }: DefinitionCoverage): boolean {
  return law.definitions.filter((one) => one.id === id).length > 1;
}
