import { Button, Form } from 'antd';
import { createContext, useContext, useState } from 'react';
import type { Path } from './values.ts';

/** Texts that would be drafted now for top fields, and what to call once one was taken. */
export interface Redrafts {
  /** By name of the field. */
  readonly texts: Readonly<Record<string, string>>;
  readonly onTaken: () => void;
}

/** Offered by a form to its fields; most forms draft nothing. */
export const RedraftContext = createContext<Redrafts>({ texts: {}, onTaken: () => undefined });

/**
 * Below a text that was written from other figures: what would be drafted from those of now, to be taken or left. What
 * stood there before can be put back.
 */
export function Redraft({ hint, at }: { hint: string | undefined; at: Path }) {
  return (
    <>
      {hint}
      <Offer at={at} />
    </>
  );
}

/** Whether another text is drafted for a field; only top fields are. */
export function useIsRedrafted([name = '', ...inside]: Path): boolean {
  const { texts } = useContext(RedraftContext);
  return inside.length === 0 && texts[name] !== undefined;
}

function Offer({ at }: { at: Path }) {
  const { texts, onTaken } = useContext(RedraftContext);
  const form = Form.useFormInstance();
  const value: unknown = Form.useWatch([...at], { form, preserve: true });
  const [former, setFormer] = useState<unknown>();
  const [name = ''] = at;
  const text = texts[name];
  if (text === undefined || (value === text && former === undefined)) return null;
  const put = (next: unknown) => {
    form.setFieldValue([...at], next);
    onTaken();
  };
  if (value === text) {
    return (
      <p className="redraft">
        已采用新拟的文字。
        <button
          type="button"
          className="as-link"
          onClick={() => {
            put(former);
            setFormer(undefined);
          }}
        >
          恢复原来的文字
        </button>
      </p>
    );
  }
  return (
    <details className="redraft">
      <summary>数据有变化，平台另拟了这一段</summary>
      <p className="pre">{text}</p>
      <Button
        size="small"
        onClick={() => {
          setFormer(value);
          put(text);
        }}
      >
        采用新拟的文字
      </Button>
    </details>
  );
}
