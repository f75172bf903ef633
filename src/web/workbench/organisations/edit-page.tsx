import { Button, Form, Input, InputNumber, Radio } from 'antd';
import { useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { OrganisationDetail } from '#server/registry/present.ts';
import { call } from '../../kit/api/call.ts';
import type { Problem } from '../../kit/api/problem.ts';
import { useRead, useRefresh } from '../../kit/api/read.ts';
import { toPath } from '../../kit/form/values.ts';
import { Page, Panel } from '../../kit/page/page.tsx';
import { ClassesSelect } from '../../kit/pick/class-select.tsx';
import { RegionSelect } from '../../kit/pick/region-select.tsx';
import { ProblemView } from '../../kit/show/problem-view.tsx';
import { Shown } from '../../kit/show/states.tsx';
import { useMe } from '../me.tsx';

interface Enterprise {
  readonly name: string;
  readonly creditCode: string;
  readonly region: number;
  readonly business: 'producer' | 'wholesale' | 'retail';
  readonly headcount?: number;
  readonly revenueYuan?: number;
  readonly address?: string;
  readonly phone?: string;
  readonly productClasses?: readonly string[];
}

const labels: Readonly<Record<string, string>> = {
  name: '单位名称',
  creditCode: '统一社会信用代码',
  region: '所在县（市、区）',
  business: '经营类型',
  headcount: '从业人员',
  revenueYuan: '年营业收入',
  address: '地址',
  phone: '电话',
  productClasses: '产品类别',
};

/** Registers an enterprise. */
export function NewPage() {
  return (
    <Page title="登记企业" about="产品类别决定适用哪些责任，请按实际生产、销售的产品选全。" narrow>
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
      title="变更企业信息"
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
        <div className="fields">
          <Form.Item name="name" label={labels['name']} rules={[must('请填写单位名称')]}>
            <Input maxLength={120} placeholder="与营业执照一致" />
          </Form.Item>
          <Form.Item
            name="creditCode"
            label={labels['creditCode']}
            rules={[must('请填写统一社会信用代码')]}
          >
            <Input
              maxLength={18}
              className="num"
              disabled={before !== undefined}
              placeholder="18位，会核对校验位"
            />
          </Form.Item>
          <Form.Item
            name="region"
            label={labels['region']}
            rules={[must('请选择所在县（市、区）')]}
          >
            <RegionSelect
              only="county"
              {...(isOwn || me.organisation === null
                ? {}
                : { within: me.organisation.region.code })}
            />
          </Form.Item>
          <Form.Item name="business" label={labels['business']} rules={[must('请选择经营类型')]}>
            <Radio.Group
              options={[
                { value: 'producer', label: '生产' },
                { value: 'wholesale', label: '批发' },
                { value: 'retail', label: '零售' },
              ]}
            />
          </Form.Item>
          <Form.Item name="headcount" label={labels['headcount']}>
            <InputNumber<number> min={0} precision={0} suffix="人" className="input-number" />
          </Form.Item>
          <Form.Item name="revenueYuan" label={labels['revenueYuan']}>
            <InputNumber<number>
              min={0}
              precision={0}
              suffix="元"
              className="input-number"
              formatter={(value) => String(value ?? '').replace(/\B(?=(\d{3})+$)/g, ',')}
              parser={(text) => Number((text ?? '').replaceAll(',', ''))}
            />
          </Form.Item>
          <Form.Item name="address" label={labels['address']}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="phone" label={labels['phone']}>
            <Input maxLength={40} className="num" />
          </Form.Item>
          <Form.Item
            name="productClasses"
            label={labels['productClasses']}
            className="wide"
            extra="决定是否适用总监、安全员配备以及日管控、周排查、月调度"
          >
            <ClassesSelect />
          </Form.Item>
        </div>
        {problem !== undefined && (
          <ProblemView
            problem={problem}
            titleOf={(path) => labels[path] ?? path}
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

function must(message: string) {
  return { required: true, message };
}

function startOf(before: OrganisationDetail | undefined): Partial<Enterprise> {
  if (before === undefined) return { productClasses: [] };
  const { creditCode = '', business, headcount, revenueYuan } = before;
  return {
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
