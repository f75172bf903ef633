import type { Staff } from '../people.ts';

/**
 * Who fills which post in the enterprises. Left vacant on purpose: the director of lezhi and huaiyu and the
 * officer of jianyi, whom the rules require; the regulator has to see these gaps.
 */
export const enterpriseStaff: Readonly<Record<string, Staff>> = {
  kangmu: {
    principal: ['涂思琪'],
    'quality-safety-director': ['游美玲'],
    'quality-safety-officer': ['罗立新', '谢水根', '艾翠云'],
  },
  nanshan: {
    principal: ['易淑贞'],
    'quality-safety-director': ['郑雨桐'],
    'quality-safety-officer': ['吴晓岚'],
  },
  longdian: {
    principal: ['熊向阳'],
    'quality-safety-director': ['张美玲'],
    'quality-safety-officer': ['肖佳怡', '喻美玲', '闵翠云'],
  },
  lezhi: {
    principal: ['喻文静'],
    'quality-safety-officer': ['敖志远', '王金莲'],
  },
  mianshui: {
    principal: ['闵子涵'],
    'quality-safety-director': ['谢启明'],
    'quality-safety-officer': ['赖秋菊'],
  },
  ruiyan: {
    principal: ['艾建平'],
    'quality-safety-director': ['万玉兰'],
    'quality-safety-officer': ['钟俊杰', '廖美玲', '邱思琪'],
  },
  anlan: {
    principal: ['黄佳怡'],
    'quality-safety-director': ['熊雪芬'],
    'quality-safety-officer': ['饶霞', '温火生'],
  },
  chihu: {
    principal: ['万婉清'],
    'quality-safety-director': ['涂少华'],
    'quality-safety-officer': ['周燕', '章莉', '占月娥'],
  },
  ehu: {
    principal: ['游婉清'],
    'quality-safety-director': ['熊子涵'],
    'quality-safety-officer': ['况丽华', '王建平', '周学文'],
  },
  xiujiang: {
    principal: ['饶慧敏'],
    'quality-safety-director': ['黄水根'],
    'quality-safety-officer': ['熊莉', '祝立新'],
  },
  changnan: {
    principal: ['温婉清'],
    'quality-safety-officer': ['徐宏伟'],
  },
  jiyang: {
    principal: ['罗思琪'],
    'quality-safety-director': ['吴永强'],
    'quality-safety-officer': ['龚桂香', '胡海波'],
  },
  yunshang: {
    principal: ['李立新'],
    'quality-safety-director': ['占水根'],
    'quality-safety-officer': ['闵志远', '郑淑贞', '陈佳怡'],
  },
  junshan: {
    principal: ['章正平'],
    'quality-safety-director': ['余光辉'],
    'quality-safety-officer': ['聂芳芳', '喻雪芬'],
  },
  wangcheng: {
    principal: ['黄翠云'],
    'quality-safety-director': ['万志远'],
    'quality-safety-officer': ['聂萍'],
  },
  yugang: {
    principal: ['易浩'],
    'quality-safety-director': ['况海波'],
    'quality-safety-officer': ['邓振华', '易建平', '刘冬英'],
  },
  kongmu: {
    principal: ['简俊杰'],
    'quality-safety-director': ['赖淑贞'],
    'quality-safety-officer': ['聂宏伟', '周倩', '章长庚'],
  },
  qianshan: {
    principal: ['帅振华'],
    'quality-safety-director': ['李娟'],
    'quality-safety-officer': ['张光辉'],
  },
  tongying: {
    principal: ['易桂香'],
    'quality-safety-director': ['陈永强'],
    'quality-safety-officer': ['闵建平', '揭锋', '肖文静'],
  },
  baita: {
    principal: ['帅慧敏'],
    'quality-safety-officer': ['胡振华', '易萍'],
  },
  ruizhou: {
    principal: ['徐芳芳'],
    'quality-safety-director': ['汪冬英'],
    'quality-safety-officer': ['刘莉', '周振华', '钟正平'],
  },
  yuanli: {
    principal: ['胡玉兰'],
    'quality-safety-director': ['游翠云'],
    'quality-safety-officer': ['邱子涵', '郑向阳', '廖萍'],
  },
  luling: {
    principal: ['祝慧敏'],
    'quality-safety-director': ['彭锋'],
    'quality-safety-officer': ['邓正平', '祝淑贞', '钟子涵'],
  },
  baifeng: {
    principal: ['温佳怡'],
    'quality-safety-director': ['易向阳'],
    'quality-safety-officer': ['饶光辉', '文萍'],
  },
  magu: {
    principal: ['聂月娥'],
    'quality-safety-officer': ['罗婉清'],
  },
  tubang: {
    principal: ['敖晓岚'],
    'quality-safety-director': ['王莉'],
    'quality-safety-officer': ['易志远', '余凤英'],
  },
  jinghui: {
    principal: ['刘雪芬'],
    'quality-safety-director': ['王雪芬'],
    'quality-safety-officer': ['周晓岚', '万水根'],
  },
  huaiyu: {
    principal: ['万雨桐'],
    'quality-safety-officer': ['晏子涵'],
  },
  raohe: {
    principal: ['文国栋'],
    'quality-safety-director': ['祝家豪'],
    'quality-safety-officer': ['肖丽华'],
  },
  zhuxi: {
    principal: ['肖雨桐'],
  },
  muyun: {
    principal: ['程芳芳'],
    'quality-safety-director': ['周小红'],
    'quality-safety-officer': ['闵雪芬'],
  },
  zhaoping: {
    principal: ['揭思琪'],
    'quality-safety-director': ['艾子涵'],
    'quality-safety-officer': ['肖秋菊'],
  },
  xunjiang: {
    principal: ['熊立新'],
    'quality-safety-director': ['况宏伟'],
    'quality-safety-officer': ['程月娥'],
  },
  gantang: {
    principal: ['涂国栋'],
    'quality-safety-director': ['艾启明'],
    'quality-safety-officer': ['黄海波'],
  },
  qile: {
    principal: ['钟桂香'],
    'quality-safety-director': ['邱长庚'],
    'quality-safety-officer': ['黄思琪'],
  },
  chengguo: {
    principal: ['汪娟'],
    'quality-safety-director': ['况少华'],
    'quality-safety-officer': ['肖燕'],
  },
  jinxi: {
    principal: ['吴丽华'],
    'quality-safety-director': ['周桂香'],
    'quality-safety-officer': ['温长庚'],
  },
  xinjiangmen: {
    principal: ['张水根'],
    'quality-safety-director': ['祝晓岚'],
    'quality-safety-officer': ['易振华'],
  },
  jianyi: {
    principal: ['熊永强'],
    'quality-safety-director': ['胡晓岚'],
  },
  chutan: {
    principal: ['罗桂香'],
    'quality-safety-director': ['闵水根'],
    'quality-safety-officer': ['艾振华'],
  },
  pohu: {
    principal: ['彭小红'],
    'quality-safety-director': ['钟娟'],
    'quality-safety-officer': ['邱雨桐', '赖慧敏'],
  },
};
