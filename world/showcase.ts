/** Sign-ins that a newcomer should try first, with what there is to see first. */
export const showcase: readonly { readonly login: string; readonly about: string }[] = [
  {
    login: 'kangmu.officer',
    about: '家具厂质量安全员：手机日管控，一项监督检查整改等待监管部门验收',
  },
  { login: 'kangmu.director', about: '质量安全总监：周排查、整改验收、风险管控清单第2版' },
  {
    login: 'kangmu.principal',
    about: '主要负责人：一条意见建议待答复，一件投诉待表示是否同意调解',
  },
  {
    login: 'longdian.director',
    about: '移动电源厂：一票否决已采纳，召回计划已公示，经营者已部分答复',
  },
  {
    login: 'huaiyu.officer',
    about: '插座厂质量安全员：出厂检验已转为加严，过程控制图发现模具偏移，一台仪器即将到期',
  },
  {
    login: 'nanshan.officer',
    about: '人造板厂质量安全员：批次登记、放行、赋码、销售和追溯，一件处罚待缴款',
  },
  { login: 'lezhi.principal', about: '玩具厂主要负责人：刚报告一项可能的缺陷，正在调查分析' },
  { login: 'chihu.officer', about: '水泥厂质量安全员：系统报来的追溯事件，按批号查找' },
  { login: 'qile.officer', about: '18人的电动车零售店：按销售单位清单做日管控' },
  { login: 'pohu.officer', about: '电商平台：监督抽查告知书已签收，召回协助情况尚未答复' },
  { login: 'regulator-nankang.case', about: '区局承办人：责令改正六十日计时，今日待办和区域总览' },
  {
    login: 'regulator-nankang.case2',
    about: '区局执法人员：甲醛超标处罚案件已送达待缴款，一次检查待扫码到场',
  },
  {
    login: 'regulator-nankang.intake',
    about: '区局受理人员：扫码投诉的登记与分送，一件举报待分送',
  },
  {
    login: 'regulator-nankang.publisher',
    about: '区局信息公示人员：失信名单和处罚公示，向两个信用网站的报送情况',
  },
  {
    login: 'nanshan.principal',
    about: '被列入失信名单的企业：公示和信用修复，一次已归档的检查可以评价',
  },
  {
    login: 'regulator-shangrao.reviewer',
    about: '市局审核人：插座抽查不合格，企业申请复检，异议待处理',
  },
  { login: 'regulator-jiangxi.case', about: '省局承办人：网络买样抽查、召回监督、全省事项' },
  { login: 'regulator-jiangxi.leader', about: '省局负责人：全省履责总览，逐级看到企业' },
  { login: 'laboratory-ganpo.sampler', about: '抽样单位：校服抽查任务已下达，被抽样企业尚看不到' },
  { login: 'laboratory-xinjiang.technician', about: '承检机构检验员：电缆样品已接收，等待检验' },
  { login: 'laboratory-xinjiang.signatory', about: '授权签字人：插座和移动电源两份不合格报告' },
  { login: 'housing-ganzhou.officer', about: '住房城乡建设部门：伪造检验报告钢筋案已移送公安' },
  { login: 'emergency-shangli.officer', about: '应急管理部门：辖区花炮企业的日管控和整改' },
  {
    login: 'police-ganzhou.officer',
    about: '公安机关：一件移送案件三日内决定是否立案，一件已办结',
  },
  { login: 'government-nankang.officer', about: '属地政府：本区全部行业的履责总览和未闭环问题' },
  { login: 'association-furniture.leader', about: '行业协会：受委托调解餐桌开裂争议' },
];
