import { z } from 'zod';
import { checkCreditCode } from '#kernel/credit-code.ts';
import { refuse } from '#kernel/refusal.ts';
import type { FieldIssue, Refusal } from '#kernel/refusal.ts';
import { domainMask } from '#law/departments.ts';
import { findDivision } from '#law/divisions.ts';
import { findProductClass } from '#law/product-classes.ts';
import { firmKinds } from './firm.ts';

const noBusiness = '请选择生产、批发或者零售';

/** What is not known is refused: whoever misspells a field must not believe that it was registered. */
function unknownKeys(issue: z.core.$ZodRawIssue): string | undefined {
  return issue.code === 'unrecognized_keys'
    ? `没有这样的字段：${issue.keys.join('、')}`
    : undefined;
}

/** Fields of a firm as a form or a row of an import gives them. */
export const enterpriseInput = z.strictObject(
  {
    kind: z.enum(firmKinds, '请选择企业或者网络交易平台').default('enterprise'),
    name: z
      .string('请填写单位名称')
      .trim()
      .min(2, '单位名称至少2个字')
      .max(120, '单位名称最多120个字'),
    creditCode: z.string('请填写统一社会信用代码').trim().toUpperCase(),
    region: z.int('请选择所在县（市、区）'),
    business: z.enum(['producer', 'wholesale', 'retail'], noBusiness).optional(),
    headcount: z
      .int('从业人员应为整数')
      .min(0, '从业人员不得小于0')
      .max(10_000_000, '从业人员过多，请核对')
      .optional(),
    revenueYuan: z
      .int('营业收入以元计，应为整数')
      .min(0, '营业收入不得小于0')
      .max(1e13, '营业收入过大，请核对是否以元计')
      .optional(),
    address: z.string().trim().max(200, '地址最多200个字').default(''),
    phone: z.string().trim().max(40, '电话最多40个字').default(''),
    productClasses: z.array(z.string()).max(92).default([]),
  },
  { error: unknownKeys },
);
/** A firm that passed the form. */
export type EnterpriseInput = z.output<typeof enterpriseInput>;

const creditCodeSentences = {
  length: '统一社会信用代码应为18位',
  charset: '统一社会信用代码含有不允许的字符（不使用I、O、S、V、Z）',
  'check-digit': '统一社会信用代码校验位不符，请核对营业执照',
} as const;

/**
 * Checks what the form alone can't: the credit code (GB 32100), the division, what is asked of enterprises only, the
 * product classes.
 * @param within division codes in which the actor may register enterprises; absent for everywhere.
 */
export function checkEnterprise(
  input: EnterpriseInput,
  within?: { readonly lo: number; readonly hi: number },
): FieldIssue[] {
  const issues: FieldIssue[] = [];
  const code = checkCreditCode(input.creditCode);
  if (code !== 'valid') issues.push({ path: 'creditCode', sentence: creditCodeSentences[code] });
  const division = findDivision(input.region);
  if (division?.level !== 'county') {
    issues.push({ path: 'region', sentence: '所在地区应为江西省的县（市、区）' });
  } else if (within !== undefined && (input.region < within.lo || input.region > within.hi)) {
    issues.push({ path: 'region', sentence: '该地区不在您的管辖范围内' });
  }
  if (input.kind === 'enterprise' && input.business === undefined) {
    issues.push({ path: 'business', sentence: noBusiness });
  }
  if (input.kind === 'platform' && input.business !== undefined) {
    issues.push({ path: 'business', sentence: '网络交易平台不填写经营类型' });
  }
  for (const id of input.productClasses) {
    if (findProductClass(id) === undefined) {
      issues.push({ path: 'productClasses', sentence: `没有产品类别“${id}”` });
    }
  }
  return issues;
}

/** What a change gives; what kind of firm it is may be repeated, never changed. */
export const changeInput = enterpriseInput.extend({
  kind: enterpriseInput.shape.kind.unwrap().optional(),
  note: z.string().trim().max(500, '变更说明最多500个字').optional(),
});

/** The same, and what is asked only where a firm is registered: without a class nothing can be said of its duties. */
export function checkRegistration(
  input: EnterpriseInput,
  within?: { readonly lo: number; readonly hi: number },
): FieldIssue[] {
  const issues = checkEnterprise(input, within);
  if (input.kind === 'enterprise' && input.productClasses.length === 0) {
    issues.push({ path: 'productClasses', sentence: '请选择实际生产、销售的产品类别，至少一类' });
  }
  return issues;
}

/** A refusal that names each field of an enterprise that is wrong. */
export function refuseEnterprise(issues: readonly FieldIssue[]): Refusal {
  const onlyCode = issues.length === 1 && issues[0]?.path === 'creditCode';
  const code = onlyCode ? 'credit-code' : 'invalid-input';
  return refuse(code, '单位信息填写有误，请改正后重新提交。', [], issues);
}

/** Mask of the departments that are competent for an enterprise by what it makes or sells. */
export function domainsOf(productClasses: readonly string[]): number {
  const departments = productClasses.flatMap((id) => findProductClass(id)?.departments ?? []);
  return domainMask([...new Set(['market-regulation', ...departments])]);
}
