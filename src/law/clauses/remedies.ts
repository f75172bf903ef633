import type { Instrument } from '#kernel/clause.ts';
import { articles } from './articles.ts';

/** Transfer of suspected crimes to the police; bare days are counted as calendar days. */
export const transfer310: Instrument = {
  id: 'transfer-310',
  title: '行政执法机关移送涉嫌犯罪案件的规定',
  number: '国务院令第310号，2020年8月7日修订',
  inForce: { from: '2001-07-09' },
  clauses: articles({
    '3': '查处中发现违法事实的金额、情节、后果涉嫌犯罪的，必须移送公安机关（待核）。',
    '4': '妥善保存收集的证据，易腐烂变质物品依法留样处置，需检验鉴定的出具报告（待核）。',
    '5': '指定二名以上人员组成专案组核实并书面报告，正职负责人三日内决定；批准的二十四小时内移送。',
    '6': '移送附移送书、调查报告、涉案物品清单、检验鉴定结论和其他材料。',
    '7': '公安机关在移送书回执上签字；不属其管辖的二十四小时内转送。',
    '8': '公安机关三日内审查决定是否立案，书面通知移送机关。',
    '9': '对不予立案不服的三日内提请复议，公安三日内决定；仍有异议的三日内建议检察机关立案监督。',
    '10': '公安机关不予立案的，移送机关依法作出处理，应当处罚的给予行政处罚。',
    '11': '应当移送的案件不得以行政处罚代替移送。',
    '12': '接到立案通知三日内移交涉案物品和材料，办结交接手续。',
    '13': '公安机关认为不需要追究刑责但应追究行政责任的，及时移送行政执法机关处理。',
  }),
};

/** Crimes of producing and selling fake or shoddy goods. */
export const criminalLaw: Instrument = {
  id: 'criminal-law',
  title: '中华人民共和国刑法',
  inForce: { from: '1997-10-01' },
  clauses: articles({
    '140': '生产销售伪劣产品，销售金额五万元起定罪，按二十万、五十万、二百万元分档量刑。',
    '146': '产销不符合安全标准的产品造成严重后果的，追究刑责。',
    '149': '不构成特定罪名但销售金额五万元以上的，依第一百四十条处罚；竞合从重。',
    '150': '单位犯罪的，对单位判处罚金并处罚直接责任人员。',
  }),
};

/** What counts as illegal gains. */
export const order118: Instrument = {
  id: 'order-118',
  title: '市场监督管理行政处罚案件违法所得认定办法',
  number: '国家市场监督管理总局令第118号',
  inForce: { from: '2026-03-20' },
  clauses: articles({
    '11': '已退赔的款项计入违法所得但不予没收。',
    '14': '违法所得无法计算的，须经负责人批准。',
  }),
};

/** Supervision of enforcement inside the system. */
export const enforcementSupervision: Instrument = {
  id: 'enforcement-supervision',
  title: '市场监督管理执法监督规定',
  number: '2025年修订',
  inForce: { from: '2020-04-01' },
  clauses: articles({
    '17': '下级收到执法监督通知书后十个工作日内提供材料或说明。',
    '18': '纠正后十个工作日内报告结果。',
    '19': '对监督决定不服的五个工作日内申请复查，十个工作日内答复。',
  }),
};

/** Administrative reconsideration; three, five, seven and ten days are working days (88). */
export const reconsiderationLaw: Instrument = {
  id: 'reconsideration-law',
  title: '中华人民共和国行政复议法',
  number: '2023年9月1日修订',
  inForce: { from: '2024-01-01' },
  clauses: articles({
    '20': '自知道行政行为之日起六十日内申请复议，未告知权利的最长一年。',
    '24': '对县级以上地方人民政府工作部门的行政行为不服的，向其本级人民政府申请复议（待核）。',
    '30': '复议机关五日内审查是否受理。',
    '62': '普通程序六十日内决定，可延长三十日；简易程序三十日内决定。',
    '88': '期间计算依民事诉讼法；三日、五日、七日、十日指工作日。',
  }),
};

/** Administrative litigation. */
export const litigationLaw: Instrument = {
  id: 'litigation-law',
  title: '中华人民共和国行政诉讼法',
  number: '2017年修正',
  inForce: { from: '2015-05-01' },
  clauses: articles({
    '18': '行政案件由最初作出行政行为的机关所在地人民法院管辖，经复议的也可以由复议机关所在地人民法院管辖。',
    '45': '不服复议决定的，收到决定书起十五日内起诉。',
    '46': '直接起诉的，自知道行政行为之日起六个月内提出。',
  }),
};
