import * as field from '#kernel/field.ts';

/** What a purchase inspection writes down (State Council Order 503, article 5; guidance 2.4). */
export const inspectionForm = field.form({
  productName: field.text('产品名称'),
  specification: field.text('规格'),
  quantity: field.decimal('数量'),
  unit: field.text('计量单位', { max: 20 }),
  supplier: field.text('供货商'),
  supplierContact: field.text('供货商联系方式'),
  receivedOn: field.date('进货时间'),
  batch: field.text('生产批号'),
  lot: field.optional(
    field.lot('平台批次', { hint: '供货商在平台上发来的，请选择；其他来源按本记录登记为新批次。' }),
  ),
  certificate: field.optional(
    field.text('检验合格证号', {
      max: 60,
      hint: '供货商合格证上的编号。填写后，销售这个批次时须用这个编号。',
    }),
  ),
  supplierPapers: field.files('供货商资格证明（营业执照、许可证、认证证书）'),
  reportKind: field.choice('按批次检验报告', {
    original: '检验机构出具的报告原件',
    'signed-copy': '供货商签字或者盖章的复印件',
    none: '没有检验报告',
  }),
  report: field.files('检验报告'),
  checks: field.rows(
    '查验项目',
    {
      item: field.text('项目'),
      result: field.choice('结果', { pass: '符合', fail: '不符合' }),
      note: field.optional(field.text('说明')),
    },
    { max: 50 },
  ),
  conclusion: field.choice('查验结论', {
    accept: '接收',
    concession: '让步接收',
    reject: '拒收',
  }),
  concession: field.optional(
    field.group(
      '让步接收',
      {
        reason: field.longText('让步理由'),
        approvedBy: field.person('批准人', ['quality-safety-director', 'principal']),
        limits: field.text('使用限制'),
      },
      { goesWith: { choice: 'conclusion', values: ['concession'] } },
    ),
  ),
  rejection: field.optional(
    field.group(
      '拒收',
      {
        reason: field.longText('拒收原因'),
        disposal: field.choice('处置方式', {
          return: '退货',
          isolate: '隔离待处理',
          destroy: '销毁',
        }),
        needsCorrection: field.yesNo('是否需要发起整改（如更换供货商、修订验收标准）'),
      },
      { goesWith: { choice: 'conclusion', values: ['reject'] } },
    ),
  ),
});
