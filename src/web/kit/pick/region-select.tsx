import { Select } from 'antd';
import { cities, countiesOf, jiangxi, liesWithin } from '#law/divisions.ts';

/**
 * Picks a division of Jiangxi: cities with their counties below them.
 * @param within the division that the reader covers; nothing outside it is offered.
 * @param only `county` offers counties only, for the place of an enterprise.
 */
export function RegionSelect({
  value,
  onChange,
  within = jiangxi.code,
  only,
  id,
  placeholder = '选择地区',
  allowClear = false,
}: {
  value?: number | undefined;
  onChange?: (code: number | undefined) => void;
  within?: number;
  only?: 'county';
  id?: string;
  placeholder?: string;
  allowClear?: boolean;
}) {
  const province =
    only === undefined && within === jiangxi.code ? [{ value: jiangxi.code, label: '江西省' }] : [];
  const groups = cities.flatMap((city) => {
    const counties = countiesOf(city.code).filter(({ code }) => liesWithin(code, within));
    const isWhole = only === undefined && liesWithin(city.code, within);
    const own = isWhole ? [{ value: city.code, label: city.name }] : [];
    const options = counties.map(({ code, name }) => ({
      value: code,
      label: `${city.name}${name}`,
    }));
    return own.length + options.length === 0
      ? []
      : [{ label: city.name, options: [...own, ...options] }];
  });
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      aria-label={placeholder}
      value={value ?? null}
      onChange={(code: number | null | undefined) => onChange?.(code ?? undefined)}
      options={[...province, ...groups]}
      placeholder={placeholder}
      showSearch={{ optionFilterProp: 'label' }}
      allowClear={allowClear}
      className="select-region"
    />
  );
}
