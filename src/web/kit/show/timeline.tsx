import type { ReactNode } from 'react';
import { useState } from 'react';
import type { FieldDescription } from '#kernel/derive/describe.ts';
import type { TimelineItem } from '#server/proceedings/present.ts';
import { InputView } from './input-view.tsx';
import { LogState } from './proof.tsx';
import { momentText } from './words.ts';

/**
 * What happened in a proceeding, the latest first; the latest stands open.
 * @param fieldsOf the form of an act, by the version that governs the proceeding.
 * @param actions what can be done with an entry, e.g. its paper.
 */
export function Timeline({
  items,
  fieldsOf,
  actions,
}: {
  items: readonly TimelineItem[];
  fieldsOf: (act: string) => readonly FieldDescription[];
  actions?: (item: TimelineItem) => ReactNode;
}) {
  const [all, setAll] = useState(false);
  return (
    <div className="timeline-block">
      <button type="button" className="as-link timeline-all" onClick={() => setAll(!all)}>
        {all ? '收起全部' : '展开全部'}
      </button>
      <ol className="timeline">
        {items.toReversed().map((item, index) => (
          <li key={item.entry}>
            <details open={all || index === 0}>
              <summary>
                <span className="timeline-title">
                  {item.title}
                  {item.onBehalfOf !== undefined && `（代${item.onBehalfOf}登记）`}
                </span>
                <span className="timeline-by">
                  {[item.by.organisation, item.by.name, item.by.posts.join('、')]
                    .filter((part) => part !== undefined && part !== '')
                    .join(' · ')}
                </span>
                <time className="num" dateTime={item.at}>
                  {momentText(item.at)}
                </time>
              </summary>
              {item.erased === true ? (
                <p className="muted">内容已依法删除，存证哈希保留。</p>
              ) : (
                <InputView
                  fields={fieldsOf(item.act)}
                  input={item.input}
                  withheld={item.withheld}
                />
              )}
              <div className="timeline-foot">
                <LogState index={item.index} />
                {actions?.(item)}
              </div>
            </details>
          </li>
        ))}
      </ol>
    </div>
  );
}
