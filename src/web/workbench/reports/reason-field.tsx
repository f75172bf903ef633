import { Form, Input } from 'antd';

/** What a reason is asked for. */
export type Why = 'late' | 'early' | 'correction';

/** Why a record comes late or early or replaces another; it stands in the entry for good. */
export function ReasonField({
  value,
  onChange,
  why,
  policy,
}: {
  value: string;
  onChange: (reason: string) => void;
  why: Why;
  policy: string;
}) {
  const label = { late: '补录原因', early: '提前签署原因', correction: '更正原因' }[why];
  return (
    <Form.Item
      label={label}
      required
      extra={why === 'correction' ? '原记录保留，更正后的记录与原因一并存档。' : policy}
      layout="vertical"
      className="reason"
    >
      <Input.TextArea
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        maxLength={500}
        autoSize={{ minRows: 2 }}
      />
    </Form.Item>
  );
}
