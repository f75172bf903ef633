import { describeForm } from '#kernel/derive/describe.ts';
import { law } from '#law/all.ts';
import type { TimelineItem } from '#server/proceedings/present.ts';
import type { PresentedProduct } from '#server/products/present.ts';
import { Panel } from '../../kit/page/page.tsx';
import { InputView } from '../../kit/show/input-view.tsx';
import { Empty } from '../../kit/show/states.tsx';
import { dayText } from '../../kit/show/words.ts';

/** What was last declared to the public, with the indicators of the enterprise's own standard. */
export function Declared({
  product,
  declaration,
}: {
  product: PresentedProduct;
  declaration: TimelineItem | undefined;
}) {
  const { declaredOn, mode, own } = product;
  const form = law.procedures.find(({ product: rule }) => rule !== undefined)?.acts['declare']
    ?.form;
  const isDeclared = declaredOn !== undefined && declaration !== undefined && form !== undefined;
  const ownStandard = declaration?.input['ownStandard'];
  return (
    <Panel
      title="声明公开"
      {...(isDeclared && { note: `${dayText(declaredOn)}声明` })}
      acts={
        <a
          href={`/declarations?q=${encodeURIComponent(product.name)}`}
          target="_blank"
          rel="noreferrer"
        >
          查看公开页面
        </a>
      }
    >
      {!isDeclared ? (
        <Empty title={mode === 'entrusted' ? '由委托方声明公开' : '还没有声明公开'}>
          供应产品前，应当公开执行的标准；执行企业标准的，还要公开指标和试验方法。
        </Empty>
      ) : ownStandard === undefined ? (
        <p>公开了执行标准的编号和名称{own === '' ? '，没有执行企业标准' : ''}。</p>
      ) : (
        <InputView
          fields={describeForm(form).filter(({ name }) => name === 'ownStandard')}
          input={declaration.input}
        />
      )}
    </Panel>
  );
}
