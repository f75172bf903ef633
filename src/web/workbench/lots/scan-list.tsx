import { Button, Input } from 'antd';
import type { InputRef } from 'antd';
import { useRef, useState } from 'react';
import type { FoundLot } from '#server/lots/present.ts';
import { call, withQuery } from '../../kit/api/call.ts';

/** A lot that was scanned, with what was typed beside it. */
export interface ScannedLot {
  readonly lot: FoundLot;
  readonly quantity: string;
  readonly certificate: string;
}

/**
 * Takes lots by their codes, as fast as a scanner types: the code, Enter, the quantity, Enter, and the next code.
 * @param limit how much of a lot can be taken: what may leave, or what is there.
 */
export function ScanList({
  rows,
  onRows,
  limit,
  withCertificate = false,
  autoFocus = false,
}: {
  rows: readonly ScannedLot[];
  onRows: (rows: readonly ScannedLot[]) => void;
  limit: (lot: FoundLot) => string;
  withCertificate?: boolean;
  autoFocus?: boolean;
}) {
  const scanner = useRef<InputRef>(null);
  const [code, setCode] = useState('');
  const [choice, setChoice] = useState<readonly FoundLot[]>([]);
  const [trouble, setTrouble] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  async function find() {
    if (code.trim() === '') return;
    setBusy(true);
    const answer = await call<{ lots: FoundLot[] }>('GET', withQuery('/api/lots/find', { code }));
    setBusy(false);
    if (!answer.ok) return setTrouble(answer.problem.detail);
    const { lots } = answer.value;
    const [only] = lots;
    setTrouble(only === undefined ? `没有找到“${code}”，或者本单位没有持有过它。` : undefined);
    if (only !== undefined && lots.length === 1) return add(only);
    setChoice(lots);
  }

  function add(lot: FoundLot) {
    setCode('');
    setChoice([]);
    if (rows.some((row) => row.lot.id === lot.id)) {
      setTrouble(`批号${lot.number}已经在下面。`);
      return focusQuantity(lot.id);
    }
    if (lot.blocked) return setTrouble(`批号${lot.number}已被召回、查封或者隔离，不得使用和销售。`);
    if (Number(limit(lot)) <= 0) return setTrouble(usedUp(lot));
    setTrouble(undefined);
    onRows([...rows, { lot, quantity: '', certificate: lot.certificate ?? '' }]);
    focusQuantity(lot.id);
  }

  const change = (id: string, part: Partial<ScannedLot>) =>
    onRows(rows.map((row) => (row.lot.id === id ? { ...row, ...part } : row)));

  return (
    <div className="scan">
      <label className="scan-code">
        <span>扫码，或者输入批号后按回车</span>
        <Input
          ref={scanner}
          size="large"
          value={code}
          autoFocus={autoFocus}
          onChange={(event) => setCode(event.target.value)}
          onPressEnter={(event) => {
            event.preventDefault();
            void find();
          }}
          placeholder="批号、商品条码链接或者批次网址"
          autoComplete="off"
          enterKeyHint="search"
          suffix={
            <Button type="link" size="small" loading={isBusy} onClick={() => void find()}>
              查找
            </Button>
          }
        />
      </label>
      {trouble !== undefined && (
        <p className="note warn" role="alert">
          {trouble}
        </p>
      )}
      {choice.length > 1 && (
        <div className="scan-choice" role="group" aria-label="选择批次">
          <p className="muted">有{choice.length}个批次是这个批号，请选择：</p>
          {choice.map((lot) => (
            <Button key={lot.id} onClick={() => add(lot)}>
              {lot.product} {lot.model} {lot.origin ?? ''} 现存{lot.onHand}
              {lot.unit}
            </Button>
          ))}
        </div>
      )}
      <ul className="scan-rows">
        {rows.map(({ lot, quantity, certificate }) => (
          <li key={lot.id}>
            <div className="scan-what">
              <strong>
                {lot.product} {lot.model}
              </strong>
              <span className="muted num">
                批号{lot.number}　可用{limit(lot)}
                {lot.unit}
              </span>
            </div>
            <Input
              id={`scan-${lot.id}`}
              size="large"
              inputMode="decimal"
              aria-label={`${lot.number}的数量`}
              placeholder="数量"
              value={quantity}
              onChange={(event) => change(lot.id, { quantity: event.target.value.trim() })}
              onPressEnter={(event) => {
                if (event.ctrlKey || event.metaKey) return;
                event.preventDefault();
                scanner.current?.focus();
              }}
              suffix={lot.unit}
              className="scan-quantity num"
            />
            {withCertificate && (
              <Input
                size="large"
                aria-label={`${lot.number}的检验合格证号`}
                placeholder="检验合格证号"
                value={certificate}
                onChange={(event) => change(lot.id, { certificate: event.target.value })}
                className="scan-certificate"
              />
            )}
            <Button
              aria-label={`去掉${lot.number}`}
              onClick={() => onRows(rows.filter((row) => row.lot.id !== lot.id))}
            >
              去掉
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Why nothing of a lot can be taken. */
function usedUp({ number, onHand, unit, own }: FoundLot): string {
  if (Number(onHand) <= 0) return `批号${number}已经用完或者发出，没有现存。`;
  const waits = own ? '还没有检验放行' : '还没有进货查验';
  return `批号${number}现存${onHand}${unit}，${waits}，不能使用和销售。`;
}

/** The row comes with the next frame. */
function focusQuantity(lot: string): void {
  requestAnimationFrame(() => document.getElementById(`scan-${lot}`)?.focus());
}
