import { Button } from 'antd';
import type { PresentedOffer, ProceedingDetail } from '#server/proceedings/present.ts';
import { Panel } from '../../kit/page/page.tsx';
import { dayText } from '../../kit/show/words.ts';

/** What can be done now: the act whose clock runs out first stands out, as does the only one that there is. */
export function OffersPanel({
  title,
  proceeding,
  choose,
}: {
  title: string;
  proceeding: ProceedingDetail;
  choose: (offer: PresentedOffer) => void;
}) {
  const { offers, upcoming, final } = proceeding;
  if (final) return null;
  const urgent = offers.find((offer) => offer.urgent);
  return (
    <Panel title={title}>
      {offers.length === 0 ? (
        <p className="muted">目前没有轮到您办理的步骤。{awaitedText(proceeding)}</p>
      ) : (
        <div className="offers">
          {offers.map((offer) => (
            <Button
              key={offer.act}
              type={offer === urgent || offers.length === 1 ? 'primary' : 'default'}
              onClick={() => choose(offer)}
            >
              {offerTitle(offer)}
            </Button>
          ))}
        </div>
      )}
      {urgent?.due !== undefined && offers.length > 1 && (
        <p className="muted offers-first">
          最先到期的是“{urgent.title}”，期限至{dayText(urgent.due)}。
        </p>
      )}
      {upcoming.length > 0 && (
        <ul className="upcoming">
          {upcoming.map(({ title: act, sentence }) => (
            <li key={act}>
              <strong>{act}</strong>
              <span className="muted">{sentence}</span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** Whom the case waits for, by the duty that falls due first. */
function awaitedText({ deadlines }: Pick<ProceedingDetail, 'deadlines'>): string {
  const [first] = deadlines
    .filter(
      ({ nature, status }) => nature === 'duty' && (status === 'running' || status === 'overdue'),
    )
    .toSorted((one, other) => one.dueDay.localeCompare(other.dueDay));
  if (first === undefined) return '';
  return `正在等待${first.ownerTitle}办理：${first.title}，期限至${dayText(first.dueDay)}。`;
}

/** An act as its button names it: whoever only records it for somebody else is told so before. */
export function offerTitle({ title, onBehalfOf }: PresentedOffer): string {
  return onBehalfOf === undefined ? title : `${title}（代${onBehalfOf}登记）`;
}
