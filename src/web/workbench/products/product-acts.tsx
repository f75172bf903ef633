import { Button } from 'antd';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { Procedure } from '#kernel/definition.ts';
import type { PresentedOffer, ProceedingDetail } from '#server/proceedings/present.ts';
import type { PresentedProduct } from '#server/products/present.ts';
import { today } from '../../kit/api/clock.ts';
import type { Values } from '../../kit/form/values.ts';
import { ActDrawer } from '../proceedings/act-drawer.tsx';

/** The next step first: what is declared, checked and revised before it is supplied. */
export function Offers({
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
