import type { Instrument } from '#kernel/clause.ts';
import { articles } from './articles.ts';

/** Key industrial products sold online; nothing of it may be demanded before its first day. */
export const order110: Instrument = {
  id: 'order-110',
  title: '网络销售重点工业产品质量安全监督管理规定',
  number: '国家市场监督管理总局令第110号',
  inForce: { from: '2026-12-01' },
  clauses: articles({
    '3': '适用于总局公布清单内的网络销售重点工业产品。',
    '7': '网络销售者查验进货并记录供货者、产品型号数量、购销日期、实际发货地等，保存不少于三年。',
    '8': '页面展示品名、生产者名称地址、型号规格、标准编号、警示说明，许可证或认证编号链接，或者检验报告。',
    '10': '平台以公开数据核验许可、认证编号，不一致的不得上架。',
    '11': '平台要求重点工业产品赋有商品条码等编码。',
    '12': '平台依省级以上抽查通报开展自查。',
    '13': '平台对在售重点工业产品信息进行日常检查。',
    '14': '平台开展质量安全监测，必要时抽取实物检验。',
    '15': '平台采取处置措施后五个工作日内报告县级以上部门，写明身份、网店、商品、违法描述、记录和措施。',
    '16': '对实施召回的产品，平台停止服务并协助召回。',
    '17': '接到通报后五个工作日内提醒失联的平台内经营者更新信息。',
    '18': '平台对平台内经营者和管理人员开展质量安全培训。',
    '20': '监管部门开展网络风险监测，经采集、分析评估后作行政指导、预警或督促整改。',
    '27': '违反本规定的一档罚则：一万元以下罚款（适用情形待核）。',
    '30': '违反本规定的一档罚则，由省级部门决定：一万元以上三万元以下罚款（适用情形待核）。',
    '32': '违反本规定的一档罚则：五千元以上三万元以下罚款（适用情形待核）。',
    '33': '违反本规定的一档罚则：二万元以上十万元以下罚款（适用情形待核）。',
    '37': '检验报告指生产者出厂检验或有资质机构依强制性标准出具的报告。',
  }),
};

/** Online trade in general. */
export const order37: Instrument = {
  id: 'order-37',
  title: '网络交易监督管理办法',
  number: '国家市场监督管理总局令第37号',
  inForce: { from: '2021-05-01' },
  clauses: articles({
    '31': '平台保存平台内经营者身份信息至退出后三年，交易信息至交易完成后三年。',
  }),
};

/** Conduct of inspection and testing bodies. */
export const order39: Instrument = {
  id: 'order-39',
  title: '检验检测机构监督管理办法',
  number: '国家市场监督管理总局令第39号，2025年修订',
  inForce: { from: '2021-06-01' },
  clauses: articles({
    '8': '检验人员只能在一个机构执业。',
    '11': '分包须经委托人同意，报告中注明分包情况。',
    '12': '报告加盖机构印章并由授权签字人在能力范围内签发。',
    '13': '原始记录和报告至少保存六年。',
    '14': '不实报告：样品处置、设备校准、强制方法、原始数据任一违规且数据错误或无法复核。',
    '15': '虚假报告五种：未经检验、伪造篡改原始数据、减少项目或改变关键条件、调换样品、伪造印章签名时间。',
    '17': '机构向社会自我声明并向省级部门报告；发现普遍性质量问题及时报告。',
    '18': '监管部门以双随机方式检查检验检测机构。',
    '20': '按风险和信用对机构分类监管。',
    '25': '轻微问题采取说服教育、提醒纠正等非强制方式。',
    '26': '违反报告、分包、记录等义务的责令限期改正，逾期处三万元以下罚款。',
    '27': '出具不实报告处五万元以下罚款，虚假报告处十万元以下罚款并通报批评；法律另有规定的从其规定。',
  }),
};

