import { dayOf } from '#kernel/calendar/plain-date.ts';
import { labelItems } from '#law/enterprise/product/label.ts';
import type { TimelineItem } from '#server/proceedings/present.ts';
import type { PresentedProduct } from '#server/products/present.ts';
import { Panel } from '../../kit/page/page.tsx';
import { FileThumbs } from '../../kit/show/files.tsx';
import { Empty } from '../../kit/show/states.tsx';
import { dayText } from '../../kit/show/words.ts';

const verdicts: Readonly<Record<string, readonly [title: string, tone: string]>> = {
  met: ['符合', 'done'],
  unmet: ['不符合', 'missing'],
  none: ['不适用', ''],
};

/** The label as it was last checked, item by item. */
export function LabelSheet({
  label,
  sheet,
}: {
  label: PresentedProduct['label'];
  sheet: TimelineItem | undefined;
}) {
  if (sheet === undefined) {
    return (
      <Panel title="标签标识">
        <Empty title="还没有检查标签">对照产品、包装和说明书逐项检查并拍照，符合后才能供应。</Empty>
      </Panel>
    );
  }
  const found = sheet.input['items'] as Readonly<Record<string, string>>;
  const photos = [sheet.input['photos'] ?? []].flat().map(String);
  const { note } = sheet.input;
  const on = label?.on ?? dayOf(sheet.at);
  return (
    <Panel
      title="标签标识"
      note={
        label === undefined ? `${dayText(on)}检查，产品已经变更，须重新检查` : `${dayText(on)}检查`
      }
    >
      <ul className="label-found">
        {Object.entries(labelItems).map(([id, { title, hint }]) => {
          const [verdict, tone] = verdicts[found[id] ?? ''] ?? ['—', ''];
          return (
            <li key={id}>
              <span title={hint}>{title}</span>
              <span className={`state-tag ${tone}`}>{verdict}</span>
            </li>
          );
        })}
      </ul>
      {typeof note === 'string' && <p className="pre">{note}</p>}
      <FileThumbs hashes={photos} />
    </Panel>
  );
}
