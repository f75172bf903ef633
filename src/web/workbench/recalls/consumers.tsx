import { Checkbox, Input } from 'antd';
import { soldToConsumers } from './sheet.ts';
import type { ConsumersRow, LotRow } from './sheet.ts';

/** Nothing said yet. */
export const startOfConsumers: ConsumersRow = { people: '', isUnknown: false, why: '' };

/** How many people bought, or why nobody can say; asked only of whoever sold to consumers. */
export function Consumers({
  rows,
  value,
  onChange,
}: {
  rows: Readonly<Record<string, LotRow>>;
  value: ConsumersRow;
  onChange: (value: ConsumersRow) => void;
}) {
  if (!soldToConsumers(rows)) return null;
  const { people, isUnknown, why } = value;
  return (
    <>
      {!isUnknown && (
        <label className="answer-people">
          购买的消费者人数{' '}
          <Input
            inputMode="numeric"
            value={people}
            onChange={({ target }) =>
              onChange({ ...value, people: target.value.replaceAll(/\D/g, '') })
            }
            style={{ width: 120 }}
          />
        </label>
      )}
      <Checkbox
        checked={isUnknown}
        onChange={({ target }) => onChange({ ...value, isUnknown: target.checked })}
      >
        没有销售记录，人数无法统计
      </Checkbox>
      {isUnknown && (
        <Input.TextArea
          aria-label="无法统计的原因"
          placeholder="无法统计的原因"
          value={why}
          onChange={({ target }) => onChange({ ...value, why: target.value })}
          autoSize={{ minRows: 2 }}
          maxLength={2000}
        />
      )}
    </>
  );
}
