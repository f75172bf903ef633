import { Button } from 'antd';
import { Link, useRouter } from '@tanstack/react-router';
import { Panel } from '../../kit/page/page.tsx';
import type { CarriedOver } from './carry-over.ts';
import { carriedOver } from './carry-over.ts';

/** After a complaint whose writer wants to report a violation too: on to the report, under a code of its own. */
export function ReportToo({ complaint }: { complaint: string }) {
  const router = useRouter();
  return (
    <Panel title="投诉已提交，请接着举报">
      <p>
        投诉和举报分开办理。请为举报另取一个查询码，这样举报与您的姓名没有联系。被投诉人和商品等内容已为您带入举报表，不必重写。
      </p>
      <LeftBehind />
      <p className="muted">
        换用新的查询码以后，查看投诉要用<strong>原来的查询码</strong>，请先确认已经保存。
      </p>
      <div className="form-foot">
        <Button type="primary" onClick={() => void router.navigate({ to: '/start' })}>
          另取查询码，填写举报
        </Button>
        <Link to="/proceedings/$id" params={{ id: complaint }}>
          先查看投诉
        </Link>
      </div>
    </Panel>
  );
}

function LeftBehind() {
  const left = carriedOver()?.left ?? [];
  return (
    <p>
      您的姓名、电话、住址和提交的凭证都不带入举报
      {left.length > 0 && `；“${left.join('”“')}”里写有您的姓名或者联系方式，也不带入，请另写`}。
    </p>
  );
}

/** Above the report: what is in it already, and what is not. */
export function CarriedNote({ carried }: { carried: CarriedOver }) {
  return (
    <p className="note" role="status">
      已带入您在投诉中填写的被投诉人、商品等内容，请核对并补充。您的姓名、电话、住址和凭证没有带入，请不要写进举报。
      {carried.left.length > 0 && `“${carried.left.join('”“')}”里写有您的情况，没有带入。`}
    </p>
  );
}
