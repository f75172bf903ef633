import { Button, InputNumber } from 'antd';
import { useState } from 'react';
import type { LotCodes } from '#server/codes/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { Panel } from '../../kit/page/page.tsx';
import { Shown } from '../../kit/show/states.tsx';

/** So many codes go into one file. */
const mostLabels = 540;

/** The public code of a lot, and sheets of the numbers of its single things to print. */
export function CodesPanel({ lot, isReleased }: { lot: string; isReleased: boolean }) {
  const codes = useRead<LotCodes>(`/api/lots/${lot}/codes`);
  return (
    <Panel title="追溯码">
      <Shown reading={codes} rows={2}>
        {({ address, qr, ranges }) =>
          address === undefined || qr === undefined ? (
            <p className="muted">
              {isReleased
                ? '还没有赋码。登记赋码后得到追溯码，打印在产品或者包装上，消费者扫码可查。'
                : '检验放行后可以赋码，打印在产品或者包装上，消费者扫码可查。'}
            </p>
          ) : (
            <div className="lot-codes">
              <img
                src={`data:image/svg+xml;utf8,${encodeURIComponent(qr)}`}
                alt="批次追溯码"
                width={132}
                height={132}
              />
              <div className="stack">
                <a href={address} target="_blank" rel="noreferrer">
                  {address}
                </a>
                <span>
                  <a href={`/api/lots/${lot}/labels.pdf`} target="_blank" rel="noreferrer">
                    打印批次码
                  </a>
                </span>
                <Serials lot={lot} last={Math.max(0, ...ranges.map(({ last }) => last))} />
              </div>
            </div>
          )
        }
      </Shown>
    </Panel>
  );
}

function Serials({ lot, last }: { lot: string; last: number }) {
  const [from, setFrom] = useState(1);
  if (last < 1) return null;
  const to = Math.min(last, from + mostLabels - 1);
  return (
    <div className="stack">
      <span className="muted">单品序列码1—{last}</span>
      <label>
        从第
        <InputNumber
          aria-label="起始序号"
          min={1}
          max={last}
          precision={0}
          value={from}
          onChange={(value) => setFrom(value ?? 1)}
        />
        个起
      </label>
      <span>
        <Button
          size="small"
          href={`/api/lots/${lot}/labels.pdf?from=${from}&to=${to}`}
          target="_blank"
        >
          打印{from}—{to}
        </Button>{' '}
        <Button size="small" href={`/api/lots/${lot}/codes.xlsx?from=1&to=${last}`}>
          导出全部（Excel）
        </Button>
      </span>
    </div>
  );
}
