import { Button, Form, Input } from 'antd';
import { useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { RegisteredFacts } from '#kernel/effect.ts';
import { endingsOf } from '#law/enterprise/profile/endings.ts';
import type { OrganisationDetail } from '#server/registry/present.ts';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRead, useRefresh } from '../../kit/api/read.ts';
import { toPath } from '../../kit/form/values.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { useMe } from '../me.tsx';
import { EnterpriseFields, enterpriseLabels } from './enterprise-fields.tsx';
import type { Enterprise } from './enterprise-fields.tsx';

/** Registers an enterprise. */
export function NewPage() {
  return (
    <Page title="登记单位" about="产品类别决定适用哪些责任，请按实际生产、销售的产品选全。" narrow>
      <EnterpriseForm />
    </Page>
  );
}

/** Changes what the register holds of an enterprise. */
export function EditPage() {
  const { id } = useParams({ from: '/shell/organisations/$id/edit' });
  const organisation = useRead<OrganisationDetail>(`/api/organisations/${id}`);
  return (
    <Page
      title="变更单位信息"
      about="从业人员、营业收入和产品类别变化后，系统会重新判断应当配备的岗位和应履行的责任。"
      narrow
    >
      <Shown reading={organisation} rows={8}>
        {(value) => <EnterpriseForm before={value} />}
      </Shown>
    </Page>
  );
}

function EnterpriseForm({ before }: { before?: OrganisationDetail }) {
  const me = useMe();
  const router = useRouter();
  const refresh = useRefresh();
  const [form] = Form.useForm<Enterprise>();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const isOwn = before !== undefined && before.id === me.organisation?.id;

  async function save(given: Enterprise) {
    // What was cleared comes as null, which is no number.
    const input = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
    setBusy(true);
    const answer =
      before === undefined
        ? await call<{ id: string }>('POST', '/api/organisations', input)
        : await call<{ id: string } | undefined>('PUT', `/api/organisations/${before.id}`, input);
    setBusy(false);
    if (!answer.ok) {
      setProblem(answer.problem);
      form.setFields(
        answer.problem.issues.map(({ path, sentence }) => ({
          name: path as keyof Enterprise,
          errors: [sentence],
        })),
      );
      return;
    }
    await refresh();
    const id = answer.value?.id ?? before?.id ?? '';
    await router.navigate({ to: '/organisations/$id', params: { id } });
  }

  return (
    <Panel>
      <Form<Enterprise>
        form={form}
        layout="vertical"
        initialValues={startOf(before)}
        onFinish={(given) => void save(given)}
        scrollToFirstError
      >
        <EnterpriseFields
          isKnown={before !== undefined}
          {...(isOwn || me.organisation === null ? {} : { within: me.organisation.region.code })}
        />
        {before !== undefined && <Endings before={before} isOwn={isOwn} />}
        {problem !== undefined && (
          <ProblemView
            problem={problem}
            titleOf={(path) => enterpriseLabels[path] ?? path}
            onIssue={(path) => form.scrollToField(toPath(path), { focus: true, block: 'center' })}
          />
        )}
        <div className="form-foot">
          <Button type="primary" htmlType="submit" loading={isBusy}>
            {before === undefined ? '登记' : '保存变更'}
          </Button>
          <Button onClick={() => router.history.back()}>取消</Button>
        </div>
      </Form>
    </Panel>
  );
}

/** What the change would take away from the duties of the firm, and why: asked for as soon as it would. */
function Endings({ before, isOwn }: { before: OrganisationDetail; isOwn: boolean }) {
  const given = Form.useWatch<Enterprise, Enterprise | undefined>((values) => values);
  if (given === undefined || given.productClasses === undefined) return null;
  const endings = endingsOf(registeredOf(startOf(before)), registeredOf(given));
  if (endings.length === 0) return null;
  return (
    <div className="note warn stack">
      <p>
        这次变更会减少{isOwn ? '本单位' : '该单位'}的义务：{endings.join('，')}。
        {isOwn && '提交后由所在地市场监管部门核实，确认以前登记信息和各项义务不变。'}
      </p>
      <Form.Item
        name="note"
        label={enterpriseLabels['note']}
        rules={[{ required: true, whitespace: true, min: 2, message: '请写明变更的理由' }]}
      >
        <Input.TextArea
          rows={3}
          maxLength={500}
          placeholder="例如：自某日起不再生产该产品，库存已处理完毕"
        />
      </Form.Item>
    </div>
  );
}

function registeredOf(given: Partial<Enterprise>): RegisteredFacts {
  const { business, headcount, revenueYuan, productClasses = [] } = given;
  return {
    name: given.name ?? '',
    region: given.region ?? 0,
    address: given.address ?? '',
    phone: given.phone ?? '',
    productClasses,
    ...(business === undefined ? {} : { business }),
    ...(headcount === undefined || headcount === null ? {} : { headcount }),
    ...(revenueYuan === undefined || revenueYuan === null ? {} : { revenueYuan }),
  };
}

function startOf(before: OrganisationDetail | undefined): Partial<Enterprise> {
  if (before === undefined) return { kind: 'enterprise', productClasses: [] };
  const { creditCode = '', business, headcount, revenueYuan } = before;
  return {
    kind: before.kind === 'platform' ? 'platform' : 'enterprise',
    name: before.name,
    creditCode,
    region: before.region,
    address: before.address,
    phone: before.phone,
    productClasses: before.productClasses.map(({ id }) => id),
    ...(business === undefined ? {} : { business }),
    ...(headcount === undefined ? {} : { headcount }),
    ...(revenueYuan === undefined ? {} : { revenueYuan }),
  };
}
