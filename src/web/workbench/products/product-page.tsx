import { Button } from 'antd';
import { Link, useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { Procedure } from '#kernel/definition.ts';
import { law } from '#law/all.ts';
import type { PresentedCertificate } from '#server/certificates/present.ts';
import type {
  PresentedOffer,
  ProceedingDetail,
  TimelineItem,
} from '#server/proceedings/present.ts';
import type { CitedStandard, PresentedProduct } from '#server/products/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import type { Values } from '../../kit/form/values.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Citations } from '../../kit/show/citation.tsx';
import { Deadlines } from '../../kit/show/deadline.tsx';
import { Names } from '../../kit/show/names.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { dayText, momentText } from '../../kit/show/words.ts';
import { CertificateTable } from '../certificates/certificate-table.tsx';
import { ActDrawer } from '../proceedings/act-drawer.tsx';
import { LabelSheet } from './label-sheet.tsx';
import { Declared } from './declared.tsx';
import { Standing } from './product-table.tsx';
import './products.css';

/** One product: what stands against it, its standards, declaration, label and certificates, and what can be done. */
export function ProductPage() {
  const { id } = useParams({ from: '/shell/products/$id' });
  const product = useRead<PresentedProduct>(`/api/products/${id}`);
  const file = useRead<ProceedingDetail>(`/api/proceedings/${id}`);
  return (
    <Shown reading={product} rows={12}>
      {(one) => (
        <Shown reading={file} rows={12}>
          {(detail) => (
            <Names value={detail.names}>
              <OneProduct key={id} product={one} file={detail} />
            </Names>
          )}
        </Shown>
      )}
    </Shown>
  );
}

const modes: Readonly<Record<string, string>> = {
  own: '自行生产',
  entrusted: '受他人委托生产',
  entrusting: '委托他人生产',
};

function OneProduct({ product, file }: { product: PresentedProduct; file: ProceedingDetail }) {
  const procedure = law.procedure(file.procedure, file.version);
  const last = (...acts: string[]) => file.timeline.findLast(({ act }) => acts.includes(act));
  return (
    <Page
      title={`${product.name} ${product.model}`}
      about={
        <>
          <Link to="/organisations/$id" params={{ id: product.maker.id }}>
            {product.maker.name}
          </Link>
          {` · ${product.productClass.title} · `}
          <Standing product={product} />
        </>
      }
      acts={
        <Link to="/proceedings/$id" params={{ id: product.id }}>
          办理经过（{file.timeline.length}步）
        </Link>
      }
    >
      <Lacks product={product} />
      <Offers product={product} file={file} procedure={procedure} />
      {file.deadlines.length > 0 && (
        <Panel title="期限">
          <Deadlines clocks={file.deadlines} />
        </Panel>
      )}
      <Facts product={product} stated={last('file', 'revise')} />
      <Panel title="执行的标准" flush>
        <Standards product={product} title={ownTitle(last('declare'))} />
      </Panel>
      <Declared product={product} declaration={last('declare')} />
      <LabelSheet label={product.label} sheet={last('checkLabel')} />
      <Papers product={product} />
    </Page>
  );
}

function Lacks({ product: { lacks, state } }: { product: PresentedProduct }) {
  if (lacks.length === 0) return null;
  return (
    <div className="lacks">
      {lacks.map(({ sentence, basis }) => (
        <div key={sentence} className={`note ${state === 'supplied' ? 'alarm' : 'warn'}`}>
          <p>{sentence}</p>
          <Citations basis={basis} />
        </div>
      ))}
    </div>
  );
}

/** The next step first: what is declared, checked and revised before it is supplied. */
function Offers({
  product,
  file,
  procedure,
}: {
  product: PresentedProduct;
  file: ProceedingDetail;
  procedure: Procedure | undefined;
}) {
  const router = useRouter();
  const [chosen, setChosen] = useState<PresentedOffer>();
  if (procedure === undefined || file.offers.length === 0) return null;
  const wanted = nextAct(product);
  const order = (act: string) => (act === wanted ? -1 : Object.keys(procedure.acts).indexOf(act));
  const offers = file.offers.toSorted((a, b) => order(a.act) - order(b.act));
  const take = (offer: PresentedOffer) =>
    offer.act === 'checkLabel'
      ? void router.navigate({ to: '/products/$id/label', params: { id: product.id } })
      : setChosen(offer);
  return (
    <>
      <div className="offers product-offers">
        {offers.map((offer) => (
          <Button
            key={offer.act}
            type={offer.act === wanted ? 'primary' : 'default'}
            onClick={() => take(offer)}
          >
            {offer.title}
          </Button>
        ))}
      </div>
      {chosen !== undefined && (
        <ActDrawer
          proceeding={file}
          procedure={procedure}
          offer={chosen}
          {...givenFor(chosen.act, file, product)}
          onClose={() => setChosen(undefined)}
        />
      )}
    </>
  );
}

/** What puts the first thing right that stands against it. */
function nextAct({ lacks: [first], state }: PresentedProduct): string | undefined {
  switch (first?.kind) {
    case undefined:
      return state === 'filed' ? 'supply' : undefined;
    case 'lapsed':
    case 'mandatory':
      return 'revise';
    case 'undeclared':
    case 'outdated':
      return 'declare';
    case 'label':
      return 'checkLabel';
    default:
      return undefined;
  }
}

