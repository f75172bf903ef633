import type { Feature } from '#kernel/derive/matrix.ts';

/** What carries a feature out; whatever is absent is not there yet. */
type Carriers = Partial<Pick<Feature, 'definitions' | 'screens' | 'tests' | 'lacks'>>;

const workbench = 'src/web/workbench';
/** Every procedure can be carried out here, every book be kept there. */
const proceedings = [`${workbench}/proceedings/detail-page.tsx`];
const books = [`${workbench}/books/book-page.tsx`];

function feature(number: number, section: string, title: string, by: Carriers = {}): Feature {
  const clause = `guidance/${section}`;
  return { id: `F${number}`, title, clause, definitions: [], screens: [], tests: [], ...by };
}

/**
 * Everything that the guidance asks of the platform, in its order. The numbers are stable: issues cite them. The last
 * four serve all sections and stand under the guidance's general requirements.
 */
export const features: readonly Feature[] = [
  feature(1, '2.1', '质量安全责任制', {
    definitions: ['responsibility-letter', 'director-duties', 'officer-code'],
    screens: [`${workbench}/posts/posts-page.tsx`, `${workbench}/posts/papers.tsx`],
    tests: ['test/law/enterprise-posts.test.ts', 'test/stories/world.test.ts'],
  }),
  feature(2, '2.1', '总监和安全员配备', {
    definitions: ['appointment', 'dismissal', 'enterprise-profile'],
    screens: [
      `${workbench}/organisations/staffing.tsx`,
      `${workbench}/organisations/edit-page.tsx`,
      `${workbench}/home/enterprise-home.tsx`,
    ],
    tests: [
      'test/law/enterprise-staffing.test.ts',
      'test/stories/enterprise-profile.test.ts',
      'test/stories/world.test.ts',
    ],
  }),
  feature(3, '2.1', '岗位培训和考核', {
    definitions: ['appointment'],
    screens: [`${workbench}/posts/posts-page.tsx`],
    tests: ['test/law/enterprise-posts.test.ts', 'test/stories/submission-rules.test.ts'],
    lacks: '题库、随机试卷、监督抽考',
  }),
  feature(4, '2.1', '质量管理体系文件'),
  feature(5, '2.2', '风险管控清单', {
    definitions: ['risk-control-list'],
    screens: [`${workbench}/risk-list/risk-list-page.tsx`, `${workbench}/risk-list/edit-page.tsx`],
    tests: ['test/law/enterprise-risk-control-list.test.ts', 'test/stories/works.test.ts'],
  }),
  feature(6, '2.2', '日管控', {
    definitions: ['daily-control'],
    screens: ['src/web/phone/screens', `${workbench}/reports/daily-editor.tsx`],
    tests: [
      'test/law/enterprise-daily-control.test.ts',
      'test/stories/submission-photo.test.ts',
      'test/browser/phone.test.ts',
    ],
  }),
  feature(7, '2.2', '周排查', {
    definitions: ['weekly-screening'],
    screens: [`${workbench}/reports/report-editor.tsx`],
    tests: [
      'test/law/enterprise-reports.test.ts',
      'test/stories/first-week.test.ts',
      'test/stories/papers.test.ts',
    ],
  }),
  feature(8, '2.2', '月调度', {
    definitions: ['monthly-review', 'assigned-task'],
    screens: [`${workbench}/reports/report-editor.tsx`, ...proceedings],
    tests: [
      'test/law/enterprise-reports.test.ts',
      'test/law/enterprise-assigned-task.test.ts',
      'test/stories/papers.test.ts',
    ],
  }),
  feature(9, '2.2', '隐患整改和意见建议', {
    definitions: ['corrective-action', 'quality-advice'],
    screens: proceedings,
    tests: [
      'test/law/enterprise-corrective-action.test.ts',
      'test/law/enterprise-quality-advice.test.ts',
      'test/stories/works.test.ts',
    ],
  }),
  feature(10, '2.2', '“五到位”自查'),
  feature(11, '2.3', '产品执行标准登记', {
    definitions: ['product-file', 'standard-register'],
    screens: [
      `${workbench}/products/list-page.tsx`,
      `${workbench}/products/product-page.tsx`,
      `${workbench}/standards/register-page.tsx`,
    ],
    tests: [
      'test/law/product-file.test.ts',
      'test/stories/standards.test.ts',
      'test/stories/products.test.ts',
    ],
  }),
  feature(12, '2.3', '标识和警示核对', {
    definitions: ['product-file', 'eliminated-products'],
    screens: [`${workbench}/products/label-page.tsx`, `${workbench}/products/product-page.tsx`],
    tests: ['test/law/product-file.test.ts', 'test/stories/products.test.ts'],
  }),
  feature(13, '2.4', '进货查验', {
    definitions: ['incoming-inspection', 'supplier-file', 'incoming-test'],
    screens: [...books, `${workbench}/inspections/entry/entry-page.tsx`],
    tests: [
      'test/law/enterprise-incoming-inspection.test.ts',
      'test/law/enterprise-supplier.test.ts',
      'test/stories/supplier-file.test.ts',
      'test/stories/works.test.ts',
    ],
  }),
  feature(14, '2.4', '抽样验收方案', {
    definitions: ['inspection-plan', 'sampling-decision'],
    screens: [`${workbench}/inspections/sampling-page.tsx`],
    tests: [
      'src/insight/sampling/outside.test.ts',
      'src/insight/sampling/plan.test.ts',
      'src/insight/sampling/switching.test.ts',
      'src/insight/sampling/curve.test.ts',
      'test/stories/product-inspection.test.ts',
      'test/browser/inspections.test.ts',
    ],
    lacks: '多次抽样（表4）；两处各来源不一致的格须对照标准原文核定',
  }),
  feature(15, '2.4', '过程质量控制', {
    definitions: ['process-characteristic', 'process-measurement', 'in-process-inspection'],
    screens: [
      `${workbench}/processes/processes-page.tsx`,
      `${workbench}/processes/process-page.tsx`,
    ],
    tests: [
      'src/insight/control/charts.test.ts',
      'src/insight/control/rules.test.ts',
      'test/law/enterprise-process-control.test.ts',
      'test/stories/process-control.test.ts',
      'test/browser/inspections.test.ts',
    ],
  }),
  feature(16, '2.4', '出厂检验放行', {
    definitions: ['lot-registration', 'lot-release'],
    screens: books,
    tests: ['test/law/lots.test.ts', 'test/stories/lots.test.ts'],
    lacks: '与出厂检验记录、追溯码的衔接',
  }),
  feature(17, '2.4', '自检和委托检验', {
    definitions: ['test-equipment', 'entrusted-laboratory'],
    screens: [`${workbench}/inspections/equipment-page.tsx`, ...books],
    tests: [
      'test/law/enterprise-test-equipment.test.ts',
      'test/law/enterprise-product-inspection.test.ts',
      'test/stories/product-inspection.test.ts',
    ],
    lacks: '本单位检验方法的确认记录；受托机构证书到期前的提醒',
  }),
  feature(18, '2.4', '检验数据真实', {
    definitions: ['ex-factory-inspection', 'in-process-inspection', 'incoming-test'],
    screens: [`${workbench}/inspections/entry/entry-page.tsx`],
    tests: [
      'test/law/enterprise-product-inspection.test.ts',
      'test/stories/product-inspection.test.ts',
      'src/web/workbench/inspections/entry/values.test.ts',
    ],
  }),
  feature(19, '2.5', '销售记录', {
    definitions: ['sales-record', 'lot-disposal'],
    screens: [
      ...books,
      `${workbench}/lots/sell-page.tsx`,
      `${workbench}/lots/list-page.tsx`,
      `${workbench}/books/import-page.tsx`,
    ],
    tests: [
      'test/law/lots.test.ts',
      'test/stories/lots.test.ts',
      'test/stories/lot-desk.test.ts',
      'test/stories/book-import.test.ts',
    ],
  }),
  feature(20, '2.5', '上下游追溯', {
    definitions: ['lot-registration', 'sales-record'],
    screens: [
      `${workbench}/lots/lot-page.tsx`,
      `${workbench}/lots/make-page.tsx`,
      `${workbench}/trace/trace-page.tsx`,
    ],
    tests: [
      'test/stories/lots.test.ts',
      'test/stories/lot-trace.test.ts',
      'test/policies/lot-functions.test.ts',
    ],
    lacks: 'EPCIS 2.0',
  }),
  feature(21, '2.5', '产品追溯码', {
    definitions: ['code-issue'],
    screens: ['src/server/codes/page.ts'],
    tests: ['test/stories/codes.test.ts', 'src/server/codes/code.test.ts'],
  }),
  feature(22, '2.5', '缺陷产品召回', {
    definitions: ['recall', 'recall-notice', 'recall-bulletin'],
    screens: [
      `${workbench}/recalls/cockpit-page.tsx`,
      `${workbench}/recalls/answer-page.tsx`,
      `${workbench}/recalls/bulletin-page.tsx`,
      ...proceedings,
    ],
    tests: [
      'test/law/recall.test.ts',
      'test/law/recall-lots.test.ts',
      'test/stories/recall.test.ts',
      'test/stories/recall-chain.test.ts',
      'test/stories/recall-ordered.test.ts',
      'test/stories/recall-closure.test.ts',
      'test/stories/recall-bulletin.test.ts',
    ],
    lacks: '批次召回中总结数量与各单位答复的自动核对',
  }),
  feature(23, '2.5', '企业主动报告隐患', {
    definitions: ['recall'],
    screens: [`${workbench}/recalls/hazard-page.tsx`],
    tests: ['test/law/recall-lots.test.ts', 'test/stories/recall-ordered.test.ts'],
  }),
  feature(24, '2.6', '质量安全承诺'),
  feature(25, '2.6', '产品责任保险'),
  feature(26, '2.6', '配合监督检查', {
    definitions: ['inspection-visit', 'unregistered-visit'],
    screens: [`${workbench}/visits/visit-page.tsx`, `${workbench}/visits/visit-code.tsx`],
    tests: ['test/law/inspection-visit.test.ts', 'test/stories/inspection-visit.test.ts'],
  }),
  feature(27, '3.1', '许可和备案事项事后监管'),
  feature(28, '3.2', '行业主管职责划分', {
    tests: ['src/law/departments.test.ts'],
    lacks: '职责争议的解决程序',
  }),
  feature(29, '3.2', '涉嫌犯罪案件移送', {
    definitions: ['crime-referral'],
    screens: proceedings,
    tests: ['test/law/crime-referral.test.ts', 'test/stories/crime-referral.test.ts'],
  }),
  feature(30, '3.3', '标准制定和实施监督'),
  feature(31, '3.4', '行业质量分析和风险通报'),
  feature(32, '3.4', '质量预警'),
  feature(33, '3.5', '行业协会自律'),
  feature(34, '4.1', '重点产品监管目录', {
    definitions: ['key-product-catalogue'],
    screens: [
      `${workbench}/catalogue/catalogue-page.tsx`,
      `${workbench}/catalogue/import-panel.tsx`,
      'src/server/catalogue/public-page.ts',
      `${workbench}/spot-checks/plan-page.tsx`,
    ],
    tests: [
      'test/law/key-product-catalogue.test.ts',
      'src/law/regulator/spot-check/coverage.test.ts',
      'test/stories/catalogue.test.ts',
      'test/stories/spot-check-plan.test.ts',
    ],
  }),
  feature(35, '4.1', '产品质量监督抽查', {
    definitions: ['spot-check-plan', 'spot-check-rules', 'spot-check-batch', 'spot-check'],
    screens: [
      `${workbench}/spot-checks/desk-page.tsx`,
      `${workbench}/spot-checks/check-page.tsx`,
      `${workbench}/spot-checks/plan-page.tsx`,
      `${workbench}/spot-checks/batch-page.tsx`,
      `${workbench}/spot-checks/sampling/sampling-page.tsx`,
    ],
    tests: [
      'test/law/spot-check/sampling.test.ts',
      'test/law/spot-check/results.test.ts',
      'test/law/spot-check/clocks.test.ts',
      'test/stories/spot-check.test.ts',
      'test/stories/spot-check-handling.test.ts',
      'test/stories/spot-check-online.test.ts',
      'test/stories/spot-check-to-list.test.ts',
      'test/law/spot-check/books.test.ts',
      'test/law/spot-check/custody.test.ts',
      'test/law/spot-check/repeated.test.ts',
      'test/law/spot-check/results-judged.test.ts',
      'test/stories/spot-check-desk.test.ts',
      'src/server/papers/drawn.test.ts',
      'test/stories/spot-check-plan.test.ts',
      'test/browser/sampling.test.ts',
      'test/browser/laboratory.test.ts',
    ],
    lacks: '离线时重新打开抽样单页面；计划经费在用超后才提示',
  }),
  feature(36, '4.1', '双随机抽取', {
    definitions: ['random-draw', 'inspector-declaration'],
    screens: [
      `${workbench}/draws/new-page.tsx`,
      `${workbench}/draws/draw-page.tsx`,
      'src/server/draws/pages.ts',
      'src/web/draw',
    ],
    tests: [
      'test/law/random-draw.test.ts',
      'test/stories/draw.test.ts',
      'test/browser/draw.test.ts',
      'src/insight/draw/draw.test.ts',
    ],
  }),
  feature(37, '4.1', '重点区域和重点产品监管', {
    definitions: ['intensified-supervision', 'special-operation'],
    screens: proceedings,
    tests: ['test/law/key-areas.test.ts', 'test/stories/key-areas.test.ts'],
    lacks: '与抽查计划和风险评分的联动',
  }),
  feature(38, '4.1', '网络销售产品监管'),
  feature(39, '4.1', '线索移送和联合调查', {
    definitions: ['clue-referral', 'evidence-handover', 'joint-investigation'],
    screens: proceedings,
    tests: ['test/law/joint-action.test.ts', 'test/stories/joint-action.test.ts'],
  }),
  feature(40, '4.2', '生产许可和强制性认证监管', {
    definitions: ['licence-application', 'production-licence', 'ccc-certificate'],
    screens: [
      `${workbench}/certificates/register-page.tsx`,
      `${workbench}/certificates/organisation-certificates.tsx`,
      ...proceedings,
    ],
    tests: [
      'test/law/licence-application.test.ts',
      'test/law/production-licence.test.ts',
      'test/law/ccc-certificate.test.ts',
      'test/stories/certificates.test.ts',
      'test/stories/licence-application.test.ts',
    ],
    lacks: '出厂放行时的证书核对随放行功能提供',
  }),
  feature(41, '4.3', '行政处罚案件', {
    definitions: ['penalty-case', 'summary-penalty', 'assistance-letter'],
    screens: [...proceedings, `${workbench}/proceedings/file-panels.tsx`],
    tests: [
      'test/law/penalty-case/filing.test.ts',
      'test/law/penalty-case/measures.test.ts',
      'test/law/penalty-case/decision.test.ts',
      'test/law/penalty-case/execution.test.ts',
      'src/law/regulator/penalty-case/amount/amount.test.ts',
      'test/law/summary-penalty.test.ts',
      'test/law/assistance-letter.test.ts',
      'test/stories/penalty-case.test.ts',
      'test/stories/summary-penalty.test.ts',
    ],
  }),
  feature(42, '4.3', '分级处置措施', {
    definitions: ['supervisory-measure'],
    screens: proceedings,
    tests: ['test/law/supervisory-measure.test.ts', 'test/stories/inspection-visit.test.ts'],
  }),
  feature(43, '4.4', '精准监管和风险评分'),
  feature(44, '4.4', '严重违法失信名单', {
    definitions: ['dishonesty-listing'],
    screens: [
      ...proceedings,
      `${workbench}/publicity/list-page.tsx`,
      'src/server/portal/dishonesty.ts',
    ],
    tests: [
      'test/law/dishonesty-listing.test.ts',
      'test/law/dishonesty-ending.test.ts',
      'test/law/penalty-case/listing.test.ts',
      'test/stories/dishonesty.test.ts',
      'test/stories/spot-check-to-list.test.ts',
    ],
    lacks: '管理措施中许可审查、政府采购、表彰奖励由相应部门的系统实施',
  }),
  feature(45, '4.4', '信用信息公示', {
    definitions: ['penalty-publicity', 'dishonesty-listing'],
    screens: [
      `${workbench}/publicity/outbox-page.tsx`,
      `${workbench}/publicity/own-page.tsx`,
      `${workbench}/publicity/list-page.tsx`,
    ],
    tests: [
      'test/law/penalty-publicity.test.ts',
      'test/stories/publicity.test.ts',
      'src/server/publicity/columns.test.ts',
    ],
    lacks: '与两个网站实际接口的联调；栏目按其公开页面整理',
  }),
  feature(46, '4.5', '质量技术帮扶'),
  feature(47, '4.5', '质量基础设施一站式服务'),
  feature(48, '4.5', '检验检测机构监督'),
  feature(49, '5.1', '难点堵点协调和专项整治'),
  feature(50, '5.2', '政策资金和信贷支持'),
  feature(51, '5.3', '突发事件应急处置'),
  feature(52, '5.3', '基层隐患排查报告'),
  feature(53, '5.4', '宣传教育'),
  feature(54, '6', '四方责任考核'),
  feature(55, '6', '消费者投诉', {
    definitions: ['complaint'],
    screens: proceedings,
    tests: ['test/law/complaint.test.ts', 'test/stories/complaint.test.ts'],
    lacks: '公众自行提交投诉的页面',
  }),
  feature(56, '6', '违法行为举报'),
  feature(57, '6', '举报奖励'),
  feature(58, '6', '公众查询门户', {
    tests: ['test/stories/recall.test.ts', 'test/stories/world.test.ts'],
    screens: ['src/server/portal/routes.ts'],
    lacks: '产品、批次、企业、抽查结果和统计的查询',
  }),
  feature(59, '1', '存证账本和防篡改', {
    definitions: ['entry-erasure'],
    screens: ['src/web/verify/main.ts'],
    tests: [
      'test/stories/ledger-sequencer.test.ts',
      'test/stories/ledger-witness.test.ts',
      'test/stories/ledger-verify.test.ts',
      'test/stories/ledger-audit.test.ts',
      'test/stories/ledger-audit-effects.test.ts',
      'test/stories/erasure.test.ts',
    ],
  }),
  feature(60, '1', '离线办理和安全重试', {
    screens: ['src/web/phone/send'],
    tests: ['test/browser/phone-offline.test.ts', 'test/stories/submission.test.ts'],
  }),
  feature(61, '1', '法定期限计算', {
    screens: ['src/web/kit/show/deadline.tsx'],
    tests: [
      'src/kernel/calendar/count.test.ts',
      'src/kernel/due.test.ts',
      'test/law/holidays.test.ts',
      'test/law/spot-check/clocks.test.ts',
    ],
  }),
  feature(62, '1', '条款对应矩阵', {
    screens: [`${workbench}/law/law-page.tsx`],
    tests: ['test/architecture/law.test.ts'],
  }),
];
