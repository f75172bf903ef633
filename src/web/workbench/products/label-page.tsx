import { Button, Input } from 'antd';
import { useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { labelItems } from '#law/enterprise/product/label.ts';
import type { PresentedCertificate } from '#server/certificates/present.ts';
import type { PresentedProduct } from '#server/products/present.ts';
import { today } from '../../kit/api/clock.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRead, useRefresh } from '../../kit/api/read.ts';
import { submitOnce } from '../../kit/api/submission.ts';
import { FilesInput } from '../../kit/form/files-input.tsx';
import { Page } from '../../kit/page/page.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { Basis } from '../law/basis.tsx';
import './products.css';

type ItemId = keyof typeof labelItems;
type Verdict = 'met' | 'unmet' | 'none';

const ids = Object.keys(labelItems) as ItemId[];
const verdicts: readonly (readonly [Verdict, string])[] = [
  ['met', '符合'],
  ['unmet', '不符合'],
  ['none', '不适用'],
];

/** The label sheet for the hand: product beside the phone, one question under the other, photos, done. */
export function LabelPage() {
  const { id } = useParams({ from: '/shell/products/$id/label' });
  const product = useRead<PresentedProduct>(`/api/products/${id}`);
  return (
    <Shown reading={product} rows={8}>
      {(one) => <Sheet key={id} product={one} />}
    </Shown>
  );
}

function Sheet({ product }: { product: PresentedProduct }) {
  const router = useRouter();
  const refresh = useRefresh();
  const { productClass, maker } = product;
  // What the class does not ask for is settled, and is not asked.
  const settled: Partial<Record<ItemId, Verdict>> = {
    ...(productClass.licence ? {} : { licence: 'none' }),
    ...(productClass.ccc ? {} : { ccc: 'none' }),
  };
  const [found, setFound] = useState<Partial<Record<ItemId, Verdict>>>({});
  const [photos, setPhotos] = useState<string[]>([]);
  const [note, setNote] = useState('');
  const [mark, setMark] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const held = useRead<{ certificates: readonly PresentedCertificate[] }>('/api/certificates', {
    organisation: maker.id,
    class: productClass.id,
    kind: 'licence',
    standing: 'valid',
  });
  const markNumber = mark ?? held.value?.certificates[0]?.number ?? '';
  const asked = ids.filter((id) => settled[id] === undefined);
  const answered = asked.filter((id) => found[id] !== undefined).length;
  const failed = ids.filter((id) => found[id] === 'unmet');
  const isWhole = answered === asked.length && photos.length > 0;

  async function send() {
    setBusy(true);
    setProblem(undefined);
    const answer = await submitOnce(
      `act/${product.id}/checkLabel`,
      `/api/proceedings/${product.id}/acts/checkLabel`,
      {
        input: {
          checkedOn: today(),
          items: { ...found, ...settled },
          ...(productClass.licence && markNumber !== '' ? { markNumber } : {}),
          ...(note.trim() === '' ? {} : { note: note.trim() }),
          verdict: failed.length === 0 ? 'passed' : 'failed',
          photos,
        },
      },
    );
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    await refresh();
    void router.navigate({ to: '/products/$id', params: { id: product.id } });
  }

  return (
    <Page title="检查标签标识" about={`${product.name} ${product.model}`} narrow>
      <ol className="label-items">
        {asked.map((id) => (
          <Item
            key={id}
            id={id}
            verdict={found[id]}
            choose={(verdict) => setFound({ ...found, [id]: verdict })}
          >
            {id === 'licence' && found.licence === 'met' && (
              <label className="label-mark">
                <span className="muted">标注的许可证编号</span>
                <Input
                  aria-label="标注的许可证编号"
                  value={markNumber}
                  maxLength={60}
                  onChange={(event) => setMark(event.target.value)}
                />
              </label>
            )}
            {id === 'standard' && (
              <p className="muted">
                档案执行：
                {[...product.standards.map(({ number }) => number), product.own]
                  .filter((number) => number !== '')
                  .join('、')}
              </p>
            )}
            {id === 'origin' && <p className="muted">申报的产地：{product.origin}</p>}
          </Item>
        ))}
      </ol>
      <section className="label-rest">
        <h2>标签、包装、说明书照片</h2>
        <FilesInput label="标签照片" max={9} value={photos} onChange={setPhotos} />
        <label>
          <span className="muted">情况说明{failed.length > 0 ? '' : '（选填）'}</span>
          <Input.TextArea
            aria-label="情况说明"
            value={note}
            maxLength={1000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        {failed.length > 0 && (
          <p className="note warn">
            {failed.length}项不符合：提交后登记为需要整改的问题，改正并重新检查后才能供应。
          </p>
        )}
        {problem !== undefined && <ProblemView problem={problem} title="检查表没有接收" />}
      </section>
      <div className="label-foot">
        <span className="muted num">
          {answered}/{asked.length}项{photos.length === 0 && '，还没有照片'}
        </span>
        <Button
          type="primary"
          size="large"
          loading={isBusy}
          disabled={!isWhole}
          onClick={() => void send()}
        >
          {failed.length === 0 ? '提交：符合要求' : '提交：不符合要求'}
        </Button>
      </div>
    </Page>
  );
}

function Item({
  id,
  verdict,
  choose,
  children,
}: {
  id: ItemId;
  verdict: Verdict | undefined;
  choose: (verdict: Verdict) => void;
  children: React.ReactNode;
}) {
  const { title, hint, basis } = labelItems[id];
  return (
    <li className={`label-item ${verdict ?? ''}`}>
      <div className="label-what">
        <strong>{title}</strong>
        <span className="muted">{hint}</span>
        <Basis ids={[basis]} />
      </div>
      <div className="label-verdicts" role="radiogroup" aria-label={title}>
        {verdicts.map(([value, said]) => (
          <button
            key={value}
            type="button"
            role="radio"
            aria-checked={verdict === value}
            className={`label-verdict ${value}`}
            onClick={() => choose(value)}
          >
            {said}
          </button>
        ))}
      </div>
      {children}
    </li>
  );
}
