import { Button, Checkbox, Input } from 'antd';
import type { NoticeLot } from '#server/recalls/present.ts';
import { Panel } from '../../kit/page/page.tsx';
import { amountText } from '../../kit/show/words.ts';
import { gapOf } from './sheet.ts';
import type { BuyerRow, LotRow } from './sheet.ts';

const amounts = [
  ['found', '现存'],
  ['consumers', '售给消费者'],
  ['recovered', '其中已收回'],
  ['returned', '累计退回'],
  ['destroyed', '累计销毁'],
] as const;

const blank: BuyerRow = { name: '', contact: '', quantity: '', told: false, recovered: '0' };

/** One lot of a notice: what the graph knows, what the holder says, and whether it balances. */
export function LotCard({
  lot,
  row,
  onChange,
}: {
  lot: NoticeLot;
  row: LotRow;
  onChange: (row: LotRow) => void;
}) {
  const gap = gapOf(lot, row);
  const { unit } = lot;
  return (
    <Panel
      title={[lot.product, lot.model, `批号${lot.number}`].filter(Boolean).join(' ')}
      note={noteOf(lot)}
    >
      <div className="answer-lot">
        <p className="muted num">
          {lot.own ? '生产' : '购进'}
          {amountText(lot.got)}
          {unit}
          {lot.used !== '0' && `，用于生产${amountText(lot.used)}${unit}`}
          {lot.passed !== '0' && `，售给平台单位${amountText(lot.passed)}${unit}（平台已另行通知）`}
        </p>
        <div className="answer-sums">
          {amounts.map(([name, title]) => (
            <label key={name}>
              {title}
              <Input
                inputMode="decimal"
                suffix={unit}
                value={row[name]}
                onChange={({ target }) => onChange({ ...row, [name]: target.value.trim() })}
              />
            </label>
          ))}
        </div>
        <Buyers row={row} unit={unit} onChange={(buyers) => onChange({ ...row, buyers })} />
        <p className={gap === '0' ? 'answer-balance even' : 'answer-balance'} role="status">
          {gap === undefined
            ? '请填写数字'
            : gap === '0'
              ? '合计相符'
              : gap.startsWith('-')
                ? `多出${gap.slice(1)}${unit}`
                : `还差${gap}${unit}`}
        </p>
      </div>
    </Panel>
  );
}

function noteOf({ answered }: NoticeLot): string {
  if (answered === undefined) return '待答复';
  return answered.stale ? '答复后货物又有变动，请重新答复' : '已答复，可以更新';
}

/** Buyers outside the platform: whoever sold to them answers for them. */
function Buyers({
  row,
  unit,
  onChange,
}: {
  row: LotRow;
  unit: string;
  onChange: (buyers: readonly BuyerRow[]) => void;
}) {
  const change = (at: number, own: Partial<BuyerRow>) =>
    onChange(row.buyers.map((buyer, index) => (index === at ? { ...buyer, ...own } : buyer)));
  return (
    <div className="answer-buyers">
      {row.buyers.map((buyer, index) => (
        <div key={index} className="answer-buyer">
          <Input
            aria-label="购买单位名称"
            placeholder="平台外单位"
            value={buyer.name}
            onChange={({ target }) => change(index, { name: target.value })}
          />
          <Input
            aria-label="联系方式"
            placeholder="联系方式"
            value={buyer.contact}
            onChange={({ target }) => change(index, { contact: target.value })}
          />
          <Input
            aria-label="售出数量"
            placeholder="售出"
            inputMode="decimal"
            suffix={unit}
            value={buyer.quantity}
            onChange={({ target }) => change(index, { quantity: target.value.trim() })}
          />
          <Input
            aria-label="已收回数量"
            placeholder="已收回"
            inputMode="decimal"
            suffix="收回"
            value={buyer.recovered}
            onChange={({ target }) => change(index, { recovered: target.value.trim() })}
          />
          <span>
            <Checkbox
              checked={buyer.told}
              onChange={({ target }) => change(index, { told: target.checked })}
            >
              已通知
            </Checkbox>
            <Button
              type="text"
              size="small"
              onClick={() => onChange(row.buyers.filter((_, at) => at !== index))}
            >
              删去
            </Button>
          </span>
        </div>
      ))}
      <span>
        <Button size="small" onClick={() => onChange([...row.buyers, blank])}>
          添加平台以外的购买单位
        </Button>
      </span>
    </div>
  );
}
