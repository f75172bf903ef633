import { Button } from 'antd';
import type { PresentedOffer } from '#server/proceedings/present.ts';

/** A step that can be taken now: marked where a clock waits for it, and where it is only written down for somebody. */
export function OfferButton({
  offer,
  isFirst,
  choose,
}: {
  offer: PresentedOffer;
  isFirst: boolean;
  choose: (offer: PresentedOffer) => void;
}) {
  const { title, behalf, due } = offer;
  return (
    <Button
      type={isFirst && due !== undefined ? 'primary' : 'default'}
      onClick={() => choose(offer)}
    >
      {title}
      {behalf !== undefined && `（代${behalf}登记）`}
    </Button>
  );
}
