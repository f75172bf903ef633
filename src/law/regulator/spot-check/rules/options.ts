import { divisions } from '#law/divisions.ts';
import { productClasses } from '#law/product-classes.ts';

/** Choices that plan, task and list share. */
export const sites = { producer: '生产者处', seller: '销售者处', online: '网络抽样' } as const;

/** Why the six months of article 8 do not bind. */
export const exceptions = { 'follow-up': '不合格产品跟踪抽查', emergency: '应对突发事件' } as const;

/** Product classes by id. */
export const productClassOptions: Readonly<Record<string, string>> = Object.fromEntries(
  productClasses.map(({ id, title }) => [id, title]),
);

/** Divisions of the province by code. */
export const regionOptions: Readonly<Record<string, string>> = Object.fromEntries(
  divisions.map(({ code, name }) => [String(code), name]),
);
