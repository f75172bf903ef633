import { hasLapsed } from '#kernel/product/standard.ts';
import type { StandardFacts } from '#kernel/product/standard.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { ClauseIndex } from '#kernel/clause.ts';
import type { Law } from '#kernel/law.ts';
import { lackTitles } from '#law/enterprise/product/fitness.ts';
import type { LackKind, ProductLack } from '#law/enterprise/product/fitness.ts';
import { findProductClass } from '#law/product-classes.ts';
import { presentCitation } from '../problem.ts';
import type { Problem } from '../problem.ts';
import type { ExportTable } from '../tables/write-table.ts';
import type { JudgedProduct } from './judge.ts';
import type { ListedProductRow } from './queries.ts';

/** A standard that a product executes. */
export interface CitedStandard {
  readonly number: string;
  readonly title: string;
  readonly nature: StandardFacts['nature'];
  readonly from: PlainDate;
  readonly lapsesOn?: PlainDate;
  readonly lapsed: boolean;
  readonly replacedBy: readonly string[];
}

/** A product of a list. */
export interface PresentedProduct {
  /** Id of its file. */
  readonly id: string;
  readonly name: string;
  readonly model: string;
  readonly brand: string;
  readonly code: string;
  readonly origin: string;
  readonly mode: string;
  readonly productClass: {
    readonly id: string;
    readonly title: string;
    /** Needs a production licence. */
    readonly licence: boolean;
    /** Needs compulsory certification. */
    readonly ccc: boolean;
  };
  readonly maker: { readonly id: string; readonly name: string; readonly region: string };
  readonly state: string;
  readonly stateTitle: string;
  readonly since: PlainDate;
  readonly standards: readonly CitedStandard[];
  readonly own: string;
  readonly declaredOn?: PlainDate;
  readonly label?: { readonly on: PlainDate; readonly passed: boolean };
  readonly lacks: readonly {
    readonly kind: LackKind;
    readonly title: string;
    readonly sentence: string;
    readonly basis: Problem['basis'];
  }[];
}

/** A page of products. */
export interface ProductList {
  readonly products: readonly PresentedProduct[];
  /** No more than ten thousand are counted. */
  readonly total: number;
}

/** Presents a product with what the rules say of it. */
export function presentProduct(
  row: ListedProductRow,
  { product, lacks, standards, productClass }: JudgedProduct,
  law: Law,
  today: PlainDate,
): PresentedProduct {
  const procedure = law.procedure(row.procedure, today);
  return {
    id: row.proceeding_id,
    name: row.name,
    model: row.model,
    brand: row.brand,
    code: row.code,
    origin: row.origin,
    mode: row.mode,
    productClass: {
      id: row.class_id,
      title: findProductClass(row.class_id)?.title ?? row.class_id,
      licence: productClass?.licence === true,
      ccc: productClass?.ccc === true,
    },
    maker: {
      id: row.organisation_id,
      name: row.organisation_name ?? '',
      region: row.region_name ?? '',
    },
    state: row.state,
    stateTitle: procedure?.states[row.state]?.title ?? row.state,
    since: row.since,
    standards: standards.map((one) => presentCited(one, today)),
    own: row.own,
    ...(product.declared === undefined ? {} : { declaredOn: product.declared.on }),
    ...(product.label === undefined ? {} : { label: product.label }),
    lacks: lacks.map((lack) => presentLack(lack, law.clauses)),
  };
}

function presentCited(one: StandardFacts, today: PlainDate): CitedStandard {
  const { number, title, nature, from, lapsesOn, replacedBy } = one;
  return {
    number,
    title,
    nature,
    from,
    ...(lapsesOn === undefined ? {} : { lapsesOn }),
    lapsed: hasLapsed(one, today),
    replacedBy,
  };
}

function presentLack({ kind, sentence, basis }: ProductLack, clauses: ClauseIndex) {
  return {
    kind,
    title: lackTitles[kind],
    sentence,
    basis: basis
      .map((id) => clauses.find(id))
      .filter((found) => found !== undefined)
      .map(presentCitation),
  };
}

/** Products as a table. */
export function productTable(list: readonly PresentedProduct[]): ExportTable {
  return {
    sheet: '产品档案',
    columns: [
      { title: '生产企业', key: 'maker', width: 32 },
      { title: '所在地', key: 'region' },
      { title: '产品名称', key: 'name', width: 24 },
      { title: '规格型号', key: 'model', width: 20 },
      { title: '商标', key: 'brand' },
      { title: '商品条码', key: 'code', width: 16 },
      { title: '产品类别', key: 'class', width: 20 },
      { title: '产地', key: 'origin' },
      { title: '执行标准', key: 'standards', width: 32 },
      { title: '状态', key: 'state' },
      { title: '声明公开日期', key: 'declaredOn', type: 'date' },
      { title: '标签检查日期', key: 'labelOn', type: 'date' },
      { title: '存在问题', key: 'lacks', width: 40 },
    ],
    rows: list.map((one) => ({
      maker: one.maker.name,
      region: one.maker.region,
      name: one.name,
      model: one.model,
      brand: one.brand,
      code: one.code,
      class: one.productClass.title,
      origin: one.origin,
      standards: [...one.standards.map(({ number }) => number), one.own].filter(Boolean).join('、'),
      state: one.stateTitle,
      declaredOn: one.declaredOn ?? '',
      labelOn: one.label?.on ?? '',
      lacks: one.lacks.map(({ title }) => title).join('、'),
    })),
  };
}
