import { Button } from 'antd';
import { useState } from 'react';
import './guests.css';

/** An access code on the one occasion on which it is shown: to be written down, copied or photographed. */
export function CodeCard({ code }: { code: string }) {
  const [isCopied, setCopied] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(code);
      setCopied(true);
    } catch {
      // Without the permission the person copies by hand: the code stands on the screen.
      setCopied(false);
    }
  }
  return (
    <div className="guest-code">
      <output aria-label="查询码" className="num">
        {code.split('-').map((group, at) => (
          <span key={at}>{group}</span>
        ))}
      </output>
      <Button onClick={() => void copy()}>{isCopied ? '已复制' : '复制查询码'}</Button>
      <p>
        <strong>查询码只显示这一次。</strong>
        请抄写、截图或者复制保存。凭它可以随时回来查看进展、补充材料、回答询问；平台没有您的其他信息，丢失后无法找回，任何人拿到它都能查看，请不要转给他人。
      </p>
    </div>
  );
}