/** Supply begins today, a revision and a declaration start from the last one; what lapses gives way to what takes its place. */
function givenFor(
  act: string,
  { timeline }: ProceedingDetail,
  { standards }: PresentedProduct,
): { given?: Values } {
  if (act === 'supply') return { given: { from: today() } };
  const from = { revise: ['file', 'revise'], declare: ['declare'] }[act];
  const last = timeline.findLast((item) => from?.includes(item.act) === true);
  if (last === undefined) return {};
  const { reason: _, ...given } = last.input;
  if (act !== 'revise' || standards.every(({ replacedBy }) => replacedBy.length === 0)) {
    return { given };
  }
  const numbers = standards.flatMap(({ number, replacedBy }) =>
    replacedBy.length === 0 ? [number] : replacedBy,
  );
  return { given: { ...given, standards: [...new Set(numbers)], reason: '按新标准修订' } };
}

function Facts({
  product,
  stated,
}: {
  product: PresentedProduct;
  stated: TimelineItem | undefined;
}) {
  const inapplicable = [stated?.input['inapplicable'] ?? []].flat().map(String);
  const facts: readonly (readonly [string, string])[] = [
    ['商标', product.brand],
    ['产地', product.origin],
    ['商品条码', product.code],
    ['生产方式', modes[product.mode] ?? product.mode],
    ['对方企业', textOf(stated?.input['partner'])],
    ['不适用的标准', inapplicable.join('、')],
    ['不适用的理由', textOf(stated?.input['inapplicableReason'])],
    ['档案更新', stated === undefined ? '' : momentText(stated.at)],
  ];
  return (
    <Panel title="基本情况">
      <dl className="facts">
        {facts
          .filter(([, text]) => text !== '')
          .map(([title, text]) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
    </Panel>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The name of the enterprise's own standard as it was declared. */
function ownTitle(declaration: TimelineItem | undefined): string {
  const own = declaration?.input['ownStandard'] as { readonly title?: unknown } | undefined;
  return textOf(own?.title);
}

const natures = {
  mandatory: '强制性',
  recommended: '推荐性',
  guiding: '指导性',
  own: '企业标准',
} as const;

type Row = Omit<CitedStandard, 'nature' | 'from'> & {
  readonly nature: keyof typeof natures;
  readonly from?: string;
};

function Standards({
  product: { standards, own },
  title,
}: {
  product: PresentedProduct;
  title: string;
}) {
  const rows: Row[] = [...standards];
  if (own !== '') rows.push({ number: own, title, nature: 'own', lapsed: false, replacedBy: [] });
  return (
    <DataTable
      caption="执行的标准"
      rows={rows}
      rowKey={({ number }) => number}
      columns={[
        {
          title: '标准编号',
          kind: 'main',
          cell: ({ number, nature }) =>
            nature === 'own' ? (
              number
            ) : (
              <Link to="/standards" search={{ q: number } as never}>
                {number}
              </Link>
            ),
        },
        { title: '名称', cell: ({ title: name }) => name || '—' },
        { title: '性质', kind: 'short', cell: ({ nature }) => natures[nature] },
        {
          title: '实施日期',
          kind: 'code',
          isDetail: true,
          cell: ({ from }) => (from === undefined ? '—' : dayText(from)),
        },
        { title: '效力', cell: (one) => <Validity standard={one} /> },
      ]}
    />
  );
}

function Validity({ standard }: { standard: Row }) {
  const { lapsesOn, lapsed, replacedBy, nature } = standard;
  if (nature === 'own') return <span className="muted">以声明公开的内容为准</span>;
  if (lapsesOn === undefined) return <span className="state-tag done">现行</span>;
  const by = replacedBy.length === 0 ? '' : `，由${replacedBy.join('、')}代替`;
  return (
    <>
      <span className={`state-tag ${lapsed ? 'missing' : 'late'}`}>
        {lapsed ? '已失效' : '即将失效'}
      </span>{' '}
      自{dayText(lapsesOn)}起失效{by}
    </>
  );
}

function Papers({ product }: { product: PresentedProduct }) {
  const { productClass, maker } = product;
  const needs = [
    ...(productClass.licence ? ['生产许可证'] : []),
    ...(productClass.ccc ? ['强制性产品认证'] : []),
  ];
  const held = useRead<{ certificates: readonly PresentedCertificate[] }>('/api/certificates', {
    organisation: maker.id,
    class: productClass.id,
  });
  return (
    <Panel
      title="许可与认证"
      note={needs.length === 0 ? '同类产品不需要' : `需要${needs.join('、')}`}
      flush
    >
      <Shown reading={held}>
        {({ certificates }) =>
          certificates.length === 0 ? (
            <Empty title={needs.length === 0 ? '不需要许可证或者认证证书' : '没有登记证书'} />
          ) : (
            <CertificateTable certificates={certificates} holders={false} />
          )
        }
      </Shown>
    </Panel>
  );
}
