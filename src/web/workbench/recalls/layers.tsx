import type { RecallTier } from '#server/recalls/present.ts';
import { amountText, percentText } from '../../kit/show/words.ts';

/** The tiers of a recall as layers: who makes, who bought, and how much of it is accounted for in each. */
export function Layers({ tiers }: { tiers: readonly RecallTier[] }) {
  // Bars compare what is alike: so many boards beside so many tables say nothing.
  const most = Map.groupBy(tiers, ({ product, unit }) => `${unit} ${product}`);
  const mostOf = ({ product, unit }: RecallTier) =>
    Math.max(1, ...(most.get(`${unit} ${product}`) ?? []).map(({ placed }) => Number(placed)));
  const isMixed = most.size > 1;
  return (
    <ol className="layers" aria-label="流转层级">
      {tiers.map((tier) => {
        const placed = Number(tier.placed);
        const secured = Number(tier.secured);
        return (
          <li key={`${tier.tier} ${tier.unit} ${tier.product}`}>
            <div className="layer-head">
              <strong>
                {tierTitle(tier.tier)}
                {isMixed && ` · ${tier.product}`}
              </strong>
              <span className="num">
                {tier.holders}家 · 已通知{tier.told} · 已答复{tier.answered}
              </span>
            </div>
            <div
              className="layer-bar"
              style={{ width: `${Math.max(12, (placed / mostOf(tier)) * 100)}%` }}
              role="img"
              aria-label={`应处置${amountText(tier.placed)}${tier.unit}，已控制${amountText(tier.secured)}${tier.unit}`}
            >
              <span className="layer-secured" style={{ flexGrow: secured }} />
              <span className="layer-open" style={{ flexGrow: placed - secured }} />
            </div>
            <div className="layer-foot num">
              <span>
                应处置{amountText(tier.placed)}
                {tier.unit}
              </span>
              <span>已控制{percentText(secured, placed)}</span>
              <span className={Number(tier.open) > 0 ? 'layer-rest' : 'muted'}>
                未收回{amountText(tier.open)}
                {tier.unit}
              </span>
              <span className="muted">
                售给平台外{amountText(tier.outside)} · 消费者{amountText(tier.consumers)}
              </span>
            </div>
          </li>
        );
      })}
    </ol>
  );
}

/** What a tier is called. */
export function tierTitle(tier: number): string {
  return tier === 0 ? '源头' : `第${tier}级`;
}
