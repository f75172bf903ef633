import { Button } from 'antd';
import { Link, useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { law } from '#law/all.ts';
import type { LotDetail, LotLink } from '#server/lots/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Figure, Figures, Page, Panel } from '../../kit/page/page.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { momentText } from '../../kit/show/words.ts';
import { FactList } from '../../kit/show/fact-list.tsx';
import { mayKeep } from '../books/books-page.tsx';
import { useMe } from '../me.tsx';
import { actsOf, waitingOf } from './acts.ts';
import { Blocks } from './blocks.tsx';
import { CodesPanel } from './codes-panel.tsx';
import { Inspections } from './inspections.tsx';
import { Available, LotState } from './list-page.tsx';
import { ProductOfLot } from './product-of-lot.tsx';
import { Steps } from './steps.tsx';
import './lots.css';

/** One lot: what there is of it, what happened to it, what it was made of and what was made of it. */
export function LotPage() {
  const { id } = useParams({ from: '/shell/lots/$id' });
  const lot = useRead<LotDetail>(`/api/lots/${id}`);
  return (
    <Shown reading={lot} rows={10}>
      {(detail) => <OneLot detail={detail} />}
    </Shown>
  );
}

function OneLot({ detail }: { detail: LotDetail }) {
  const { lot, holders, steps, parts, products, names } = detail;
  const me = useMe();
  const { number, product, model = '', unit, own } = lot;
  const isOwn = lot.holder === me.organisation?.id;
  const waits = waitingOf(lot);
  return (
    <Page
      title={`${product} ${model} 批号${number}`.replace(/\s+/g, ' ')}
      about={<LotState lot={lot} />}
      acts={<Acts detail={detail} />}
    >
      <Blocks blocks={detail.blocks} />
      <Figures>
        <Figure label="取得数量" value={lot.got} unit={unit} />
        <Figure label="现存" value={lot.onHand} unit={unit} />
        <Figure
          label="可发出"
          value={lot.available}
          unit={unit}
          tone={lot.blocked ? 'alarm' : 'good'}
          {...(lot.blocked && { note: '已封存，不得使用、销售和出厂' })}
        />
        <Figure label={own ? '待检验放行' : '待进货查验'} value={waits} unit={unit} />
      </Figures>
      <Panel>
        <Facts detail={detail} />
      </Panel>
      <ProductOfLot detail={detail} />
      <Panel title="发生了什么" note={`${steps.length}条`} flush>
        <Steps steps={steps} names={names} lot={lot} me={me.organisation?.id} />
      </Panel>
      <Inspections detail={detail} />
      {isOwn && own && <CodesPanel lot={lot.id} isReleased={lot.released !== '0'} />}
      <Links title="由哪些批次制成" links={parts} empty={own ? '没有登记所用批次。' : undefined} />
      <Links
        title="用在哪些批次里"
        links={products}
        empty={isOwn ? '还没有用于生产。' : undefined}
      />
      {holders.length > 1 && (
        <Panel title="持有情况" flush>
          <DataTable
            caption="持有情况"
            rows={holders}
            rowKey={({ holder }) => holder}
            columns={[
              { title: '单位', kind: 'main', cell: ({ holder }) => names[holder] ?? '—' },
              { title: '取得', kind: 'number', cell: ({ got }) => got },
              { title: '现存', kind: 'number', cell: ({ onHand }) => onHand },
              { title: '可发出', kind: 'number', cell: (held) => <Available lot={held} /> },
            ]}
          />
        </Panel>
      )}
    </Page>
  );
}

function Acts({ detail: { lot, names } }: { detail: LotDetail }) {
  const me = useMe();
  const router = useRouter();
  const trace = (
    <Button
      onClick={() => void router.navigate({ to: '/trace', search: { lot: lot.id } as never })}
    >
      追溯图
    </Button>
  );
  if (lot.holder !== me.organisation?.id) return trace;
  const acts = actsOf(lot, names[lot.receivedFrom ?? '']).filter(({ book }) => {
    const definition = law.book(book, today());
    return definition !== undefined && mayKeep(definition, me);
  });
  return (
    <>
      {trace}
      {acts.map(({ book, label, given }, index) => (
        <Button
          key={book}
          type={index === 0 ? 'primary' : 'default'}
          onClick={() =>
            void router.navigate({
              to: '/books/$book/new',
              params: { book },
              search: { given: JSON.stringify(given) } as never,
            })
          }
        >
          {label}
        </Button>
      ))}
    </>
  );
}

function Facts({ detail: { lot, names } }: { detail: LotDetail }) {
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      '生产批号',
      <span key="n" className="num">
        {lot.number}
      </span>,
    ],
    ['生产日期', lot.madeOn ?? '—'],
    ['登记单位', names[lot.registeredBy] ?? '—'],
    ...(lot.origin === undefined ? [] : [['供货商（平台外）', lot.origin] as const]),
    ...(lot.receivedFrom === undefined
      ? []
      : [['从哪里取得', names[lot.receivedFrom] ?? '—'] as const]),
    ['最近变动', momentText(lot.lastAt)],
  ];
  return <FactList facts={facts} />;
}

/** So many are listed at first. */
const fewLinks = 20;

function Links({
  title,
  links,
  empty,
}: {
  title: string;
  links: readonly LotLink[];
  empty: string | undefined;
}) {
  const [isWhole, setWhole] = useState(false);
  if (links.length === 0 && empty === undefined) return null;
  const shown = isWhole ? links : links.slice(0, fewLinks);
  return (
    <Panel
      title={title}
      {...(links.length > 0 && { note: `${links.length}批` })}
      acts={
        shown.length < links.length && (
          <Button size="small" onClick={() => setWhole(true)}>
            全部列出
          </Button>
        )
      }
      flush
    >
      {links.length === 0 ? (
        <p className="muted lot-none">{empty}</p>
      ) : (
        <DataTable
          caption={title}
          rows={shown}
          rowKey={({ lot, by }) => `${lot}/${by}`}
          columns={[
            {
              title: '产品',
              kind: 'main',
              cell: ({ lot, product }) => (
                <Link to="/lots/$id" params={{ id: lot }}>
                  {product}
                </Link>
              ),
            },
            { title: '生产批号', kind: 'code', cell: ({ number }) => number },
            {
              title: '用量',
              kind: 'number',
              cell: ({ quantity, unit }) => (
                <>
                  {quantity} {unit}
                </>
              ),
            },
          ]}
        />
      )}
    </Panel>
  );
}
