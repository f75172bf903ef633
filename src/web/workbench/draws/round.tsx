import { Button } from 'antd';
import { grounds, replacements } from '#law/regulator/random-draw/recusal.ts';
import type { DrawnObject, RoundView } from '#server/draws/present.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Panel } from '../../kit/page/page.tsx';
import { momentText } from '../../kit/show/words.ts';

const words: Readonly<Record<string, string>> = { ...grounds, ...replacements };

/** One round: its source, its result, what was changed since. */
export function Round({
  round,
  number,
  onReplace,
  onRecuse,
}: {
  round: RoundView;
  number: number;
  onReplace?: (row: DrawnObject) => void;
  onRecuse?: (row: DrawnObject) => void;
}) {
  const { beacon, replacedBecause, drawn, steps } = round;
  const note = round.drawnAt === undefined ? '尚未抽取' : `${momentText(round.drawnAt)}抽取`;
  return (
    <Panel title={`第${number}轮`} note={replacedBecause === undefined ? note : '已作废，保留在案'}>
      <dl className="draw-facts">
        <dt>随机源</dt>
        <dd>
          存证账本第{round.size}条记录时的根哈希
          {beacon !== undefined && `；${beacon.on}公布的${beacon.name}`}
          {beacon?.value !== undefined && `（${beacon.value}）`}
        </dd>
        {replacedBecause !== undefined && (
          <>
            <dt>重抽理由</dt>
            <dd>{replacedBecause.reason}</dd>
          </>
        )}
      </dl>
      {drawn.length > 0 && (
        <Result drawn={drawn} {...(onReplace && { onReplace })} {...(onRecuse && { onRecuse })} />
      )}
      {steps.length > 0 && (
        <ul className="draw-steps">
          {steps.map((step) => (
            <li key={step.at}>
              <span className="num">{momentText(step.at)}</span> {step.objectName}：
              {words[step.ground]}，
              {step.do === 'replace'
                ? '对象由下一名次递补'
                : `检查人员${step.inspectorName ?? ''}由下一名次接替`}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** A result as a table. */
export function Result({
  drawn,
  onReplace,
  onRecuse,
}: {
  drawn: readonly DrawnObject[];
  onReplace?: (row: DrawnObject) => void;
  onRecuse?: (row: DrawnObject) => void;
}) {
  const places = new Map(drawn.map((row, at) => [row, at + 1]));
  const changes = onReplace !== undefined || onRecuse !== undefined;
  return (
    <DataTable
      caption="抽取结果"
      rows={drawn}
      rowKey={({ object }) => object.id}
      columns={[
        { title: '序号', kind: 'number', width: '64px', cell: (row) => places.get(row) },
        { title: '检查对象', kind: 'main', cell: ({ object }) => object.name },
        {
          title: '方式',
          kind: 'short',
          cell: ({ arm, stratum }) => (arm === 'uniform' ? '均匀' : stratum),
        },
        { title: '名次', kind: 'number', cell: ({ rank }) => rank },
        {
          title: '检查人员',
          cell: ({ inspectors }) => inspectors.map(({ name }) => name).join('、'),
        },
        ...(changes
          ? [
              {
                title: '变动',
                kind: 'short' as const,
                cell: (row: DrawnObject) => (
                  <>
                    {onReplace && (
                      <Button type="link" size="small" onClick={() => onReplace(row)}>
                        递补
                      </Button>
                    )}
                    {onRecuse && (
                      <Button type="link" size="small" onClick={() => onRecuse(row)}>
                        回避
                      </Button>
                    )}
                  </>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
