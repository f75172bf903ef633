import type { TimelineItem } from '#server/proceedings/present.ts';
import type { PresentedProduct } from '#server/products/present.ts';
import { DataTable } from '../../kit/page/data-table.tsx';
import { Panel } from '../../kit/page/page.tsx';
import { Empty } from '../../kit/show/states.tsx';
import { dayText } from '../../kit/show/words.ts';

interface OwnStandard {
  readonly compared: readonly string[];
  readonly fewer?: string;
  readonly indicators: readonly {
    readonly item: string;
    readonly kind: 'functional' | 'performance';
    readonly requirement: string;
    readonly method: string;
    readonly level: 'none' | 'meets' | 'lower';
  }[];
}

const kinds = { functional: '功能指标', performance: '性能指标' } as const;
const levels = { none: '没有相应项目', meets: '不低于', lower: '低于' } as const;

/** What was last declared to the public, with the indicators of the enterprise's own standard. */
export function Declared({
  product: { declaredOn, mode, own, name },
  declaration,
}: {
  product: PresentedProduct;
  declaration: TimelineItem | undefined;
}) {
  const ownStandard = declaration?.input['ownStandard'] as OwnStandard | undefined;
  const isDeclared = declaredOn !== undefined;
  return (
    <Panel
      title="声明公开"
      {...(isDeclared && { note: `${dayText(declaredOn)}声明` })}
      acts={
        isDeclared && (
          <a href={`/declarations?q=${encodeURIComponent(name)}`} target="_blank" rel="noreferrer">
            查看公开页面
          </a>
        )
      }
      flush={isDeclared && ownStandard !== undefined}
    >
      {!isDeclared ? (
        <Empty title={mode === 'entrusted' ? '由委托方声明公开' : '还没有声明公开'}>
          供应产品前，应当公开执行的标准；执行企业标准的，还要公开指标和试验方法。
        </Empty>
      ) : ownStandard === undefined ? (
        <p>公开了执行标准的编号和名称{own === '' ? '，没有执行企业标准' : ''}。</p>
      ) : (
        <Indicators own={ownStandard} />
      )}
    </Panel>
  );
}

function Indicators({ own: { compared, fewer, indicators } }: { own: OwnStandard }) {
  return (
    <>
      <DataTable
        caption="指标和试验方法"
        rows={indicators}
        rowKey={({ item, requirement }) => `${item}/${requirement}`}
        columns={[
          { title: '项目', kind: 'main', cell: ({ item }) => item },
          { title: '类别', kind: 'short', cell: ({ kind }) => kinds[kind] },
          { title: '指标值', cell: ({ requirement }) => requirement },
          { title: '试验方法', cell: ({ method }) => method },
          {
            title: '与推荐性标准相比',
            cell: ({ level }) => (
              <span className={level === 'lower' ? 'state-tag late' : ''}>{levels[level]}</span>
            ),
          },
        ]}
      />
      {(compared.length > 0 || fewer !== undefined) && (
        <p className="panel-more muted">
          {compared.length > 0 && `对比的推荐性标准：${compared.join('、')}。`}
          {fewer !== undefined && `少于推荐性标准的项目：${fewer}`}
        </p>
      )}
    </>
  );
}
