import type { JsonObject } from '#kernel/json.ts';
import type { DailyRecord } from '#law/enterprise/daily/form.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { FileThumbs } from '../../kit/show/files.tsx';
import { itemsOf } from '../reports/daily.ts';

const results = {
  normal: '未发现问题',
  finding: '发现问题',
  'not-applicable': '当日不涉及',
} as const;

/** A daily record with the risk points of the very list version that it was made by. */
export function DailyView({ input }: { input: JsonObject }) {
  const record = input as unknown as DailyRecord;
  const version = useRead<PresentedEntry>(
    record.riskList === undefined ? undefined : `/api/entries/${record.riskList}`,
  );
  if (record.dayType === 'idle') {
    return <p>停产、休业：{record.idleReason}</p>;
  }
  const items = itemsOf(version.value);
  const findings = record.items.filter(({ result }) => result === 'finding').length;
  return (
    <div className="stack">
      <p>
        {findings === 0
          ? `检查${record.items.length}项，未发现问题（零风险报告）。`
          : `检查${record.items.length}项，发现问题${findings}项。`}
        {record.remark}
      </p>
      <DataTable
        caption="检查项目"
        rows={record.items}
        rowKey={({ item }) => item}
        columns={[
          {
            title: '项目',
            kind: 'main',
            cell: ({ item }) => {
              const risk = items.find(({ code }) => code === item);
              return (
                <>
                  <span className="num muted">{item}</span>{' '}
                  {risk === undefined ? '' : `${risk.keyLink}：${risk.riskPoint}`}
                </>
              );
            },
          },
          {
            title: '结果',
            kind: 'short',
            cell: ({ result }) => (
              <span className={`state-tag ${result === 'finding' ? 'todo' : ''}`}>
                {results[result]}
              </span>
            ),
          },
          { title: '实测值', cell: ({ measured }) => measured ?? '' },
          {
            title: '情况与措施',
            cell: ({ note, immediateMeasure }) => (
              <>
                {note}
                {immediateMeasure !== undefined && (
                  <p className="muted">措施：{immediateMeasure}</p>
                )}
              </>
            ),
          },
          { title: '照片', cell: ({ photos }) => <FileThumbs hashes={photos} /> },
        ]}
      />
      {record.challenge !== undefined && (
        <div>
          <p className="muted">
            随机拍照项目 {record.challenge.item}（账本检查点 {record.challenge.checkpointSize}）
          </p>
          <FileThumbs hashes={record.challenge.photo} />
        </div>
      )}
    </div>
  );
}
