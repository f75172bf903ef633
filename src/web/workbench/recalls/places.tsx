import { Link } from '@tanstack/react-router';
import { cities } from '#law/divisions.ts';
import type { RecallPlace } from '#server/recalls/present.ts';
import { amountText } from '../../kit/show/words.ts';
import type { Search } from '../search.ts';

/** Where recalled goods still are, on the tile map of the province; the larger the open part the darker. */
export function Places({
  id,
  places,
  search,
}: {
  id: string;
  places: readonly RecallPlace[];
  search: Search;
}) {
  const shown = new Set(places.map(({ code }) => code));
  // A place alone in an empty field is nowhere: the other cities say where it lies.
  const isMap = places.every(({ tile }) => tile !== undefined);
  const others = isMap ? cities.filter(({ code }) => !shown.has(code)) : [];
  return (
    <div className="recall-tiles">
      {others.map(({ code, name, tile }) => (
        <span
          key={code}
          className="recall-tile none"
          {...(tile !== undefined && {
            style: { gridRow: tile.row + 1, gridColumn: tile.column + 1 },
          })}
        >
          {name.replace(/市$/, '')}
        </span>
      ))}
      {places.map((place) => (
        <Link
          key={place.code}
          to="/recalls/$id"
          params={{ id }}
          search={{ ...search, region: String(place.code), page: undefined }}
          className={`recall-tile open-${stepOf(place)}`}
          {...(place.tile !== undefined && {
            style: { gridRow: place.tile.row + 1, gridColumn: place.tile.column + 1 },
          })}
          title={titleOf(place)}
        >
          <span className="recall-place">{place.name.replace(/市$/, '')}</span>
          <span className="recall-open num">{openText(place)}</span>
          <span className="recall-silent num">
            {place.silent === 0 ? `${place.holders}家已答复` : `${place.silent}家未答复`}
          </span>
        </Link>
      ))}
    </div>
  );
}

/** What is open of the product with most of it, and how many other products there are. */
function openText({ sums }: RecallPlace): string {
  const left = sums.filter(({ open }) => Number(open) > 0);
  const [first = sums[0]] = left;
  if (first === undefined) return '';
  const text = `${amountText(first.open)}${first.unit}`;
  if (left.length < 2) return text;
  return `${first.product}${text}等${left.length}种`;
}

function titleOf({ name, holders, silent, sums }: RecallPlace): string {
  const open = sums.map(({ product, unit, open }) => `${product}${amountText(open)}${unit}`);
  return `${name}：${holders}家，未答复${silent}家；未收回${open.join('、')}`;
}

/** 0 nothing open, 4 nearly all of some product: shares compare, boards and tables do not. */
function stepOf({ sums }: RecallPlace): number {
  const shares = sums.map(({ open, placed }) => Number(open) / Math.max(1, Number(placed)));
  const most = Math.max(0, ...shares);
  return most <= 0 ? 0 : Math.max(1, Math.min(4, Math.ceil(most * 4)));
}
