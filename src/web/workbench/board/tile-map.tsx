import { Link } from '@tanstack/react-router';
import type { BoardRegion } from '#server/board/present.ts';
import { countText, percentText } from '../../kit/show/words.ts';
import type { Search } from '../search.ts';
import { stepOf, steps } from './rate.ts';

/**
 * The cities of the province as tiles, each about where it lies; one size for all, so that a small city can be read.
 * Regions without a place on the map are laid out in rows.
 */
export function TileMap({ regions, search }: { regions: readonly BoardRegion[]; search: Search }) {
  const isMap = regions.every(({ tile }) => tile !== undefined);
  return (
    <figure className="tiles-figure">
      <div className={isMap ? 'tiles' : 'tiles flow'}>
        {regions.map((region) => (
          <Link
            key={region.code}
            to="/board"
            search={{ ...search, region: String(region.code), page: undefined }}
            className={`tile step-${stepOf(region.totals)}`}
            {...(region.tile !== undefined && {
              style: { gridRow: region.tile.row + 1, gridColumn: region.tile.column + 1 },
            })}
            title={`${region.name}：应履职企业${region.totals.organisations}家，缺失${region.totals.missing}次`}
          >
            <span className="tile-name">{shortName(region.name)}</span>
            <span className="tile-rate num">
              {percentText(region.totals.done, region.totals.done + region.totals.missing)}
            </span>
            <span className="tile-more num">缺{countText(region.totals.missing)}</span>
          </Link>
        ))}
      </div>
      <figcaption>
        <ul className="legend">
          {steps.map((step) => (
            <li key={step.id}>
              <span className={`rate-key step-${step.id}`} aria-hidden />
              {step.title}
            </li>
          ))}
          <li>
            <span className="rate-key step-none" aria-hidden />
            没有应完成的期次
          </li>
        </ul>
      </figcaption>
    </figure>
  );
}

function shortName(name: string): string {
  return name.length > 2 ? name.replace(/[市县区]$/, '') : name;
}
