import { levels } from '#insight/sampling/letters.ts';
import * as field from '#kernel/field.ts';

/** Where in production something is inspected. */
export const stages = {
  incoming: '进货检验',
  'in-process': '过程检验',
  'ex-factory': '出厂检验',
} as const;

/** How strictly lots are inspected, as people call it. */
export const severities = {
  normal: '正常检验',
  tightened: '加严检验',
  reduced: '放宽检验',
} as const;

const levelTitles = Object.fromEntries(levels.map((level) => [level, level])) as {
  readonly [L in (typeof levels)[number]]: L;
};

/** Inspection level, limit and what is counted (GB/T 2828.1). */
export const schemeFields = {
  level: field.choice('检验水平', levelTitles),
  aql: field.text('接收质量限AQL', { max: 6, hint: '标准规定的优选值，如0.65、1.0、2.5。' }),
  counting: field.choice('质量表示', {
    items: '不合格品百分数',
    nonconformities: '每百单位产品不合格数',
  }),
  kind: field.choice('抽样方案', { single: '一次抽样', double: '二次抽样' }),
};

/** The question to the standard that a plan or an inspection puts. */
export const scheme = field.group('GB/T 2828.1抽样', schemeFields);

function measured(label: string) {
  return field.rows(
    label,
    {
      item: field.text('检验项目'),
      values: field.longText('实测值', {
        max: 20_000,
        hint: '按样品顺序逐个填写，之间用空格隔开；相同的可以写“符合×20”。原样保存，不作修约。',
      }),
    },
    { max: 100 },
  );
}

/** Where an inspection record says when its lot was tested and what came of it. */
export const inspectionResult = { on: 'testedOn', result: ['outcome', 'verdict'] } as const;

/** What every inspection record holds beside what its own stage asks for. @param book the record's own book. */
export function inspectionShape(book: string) {
  return {
    plan: field.record('检验方案', 'inspection-plan'),
    productName: field.text('产品名称'),
    batch: field.text('生产批号'),
    lot: field.optional(
      field.lot('平台批次', {
        hint: '已在平台登记的批次请选择，检验记录列入该批次；生产批号应与批次一致。',
      }),
    ),
    lotSize: field.integer('批量', { min: 1, hint: '本批单位产品的数量。' }),
    attempt: field.choice('检验次序', { first: '首次检验', retest: '复验' }),
    retestOf: field.optional(field.record('复验针对的记录', book)),
    cause: field.optional(field.longText('复验原因')),
    testedOn: field.date('检验日期'),
    scheme: field.optional(scheme),
    first: measured('实测值（第一样本）'),
    second: field.optional(measured('实测值（第二样本）')),
    outcome: field.group('判定', {
      severity: field.optional(field.choice('检验严格度', severities)),
      sampleSize: field.integer('样本量'),
      accept: field.integer('接收数Ac'),
      reject: field.integer('拒收数Re'),
      found: field.integer('不合格（品）数'),
      firstFound: field.optional(field.integer('其中第一样本')),
      verdict: field.choice('批判定', { pass: '合格', fail: '不合格' }),
    }),
    laboratory: field.choice('检验方式', { own: '本单位自检', entrusted: '委托检验' }),
    equipment: field.rows(
      '使用的检验设备',
      { number: field.text('设备编号', { max: 40 }) },
      { min: 0, max: 30 },
    ),
    entrusted: field.optional(
      field.group(
        '委托检验',
        {
          body: field.record('受托机构', 'entrusted-laboratory'),
          reportNumber: field.text('报告编号', { max: 60 }),
          report: field.files('检验报告', { min: 1 }),
        },
        { goesWith: { choice: 'laboratory', values: ['entrusted'] } },
      ),
    ),
    inspector: field.person('检验人', []),
    signatory: field.person('签发人', [
      'authorised-signatory',
      'quality-safety-director',
      'principal',
    ]),
    note: field.optional(field.longText('备注')),
  };
}
