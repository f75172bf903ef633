import { Link } from '@tanstack/react-router';
import type { LotDetail } from '#server/lots/present.ts';
import type { PresentedProduct } from '#server/products/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { Panel } from '../../kit/page/page.tsx';
import { Citations } from '../../kit/show/citation.tsx';
import { useMe } from '../me.tsx';

/**
 * The file of a lot's product and what it lacks, before somebody fills a release in and is refused; where a lot names none,
 * the files that it may be of. Buyers do not see the maker's files.
 */
export function ProductOfLot({ detail: { lot, files } }: { detail: LotDetail }) {
  const { organisation } = useMe();
  const isSeen = organisation?.kind !== 'enterprise' || organisation.id === lot.registeredBy;
  if (!isSeen) return null;
  if (lot.file !== undefined) return <FiledProduct file={lot.file} />;
  if (files.length === 0) return null;
  return (
    <p className="note warn">
      这个批次没有选择产品档案，放行时不核对产品的许可、认证、标准和标签。单位建有同名产品的档案：
      {files.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 && '、'}
          <Link to="/products/$id" params={{ id }}>
            {title}
          </Link>
        </span>
      ))}
      。可以更正批次登记，选择产品档案。
    </p>
  );
}

function FiledProduct({ file }: { file: string }) {
  const { value } = useRead<PresentedProduct>(`/api/products/${file}`);
  if (value === undefined) return null;
  const { name, model, stateTitle, lacks } = value;
  return (
    <Panel title="产品档案">
      <div className="stack">
        <p>
          <Link to="/products/$id" params={{ id: file }}>
            {name} {model}
          </Link>
          {` · ${stateTitle} · `}
          {lacks.length === 0 ? '没有缺项' : `有${lacks.length}项不符合，放行时逐项核对`}
        </p>
        {lacks.map(({ kind, sentence, basis }) => (
          <div key={kind + sentence} className="note alarm">
            <p>{sentence}</p>
            <Citations basis={basis} />
          </div>
        ))}
      </div>
    </Panel>
  );
}
