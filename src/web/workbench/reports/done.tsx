import { Button } from 'antd';
import { Link } from '@tanstack/react-router';
import type { Duty } from '#kernel/definition.ts';
import type { PresentedEntry } from '#server/entries/present.ts';
import { useRead } from '../../kit/api/read.ts';
import type { Receipt } from '#server/acts/present.ts';
import { Panel } from '../../kit/page/page.tsx';
import { Proof } from '../../kit/show/proof.tsx';

/** After a record was accepted: its receipt, its paper, and where to go on. */
export function Done({ duty, receipt }: { duty: Duty; receipt: Receipt }) {
  const { value } = useRead<PresentedEntry>(`/api/entries/${receipt.id}`);
  return (
    <Panel title={receipt.repeated ? '此前已经提交' : '已提交'}>
      <div className="stack">
        <p>
          《{duty.record}》已受理
          {receipt.late && '，按补录登记'}
          。内容摘要已交存证账本，之后任何改动都会被发现；需要修改请使用“更正”。
        </p>
        <Proof entry={value ?? receipt} />
        <div className="form-foot">
          <Button href={`/api/entries/${receipt.id}/paper.docx`} download>
            下载Word
          </Button>
          <Button href={`/api/entries/${receipt.id}/paper.pdf`} target="_blank">
            打开PDF
          </Button>
          <Link to="/entries/$id" params={{ id: receipt.id }}>
            查看记录
          </Link>
          <Link to="/">回到工作台</Link>
        </div>
      </div>
    </Panel>
  );
}
