import { Select } from 'antd';
import { useRouter } from '@tanstack/react-router';
import { riskControlList } from '#law/enterprise/risk-control-list.ts';
import { riskListTemplates, templateFor } from '#law/enterprise/risk-list-templates.ts';
import type { PresentedEntry, RecordList } from '#server/entries/present.ts';
import type { OrganisationDetail } from '#server/registry/present.ts';
import { useRead } from '../../kit/api/read.ts';
import { DefinitionForm } from '../../kit/form/definition-form.tsx';
import type { Values } from '../../kit/form/values.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { submitRecord } from '../books/submit-record.ts';
import { useMe } from '../me.tsx';
import { factsOf } from '../organisations/facts.ts';
import { itemsOf } from '../reports/daily.ts';
import { useFilters } from '../search.ts';

/** Writes a new version of the list: from the one that holds, or from a template of the product. */
export function EditPage() {
  const me = useMe();
  const versions = useRead<RecordList>('/api/books/risk-control-list/records');
  const own = useRead<OrganisationDetail>(`/api/organisations/${me.organisation?.id ?? ''}`);
  return (
    <Page
      title="编制风险管控清单"
      about="每一项写明关键环节、风险点、管控措施、检查频次和责任岗位。提交后形成新版本，旧版本保留。"
    >
      <Shown reading={versions} rows={10}>
        {({ records }) => (
          <Shown reading={own} rows={10}>
            {(organisation) => <Editing current={records[0]} organisation={organisation} />}
          </Shown>
        )}
      </Shown>
    </Page>
  );
}

function Editing({
  current,
  organisation,
}: {
  current: PresentedEntry | undefined;
  organisation: OrganisationDetail;
}) {
  const router = useRouter();
  const [search, set] = useFilters();
  const proposed = templateFor(factsOf(organisation));
  const chosen = search['from'] ?? (current === undefined ? proposed.id : 'current');
  const template = riskListTemplates.find(({ id }) => id === chosen);
  const items = template?.items ?? itemsOf(current);
  const given: Values = {
    ...(current === undefined ? { changeReason: 'first' } : {}),
    items: items.map((item) => ({ ...item })),
  };
  const sources = [
    ...(current === undefined ? [] : [{ value: 'current', label: '现行版本' }]),
    ...riskListTemplates.map(({ id, title, items: lines }) => ({
      value: id,
      label: `模板：${title}（${lines.length}项）${id === proposed.id ? ' · 适合本单位' : ''}`,
    })),
  ];
  return (
    <Panel>
      <label className="source-line">
        <span>从哪里开始</span>
        <Select
          aria-label="从哪里开始"
          value={chosen}
          onChange={(from) => set({ from })}
          options={sources}
          popupMatchSelectWidth={false}
          className="select-source"
        />
        <span className="muted">模板只是起点，请按本单位的工艺、设备和原料增减。</span>
      </label>
      <DefinitionForm
        form={riskControlList.form}
        name={`book/risk-control-list/${chosen}`}
        given={given}
        submitLabel="提交新版本"
        submit={(input) => submitRecord('risk-control-list', input)}
        onDone={() => void router.navigate({ to: '/risk-list' })}
        onCancel={() => void router.navigate({ to: '/risk-list' })}
      />
    </Panel>
  );
}
