import { Form, Input, InputNumber, Radio } from 'antd';
import { ClassesSelect } from '../../kit/pick/class-select.tsx';
import { RegionSelect } from '../../kit/pick/region-select.tsx';

/** What the register holds of a firm, as its form fills it in. */
export interface Enterprise {
  readonly kind: 'enterprise' | 'platform';
  readonly name: string;
  readonly creditCode: string;
  readonly region: number;
  readonly business?: 'producer' | 'wholesale' | 'retail';
  readonly headcount?: number;
  readonly revenueYuan?: number;
  readonly address?: string;
  readonly phone?: string;
  readonly productClasses?: readonly string[];
  /** Why something is changed. */
  readonly note?: string;
}

/** The fields by the names that refusals use. */
export const enterpriseLabels: Readonly<Record<string, string>> = {
  kind: '单位类型',
  name: '单位名称',
  creditCode: '统一社会信用代码',
  region: '所在县（市、区）',
  business: '经营类型',
  headcount: '从业人员',
  revenueYuan: '年营业收入',
  address: '地址',
  phone: '电话',
  productClasses: '产品类别',
  note: '变更说明',
};

/**
 * The fields of an enterprise.
 * @param at where they stand in the surrounding form.
 * @param within the division in which it must lie.
 * @param isKnown whether it is registered already, and its credit code is settled.
 */
export function EnterpriseFields({
  at = [],
  within,
  isKnown = false,
}: {
  at?: readonly string[];
  within?: number;
  isKnown?: boolean;
}) {
  const kind = Form.useWatch<Enterprise['kind'] | undefined>([...at, 'kind']);
  return (
    <div className="fields">
      <Form.Item
        name={[...at, 'kind']}
        label={enterpriseLabels['kind']}
        className="wide"
        extra={
          isKnown
            ? '登记后不能变更'
            : '自己生产、销售产品的选企业；为他人网络交易提供平台的选网络交易平台'
        }
      >
        <Radio.Group
          disabled={isKnown}
          options={[
            { value: 'enterprise', label: '企业' },
            { value: 'platform', label: '网络交易平台' },
          ]}
        />
      </Form.Item>
      <Form.Item
        name={[...at, 'name']}
        label={enterpriseLabels['name']}
        rules={[must('请填写单位名称')]}
      >
        <Input maxLength={120} placeholder="与营业执照一致" />
      </Form.Item>
      <Form.Item
        name={[...at, 'creditCode']}
        label={enterpriseLabels['creditCode']}
        rules={[must('请填写统一社会信用代码')]}
        normalize={codeOf}
      >
        <Input maxLength={60} className="num" disabled={isKnown} placeholder="18位，会核对校验位" />
      </Form.Item>
      <Form.Item
        name={[...at, 'region']}
        label={enterpriseLabels['region']}
        rules={[must('请选择所在县（市、区）')]}
      >
        <RegionSelect only="county" {...(within === undefined ? {} : { within })} />
      </Form.Item>
      {kind !== 'platform' && (
        <Form.Item
          name={[...at, 'business']}
          label={enterpriseLabels['business']}
          rules={[must('请选择经营类型')]}
        >
          <Radio.Group
            options={[
              { value: 'producer', label: '生产' },
              { value: 'wholesale', label: '批发' },
              { value: 'retail', label: '零售' },
            ]}
          />
        </Form.Item>
      )}
      <Form.Item name={[...at, 'headcount']} label={enterpriseLabels['headcount']}>
        <InputNumber<number> min={0} precision={0} suffix="人" className="input-number" />
      </Form.Item>
      <Form.Item name={[...at, 'revenueYuan']} label={enterpriseLabels['revenueYuan']}>
        <InputNumber<number>
          min={0}
          precision={0}
          suffix="元"
          className="input-number"
          formatter={(value) => String(value ?? '').replace(/\B(?=(\d{3})+$)/g, ',')}
          parser={(text) => Number((text ?? '').replaceAll(',', ''))}
        />
      </Form.Item>
      <Form.Item name={[...at, 'address']} label={enterpriseLabels['address']}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name={[...at, 'phone']} label={enterpriseLabels['phone']}>
        <Input maxLength={40} className="num" />
      </Form.Item>
      <Form.Item
        name={[...at, 'productClasses']}
        label={enterpriseLabels['productClasses']}
        className="wide"
        extra={
          kind === 'platform'
            ? '平台上主要交易的产品；决定由哪些部门主管'
            : '决定是否适用总监、安全员配备以及日管控、周排查、月调度'
        }
        rules={kind === 'platform' || isKnown ? [] : [must('请选择实际生产、销售的产品类别')]}
      >
        <ClassesSelect />
      </Form.Item>
    </div>
  );
}

/** Blanks come along when a code is copied; they must not push its end out of the field. */
function codeOf(typed: string): string {
  return typed.replace(/\s/g, '').slice(0, 18);
}

function must(message: string) {
  return { required: true, message };
}
