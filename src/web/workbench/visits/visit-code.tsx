import { Button } from 'antd';
import type { VisitCode } from '#server/visits/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { Panel } from '../../kit/page/page.tsx';
import { Shown } from '../../kit/show/states.tsx';
import './visits.css';

/** The own code to put up at the gate: whoever inspects scans it first. */
export function VisitCodePanel() {
  const code = useRead<VisitCode>('/api/visit-code');
  return (
    <Panel
      title="企业检查码"
      acts={
        <Button size="small" onClick={() => window.print()}>
          打印
        </Button>
      }
    >
      <Shown reading={code} rows={3}>
        {({ qr, address }) => (
          <div className="visit-code">
            <img src={`data:image/svg+xml;utf8,${encodeURIComponent(qr)}`} alt="企业检查码" />
            <p>
              张贴在厂区入口。执法人员检查前须扫码登记；没有扫码的检查，可以在“事项”中反映。
              <small className="muted">{address}</small>
            </p>
          </div>
        )}
      </Shown>
    </Panel>
  );
}
