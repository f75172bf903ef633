import type { z } from 'zod';
import type { RegisteredFacts } from '#kernel/effect.ts';
import * as field from '#kernel/field.ts';
import { counties, divisionTitle } from '#law/divisions.ts';
import { productClasses } from '#law/product-classes.ts';

const countyTitles = Object.fromEntries(
  counties.map(({ code }) => [String(code), divisionTitle(code)]),
);
const classTitles = Object.fromEntries(productClasses.map(({ id, title }) => [id, title]));

const facts = {
  name: field.text('单位名称', { min: 2, max: 120 }),
  county: field.choice('所在县（市、区）', countyTitles),
  address: field.optional(field.text('地址')),
  phone: field.optional(field.text('电话', { max: 40 })),
  business: field.optional(
    field.choice('经营类型', { producer: '生产', wholesale: '批发', retail: '零售' }),
  ),
  headcount: field.optional(field.integer('从业人员', { unit: '人', max: 10_000_000 })),
  revenueYuan: field.optional(field.integer('年营业收入', { unit: '元', max: 1e13 })),
  productClasses: field.optional(field.choices('产品类别', classTitles)),
};

/** The facts as they will be, and as they were: whoever reads one version sees what it changed. */
export const profileForm = field.form({
  ...facts,
  note: field.optional(field.longText('变更说明', { max: 500 })),
  asks: field.optional(
    field.yesNo('减少义务，待监管部门确认后生效', { hint: '由单位信息页面自动填入。' }),
  ),
  before: field.group('变更前', facts, {
    hint: '由单位信息页面自动填入，与现有登记不符的不予变更。',
  }),
});

/** One state of the facts, as the form holds it. */
export type ProfileFacts = z.output<typeof profileForm>['before'];

/** What a version puts into the register. */
export function registeredOf(input: ProfileFacts): RegisteredFacts {
  const { name, county, business, headcount, revenueYuan, address = '', phone = '' } = input;
  return {
    name,
    region: Number(county),
    address,
    phone,
    productClasses: input.productClasses ?? [],
    ...(business === undefined ? {} : { business }),
    ...(headcount === undefined ? {} : { headcount }),
    ...(revenueYuan === undefined ? {} : { revenueYuan }),
  };
}

/** What the register holds, as the form asks for it. */
export function profileOf(facts: RegisteredFacts): ProfileFacts {
  const { name, region, business, headcount, revenueYuan, address, phone, productClasses } = facts;
  return {
    name,
    county: String(region),
    ...(address === '' ? {} : { address }),
    ...(phone === '' ? {} : { phone }),
    ...(business === undefined ? {} : { business }),
    ...(headcount === undefined ? {} : { headcount }),
    ...(revenueYuan === undefined ? {} : { revenueYuan }),
    ...(productClasses.length === 0 ? {} : { productClasses: productClasses.toSorted() }),
  };
}
