import { Form, Input } from 'antd';

/** Why a record comes late or replaces another; it stands in the entry for good. */
export function ReasonField({
  value,
  onChange,
  isCorrection,
  policy,
}: {
  value: string;
  onChange: (reason: string) => void;
  isCorrection: boolean;
  policy: string;
}) {
  const label = isCorrection ? '更正原因' : '补录原因';
  return (
    <Form.Item
      label={label}
      required
      extra={isCorrection ? '原记录保留，更正后的记录与原因一并存档。' : policy}
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
