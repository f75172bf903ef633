import type { Feature } from '#kernel/derive/matrix.ts';
import { books, feature, proceedings, workbench } from './feature.ts';

/** Chapter 2 of the guidance: what enterprises answer for. */
export const enterpriseFeatures: readonly Feature[] = [
  feature(1, '2.1', '质量安全责任制', {
    definitions: ['responsibility-letter', 'director-duties', 'officer-code'],
    screens: [`${workbench}/posts/posts-page.tsx`, `${workbench}/posts/papers.tsx`],
    tests: ['test/law/enterprise-posts.test.ts', 'test/stories/world.test.ts'],
  }),
  feature(2, '2.1', '总监和安全员配备', {
    definitions: ['appointment', 'dismissal', 'enterprise-profile', 'firm-standing'],
    screens: [
      `${workbench}/organisations/staffing.tsx`,
      `${workbench}/organisations/edit-page.tsx`,
      `${workbench}/organisations/standing.tsx`,
      `${workbench}/home/enterprise-home.tsx`,
    ],
    tests: [
      'test/law/enterprise-staffing.test.ts',
      'test/law/firm-standing.test.ts',
      'test/stories/firm-standing.test.ts',
      'test/stories/succession.test.ts',
      'test/stories/enterprise-profile.test.ts',
      'test/stories/registration.test.ts',
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
      'test/stories/product-number.test.ts',
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
    screens: [...books, `${workbench}/lots/lot-page.tsx`],
    tests: [
      'test/law/lots.test.ts',
      'test/stories/lots.test.ts',
      'test/stories/lot-product.test.ts',
      'test/stories/lot-inspection.test.ts',
      'test/stories/codes.test.ts',
      'test/stories/epcis/gate.test.ts',
    ],
    lacks: '没有选择产品档案的批次，放行时只核对检验和许可、认证证书，不核对标准、声明和标签',
  }),
  feature(17, '2.4', '自检和委托检验', {
    definitions: ['test-equipment', 'entrusted-laboratory', 'test-method'],
    screens: [`${workbench}/inspections/equipment-page.tsx`, ...books],
    tests: [
      'test/law/enterprise-test-equipment.test.ts',
      'test/law/enterprise-test-method.test.ts',
      'test/law/enterprise-product-inspection.test.ts',
      'test/stories/product-inspection.test.ts',
      'test/stories/expiries.test.ts',
    ],
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
    definitions: ['lot-registration', 'sales-record', 'trace-capture', 'location-number'],
    screens: [
      `${workbench}/lots/lot-page.tsx`,
      `${workbench}/lots/make-page.tsx`,
      `${workbench}/trace/trace-page.tsx`,
      `${workbench}/traces/list-page.tsx`,
      `${workbench}/traces/event-page.tsx`,
    ],
    tests: [
      'test/stories/lots.test.ts',
      'test/stories/lot-trace.test.ts',
      'test/policies/trace.test.ts',
      'test/law/enterprise-trace-capture.test.ts',
      'test/stories/epcis/capture.test.ts',
      'test/stories/epcis/query.test.ts',
      'test/stories/epcis/lots.test.ts',
      'test/stories/epcis/left-out.test.ts',
      'test/stories/epcis/lot-units.test.ts',
      'test/stories/epcis/lot-pieces.test.ts',
      'test/stories/epcis/lot-audit.test.ts',
      'test/law/told-lots.test.ts',
      'test/browser/traces.test.ts',
      'test/browser/lot-events.test.ts',
    ],
  }),
  feature(21, '2.5', '产品追溯码', {
    definitions: ['code-issue'],
    screens: [
      'src/server/codes/page.ts',
      'src/server/codes/article-page.ts',
      `${workbench}/lots/codes-panel.tsx`,
    ],
    tests: [
      'test/stories/codes.test.ts',
      'test/stories/code-products.test.ts',
      'test/stories/lot-product.test.ts',
      'src/server/codes/code.test.ts',
    ],
  }),
  feature(22, '2.5', '缺陷产品召回', {
    definitions: ['recall', 'recall-notice', 'recall-bulletin'],
    screens: [
      `${workbench}/recalls/cockpit-page.tsx`,
      `${workbench}/recalls/answer-page.tsx`,
      `${workbench}/recalls/bulletin-page.tsx`,
      'src/server/portal/announcements.ts',
      ...proceedings,
    ],
    tests: [
      'test/law/recall.test.ts',
      'test/stories/recall-public.test.ts',
      'test/law/recall-lots.test.ts',
      'test/stories/recall.test.ts',
      'test/stories/recall-chain.test.ts',
      'test/stories/recall-ordered.test.ts',
      'test/stories/recall-answers.test.ts',
      'test/stories/recall-closure.test.ts',
      'test/stories/recall-bulletin.test.ts',
    ],
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
    tests: [
      'test/law/inspection-visit.test.ts',
      'test/stories/inspection-visit.test.ts',
      'test/browser/visits.test.ts',
    ],
  }),
];
