import { Button, Select } from 'antd';
import { useRouter } from '@tanstack/react-router';
import type { PresentedCertificate } from '#server/certificates/present.ts';
import { today } from '../../kit/api/clock.ts';
import { useRead } from '../../kit/api/read.ts';
import { ExportButton, Filters, SearchBox } from '../../kit/page/filters.tsx';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Pager } from '../../kit/page/pager.tsx';
import { ClassSelect } from '../../kit/pick/class-select.tsx';
import { Empty, Shown } from '../../kit/show/states.tsx';
import { isKind, useMe } from '../me.tsx';
import { openable } from '../proceedings/openable.ts';
import { pageOf, useFilters } from '../search.ts';
import { CertificateTable } from './certificate-table.tsx';

const kinds = [
  { value: 'licence', label: '生产许可证' },
  { value: 'ccc', label: '强制性产品认证' },
];
const standings = [
  { value: 'valid', label: '今日有效' },
  { value: 'invalid', label: '今日无效' },
];
const ends = [30, 90, 180, 365].map((days) => ({
  value: String(days),
  label: `${days}天内到期`,
}));

/** The register of licences and certificates: one's own, or those of one's territory; any other by its number. */
export function RegisterPage() {
  const me = useMe();
  const router = useRouter();
  const [search, set] = useFilters();
  const page = pageOf(search);
  const query = {
    q: search['q'],
    kind: search['kind'],
    class: search['class'],
    standing: search['standing'],
    expiring: search['expiring'],
  };
  const list = useRead<{ certificates: readonly PresentedCertificate[]; total: number }>(
    '/api/certificates',
    { ...query, page },
  );
  const isEnterprise = isKind(me, ['enterprise']);
  const entering = openable(me, today()).filter(({ procedure }) => procedure.certifies);
  const isNarrowed = Object.values(query).some((value) => value !== undefined);
  return (
    <Page
      title="许可与认证"
      about={
        isEnterprise
          ? '本单位的生产许可证和强制性产品认证证书。输入完整编号可以查验其他企业的证书。'
          : '辖区企业的生产许可证和强制性产品认证证书。输入完整编号可以查验任何企业的证书。'
      }
      acts={
        <>
          <ExportButton path="/api/certificates/export.xlsx" query={query} />
          {entering.map(({ procedure, act, title }) => (
            <Button
              key={procedure.id}
              type="primary"
              onClick={() =>
                void router.navigate({
                  to: '/proceedings/new',
                  search: { opening: `${procedure.id}/${act}` } as never,
                })
              }
            >
              {title}
            </Button>
          ))}
        </>
      }
    >
      <Filters>
        <SearchBox
          value={search['q']}
          onSearch={(q) => set({ q })}
          placeholder="证书编号或者企业名称"
        />
        <Narrow label="证书类型" all="全部类型" options={kinds} name="kind" />
        <Narrow label="效力" all="全部状态" options={standings} name="standing" />
        <Narrow label="到期" all="不限到期日" options={ends} name="expiring" />
        <ClassSelect value={search['class']} onChange={(id) => set({ class: id })} />
      </Filters>
      <Panel flush>
        <Shown reading={list}>
          {({ certificates, total }) =>
            certificates.length === 0 ? (
              <Empty title={isNarrowed ? '没有找到证书' : '还没有登记证书'}>
                {isNarrowed
                  ? '核对编号；查验其他地区的证书须输入完整编号。'
                  : isEnterprise
                    ? '生产许可证由省级市场监管部门登记；强制性产品认证证书由本单位登记，所在地市场监管部门核实。'
                    : '许可证由省级市场监管部门登记，认证证书由企业登记后核实。'}
              </Empty>
            ) : (
              <>
                <CertificateTable certificates={certificates} holders={!isEnterprise} />
                <Pager
                  page={page}
                  total={total}
                  unit="张"
                  onPage={(next) => set({ page: String(next) })}
                />
              </>
            )
          }
        </Shown>
      </Panel>
    </Page>
  );
}

function Narrow({
  label,
  all,
  options,
  name,
}: {
  label: string;
  all: string;
  options: readonly { readonly value: string; readonly label: string }[];
  name: string;
}) {
  const [search, set] = useFilters();
  return (
    <Select
      aria-label={label}
      placeholder={all}
      value={search[name] ?? null}
      onChange={(value: string | null | undefined) => set({ [name]: value ?? undefined })}
      options={[...options]}
      allowClear
      className="select-kind"
    />
  );
}
