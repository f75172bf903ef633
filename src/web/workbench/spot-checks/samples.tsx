import type { ProceedingDetail, TimelineItem } from '#server/proceedings/present.ts';
import { Panel } from '../../kit/page/page.tsx';
import { FileThumbs } from '../../kit/show/files.tsx';
import { momentText } from '../../kit/show/words.ts';

const places: Readonly<Record<string, string>> = {
  laboratory: '承检机构',
  store: '备用样品存放处',
  'retest-laboratory': '复检机构',
  returned: '退还被抽样者',
};

/** Both samples with their seals and every hand that they went through. */
export function Samples({ check }: { check: Pick<ProceedingDetail, 'timeline'> }) {
  const sampling = check.timeline.findLast(({ act }) => act === 'take' || act === 'unbox');
  if (sampling === undefined) return null;
  const after = check.timeline.slice(check.timeline.indexOf(sampling) + 1);
  return (
    <Panel title="样品和封条">
      <div className="samples">
        <Sample title="检验样品" sample="test" sampling={sampling} after={after} />
        <Sample title="备用样品" sample="backup" sampling={sampling} after={after} />
      </div>
      <FileThumbs hashes={(sampling.input['evidence'] ?? []) as unknown as readonly string[]} />
    </Panel>
  );
}

function Sample({
  title,
  sample,
  sampling,
  after,
}: {
  title: string;
  sample: 'test' | 'backup';
  sampling: TimelineItem;
  after: readonly TimelineItem[];
}) {
  const text = (item: TimelineItem, name: string) => {
    const value = item.input[name];
    return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
  };
  const taken = sample === 'test' ? 'receive' : 'retest';
  const chain = after.filter(
    (item) => (item.act === 'handOver' && item.input['sample'] === sample) || item.act === taken,
  );
  return (
    <section>
      <h3>
        {title} <span className="num seal">{text(sampling, `${sample}Seal`)}</span>
      </h3>
      <ol className="custody">
        <li>
          封样 {text(sampling, `${sample}Count`)}
          <time className="muted num">{momentText(sampling.at)}</time>
        </li>
        {chain.map((item) => {
          const isFaulty =
            item.act === 'handOver'
              ? item.input['sealState'] !== 'intact'
              : item.input['outcome'] === 'rejected';
          return (
            <li key={item.entry} className={isFaulty ? 'faulty' : ''}>
              {item.act === 'handOver' ? `交${places[text(item, 'to')] ?? ''}` : item.title}
              {isFaulty && <span className="verdict fail">封条异常</span>}
              <time className="muted num">{momentText(item.at)}</time>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
