import { Link } from '@tanstack/react-router';
import { cities } from '#law/divisions.ts';
import type { RecallPlace } from '#server/recalls/present.ts';
import { amountText } from '../../kit/show/words.ts';
import type { Search } from '../search.ts';

/** Where recalled goods still are, on the tile map of the province; the more is open the darker. */
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
  const most = Math.max(1, ...places.map(({ open }) => Number(open)));
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
          key={`${place.code} ${place.unit}`}
          to="/recalls/$id"
          params={{ id }}
          search={{ ...search, region: String(place.code), page: undefined }}
          className={`recall-tile open-${stepOf(Number(place.open), most)}`}
          {...(place.tile !== undefined && {
            style: { gridRow: place.tile.row + 1, gridColumn: place.tile.column + 1 },
          })}
          title={`${place.name}：${place.holders}家，未答复${place.silent}家`}
        >
          <span className="recall-place">{place.name.replace(/市$/, '')}</span>
          <span className="recall-open num">
            {amountText(place.open)}
            {place.unit}
          </span>
          <span className="recall-silent num">
            {place.silent === 0 ? `${place.holders}家已答复` : `${place.silent}家未答复`}
          </span>
        </Link>
      ))}
    </div>
  );
}

/** 0 nothing open, 4 the most. */
function stepOf(open: number, most: number): number {
  return open <= 0 ? 0 : Math.max(1, Math.ceil((open / most) * 4));
}
