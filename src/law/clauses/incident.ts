import type { Instrument } from '#kernel/clause.ts';
import { articles } from './articles.ts';

/** Work safety: the duties of units that product safety management builds on. */
export const workSafetyLaw: Instrument = {
  id: 'work-safety-law',
  title: '中华人民共和国安全生产法',
  number: '2021年6月10日第三次修正',
  inForce: { from: '2021-09-01' },
  clauses: articles({
    '3': '确立管行业、管业务、管生产经营都必须管安全的原则。',
    '4': '单位建立全员责任制，构建风险分级管控和隐患排查治理双重预防机制。',
    '5': '主要负责人是本单位安全生产第一责任人。',
    '21': '列明主要负责人的职责，含责任制、规章、培训、投入、隐患治理、预案、事故报告。',
    '22': '全员责任制明确各岗位责任和考核标准。',
    '25': '列明安全管理机构和人员的职责。',
    '28': '对从业人员教育培训，不合格不得上岗，并记录存档。',
    '41': '风险分级管控、隐患排查治理并如实记录、向从业人员通报；重大隐患报告主管部门。',
    '80': '县级以上政府制定事故应急救援预案，建立应急救援体系。',
    '81': '单位制定应急预案并定期演练。',
    '83': '事故现场人员立即报告单位负责人，单位迅速施救并如实上报。',
    '84': '监管部门接到事故报告立即逐级上报，不得隐瞒谎报迟报。',
    '86': '事故调查报告批复后一年内评估整改落实情况。',
    '97': '未按规定培训、演练、记录隐患等，责令改正并处罚款，逾期加重。',
  }),
};

/** Responding to emergencies. */
export const emergencyLaw: Instrument = {
  id: 'emergency-law',
  title: '中华人民共和国突发事件应对法',
  number: '2024年6月28日修订',
  inForce: { from: '2024-11-01' },
  clauses: articles({
    '3': '突发事件按危害程度分特别重大、重大、较大、一般四级。',
    '17': '县级政府对本区域突发事件负责，发生后立即处置并向上一级报告，必要时可越级。',
    '28': '应急预案规定组织体系、职责和预防预警处置保障等内容，并适时修订。',
    '35': '单位定期检查安全制度和隐患，可能引发事件的及时报告。',
    '61': '报送信息应及时客观真实，不得迟报谎报瞒报漏报。',
    '63': '预警分一至四级，依次以红橙黄蓝标示。',
    '78': '事发单位立即救援、控制并向所在地县级政府报告。',
  }),
};

/** Grades, reporting clocks and investigation of accidents. */
export const accident493: Instrument = {
  id: 'accident-493',
  title: '生产安全事故报告和调查处理条例',
  number: '国务院令第493号',
  inForce: { from: '2007-06-01' },
  clauses: articles({
    '3': '按死亡、重伤人数和直接损失分特别重大、重大、较大、一般四级。',
    '9': '现场人员立即报告单位负责人，单位负责人一小时内报告县级以上监管部门。',
    '11': '监管部门逐级上报，每级不超过二小时。',
    '12': '报告写明单位、时间地点、经过、伤亡损失、已采取措施等。',
    '13': '事故三十日内伤亡变化的补报，道路交通和火灾为七日。',
    '19': '按等级分别由国务院、省、市、县级政府组织调查。',
    '29': '事故发生起六十日内提交调查报告，可延长六十日。',
    '32': '重大及以下事故十五日内批复，特别重大三十日并可延长三十日。',
    '44': '“以上”包括本数，“以下”不包括本数（待核）。',
  }),
};

/** Drills of governments and of dangerous or crowded units. */
export const accidentEmergency708: Instrument = {
  id: 'accident-emergency-708',
  title: '生产安全事故应急条例',
  number: '国务院令第708号',
  inForce: { from: '2019-04-01' },
  clauses: articles({
    '8': '县级以上政府、监管部门和乡镇每两年至少演练一次；危险物品、人员密集等单位每半年至少一次并报告。',
  }),
};

/** Drills of ordinary units. */
export const planMeasures: Instrument = {
  id: 'plan-measures',
  title: '生产安全事故应急预案管理办法',
  number: '应急管理部令第2号',
  inForce: { from: '2019-09-01' },
  clauses: articles({
    '33': '单位每年至少演练一次综合或专项预案，每半年至少演练一次现场处置方案。',
  }),
};

/** Plans of governments and departments. */
export const planRules2024: Instrument = {
  id: 'plan-2024-5',
  title: '突发事件应急预案管理办法',
  number: '国办发〔2024〕5号',
  inForce: { from: '2024-01-31' },
  clauses: articles({
    drill: '专项预案、部门预案每三年至少演练一次，并至少每三年评估一次（条号待核）。',
  }),
};
