import { Link, useParams } from '@tanstack/react-router';
import { law } from '#law/all.ts';
import type { PresentedCertificate } from '#server/certificates/present.ts';
import type { ProceedingDetail, TimelineItem } from '#server/proceedings/present.ts';
import type { PresentedProduct } from '#server/products/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Citations } from '../../kit/show/citation.tsx';
import { Deadlines } from '../../kit/show/deadline.tsx';
import { Names } from '../../kit/show/names.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { momentText } from '../../kit/show/words.ts';
import { CertificateTable } from '../certificates/certificate-table.tsx';
import { LabelSheet } from './label-sheet.tsx';
import { Declared } from './declared.tsx';
import { Offers } from './product-acts.tsx';
import { Standing } from './product-table.tsx';
import { Standards } from './standards-panel.tsx';
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
      <Standards product={product} declaration={last('declare')} />
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