/** Approval (CMA) of inspection and testing bodies. */
export const order163: Instrument = {
  id: 'order-163',
  title: '检验检测机构资质认定管理办法',
  number: '国家质量监督检验检疫总局令第163号，2021年修订',
  inForce: { from: '2021-06-01' },
  clauses: articles({
    '11': '五个工作日内受理；技术评审三十个工作日内完成且不计入审批；十个工作日内决定，七个工作日内发证。',
    '13': '证书有效期六年，届满三个月前申请延续。',
    '14': '列明机构应当办理变更的情形。',
    '15': '证书载明发证机关、机构名称地址、能力范围、有效期限、编号、标志。',
    '26': '评审发现不符合的，整改不超过三十个工作日。',
    '31': '列明注销资质认定的情形。',
    '32': '欺骗取得被撤销的，三年内不得再申请。',
    '33': '申请中弄虚作假的不予许可，一年内不得再申请。',
    '34': '未经资质认定擅自出具报告的，责令改正，处三万元罚款。',
    '36': '超出能力范围出具报告的，责令改正，处三万元罚款。',
  }),
};

/** Fire products in use; three and five days are working days (42). */
export const fire122: Instrument = {
  id: 'fire-122',
  title: '消防产品监督管理规定',
  number: '公安部、国家工商行政管理总局、国家质量监督检验检疫总局令第122号',
  inForce: { from: '2013-01-01' },
  clauses: articles({
    '10': '技术鉴定自接受委托起九十日内出具证书，检验时间不计。',
    '12': '技术鉴定证书有效期三年，届满前六个月内重新申请。',
    '25': '消防机构检查使用领域消防产品不少于二人并出示证件。',
    '26': '现场判定不合格三日内送达；有异议的五日内送检，收到结果三日内告知。',
    '27': '抽样送检结果有异议的五日内书面申请复检一次，受理后五日内送检，收到结果三日内告知。',
    '28': '使用领域举报投诉处理完成后三日内告知。',
    '29': '收到复查申请或改正期满后三日内复查。',
    '30': '发现产品存在质量问题的，通报生产、流通环节的市场监管部门查处（待核）。',
    '42': '三日、五日指工作日。',
  }),
};

/** Food-contact products. */
export const order62: Instrument = {
  id: 'order-62',
  title: '食品相关产品质量安全监督管理暂行办法',
  number: '国家市场监督管理总局令第62号',
  inForce: { from: '2023-03-01' },
  clauses: articles({
    '13': '记录和凭证保存不少于保质期，且不少于二年。',
    '14': '建立食品相关产品追溯体系。',
  }),
};

/** Drawing objects and inspectors at random and publishing the results. */
export const randomDraw2019: Instrument = {
  id: 'random-2019-5',
  title: '国务院关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见',
  number: '国发〔2019〕5号',
  inForce: { from: '2019-01-27' },
  clauses: articles({
    publication: '抽查检查结果自完成起二十个工作日内公开，依法不公开的除外（条号待核）。',
  }),
};

/** Limits on inspections of enterprises. */
export const inspection2024: Instrument = {
  id: 'inspection-2024-54',
  title: '国务院办公厅关于严格规范涉企行政检查的意见',
  number: '国办发〔2024〕54号',
  inForce: { from: '2024-12-25' },
  clauses: articles({
    frequency: '公布同一部门对同一企业的年度检查频次上限，不得由第三方实施检查（条号待核）。',
    scan: '推行扫码入企，检查应当有方案、通知和文书（条号待核）。',
  }),
};

/** Credit-risk classes A to D of enterprises, for internal use. */
export const creditRisk2022: Instrument = {
  id: 'credit-risk-2022-6',
  title: '市场监管总局关于推进企业信用风险分类管理进一步提升监管效能的意见',
  number: '国市监信发〔2022〕6号',
  inForce: { from: '2022-01-13' },
  clauses: articles({
    classes:
      '企业按信用风险由低到高分A、B、C、D四类，决定抽查比例和频次，不作奖惩依据、不对外公布（条号待核）。',
  }),
};

/** The national catalogue of key products; the official text was not available. */
export const catalogue2026: Instrument = {
  id: 'catalogue-2026',
  title: '全国重点工业产品质量安全监管目录（2026年版）',
  inForce: { from: '2026-03-01' },
  clauses: [],
};
