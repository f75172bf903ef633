import { App } from 'antd';
import type { Duty } from '#kernel/definition.ts';
import type { Business } from '#kernel/organisation.ts';
import { useMe } from '../me.tsx';
import { cite } from '../law/basis.tsx';

/**
 * Asks a person to confirm what signing means, with the provisions it rests on.
 * @returns a function that resolves to whether the person confirmed.
 */
export function useSigning(): (duty: Duty) => Promise<boolean> {
  const { modal } = App.useApp();
  const business = useMe().organisation?.business ?? undefined;
  return (duty) =>
    new Promise((answer) => {
      modal.confirm({
        title: `签署并提交《${duty.record}》？`,
        content: <Meaning duty={duty} business={business} />,
        okText: '确认签署',
        cancelText: '再看看',
        width: 520,
        onOk: () => answer(true),
        onCancel: () => answer(false),
      });
    });
}

function Meaning({ duty, business }: { duty: Duty; business: Business | undefined }) {
  return (
    <div className="stack">
      <p>本人已审阅全部内容，数据和情况属实。提交后不能删除，只能更正并注明原因。</p>
      {cite(duty.basis, business).map(({ id, title, summary }) => (
        <p key={id} className="muted">
          {title}：{summary}
        </p>
      ))}
    </div>
  );
}
