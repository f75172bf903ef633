import type { OrganisationCertificates } from '#server/certificates/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { Panel } from '../../kit/page/page.tsx';
import { Citations } from '../../kit/show/citation.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { CertificateTable } from './certificate-table.tsx';
import './certificates.css';

/** What an enterprise holds, and which products it may not make or sell for want of it. */
export function Certificates({ organisation }: { organisation: string }) {
  const held = useRead<OrganisationCertificates>(`/api/organisations/${organisation}/certificates`);
  return (
    <Shown reading={held}>
      {({ certificates, lacks }) => (
        <>
          {lacks.length > 0 && (
            <div className="lacks">
              {lacks.map(({ sentence, basis }) => (
                <div key={sentence} className="note alarm">
                  <p>{sentence}</p>
                  <Citations basis={basis} />
                </div>
              ))}
            </div>
          )}
          <Panel flush>
            {certificates.length === 0 ? (
              <Empty title="没有登记许可证或者认证证书">
                生产许可证由省级市场监管部门登记；强制性产品认证证书由企业登记，所在地市场监管部门核实。
              </Empty>
            ) : (
              <CertificateTable certificates={certificates} holders={false} />
            )}
          </Panel>
        </>
      )}
    </Shown>
  );
}
