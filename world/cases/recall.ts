import { addMonths } from '#kernel/calendar/plain-date.ts';
import { goodsOut, makerAnswers, scopeHash, shopAnswers, soldOnline } from './recall-goods.ts';
import type { Matter, Scene, Story } from './scene.ts';

const director = 'longdian.director';
const principal = 'longdian.principal';

/**
 * After the failed check the maker's director vetoes further sale, the principal agrees and the maker recalls the lot:
 * plan and recall are public; everybody who holds the lot was told, shop and maker have answered, the platform has not.
 */
export async function* powerBankRecall(scene: Scene): Story {
  yield scene.on(1);
  const lot = await goodsOut(scene);
  yield scene.on(2);
  await soldOnline(scene, lot);
  yield scene.on(5, 11);
  const advice = await veto(scene);
  yield scene.on(5, 14);
  const matter = await discovered(scene, lot);
  yield scene.on(5, 16);
  await matter.does(director, 'analyse', {
    team: '质量安全总监牵头，研发、采购、售后各一人。',
    method: '拆解起火样品，复现过充试验，追溯保护芯片批次。',
  });
  yield scene.on(6);
  await matter.does(director, 'conclude', {
    finding: 'defect',
    cause: 'LD26-09批次保护芯片焊接虚焊，过充时不能可靠断开。',
    evidence: [await scene.paper(director)],
  });
  yield scene.on(6, 11);
  await matter.does(director, 'stop', {
    stoppedOn: scene.today,
    stock: 1_260,
    seeds: [{ lot }],
    operators: [],
    others: '另有省外经销商六家，已电话和书面通知。',
    notice: 'LD-20000移动电源LD26-09批次存在过充起火风险，请立即下架、停止销售并封存。',
  });
  yield scene.on(7);
  await published(scene, matter);
  yield scene.on(7, 14);
  await shopAnswers(scene, lot);
  yield scene.on(8, 15);
  await makerAnswers(scene, lot);
  yield scene.on(-1, 15);
  await matter.does(director, 'stageSummary', {
    until: scene.today,
    recalled: 2_844,
    remedied: 0,
    destroyed: 320,
    progress: '网店购买者退货登记顺利，省外两家经销商尚未回函，已派人上门。',
  });
  await advice.does(principal, 'report', {
    result: '已停止生产销售并启动召回，保护芯片改为全检。',
    evidence: [await scene.paper(principal)],
  });
}

/** A second recall at its very beginning: a toy's small part comes off, its maker has reported and looks for the cause. */
export async function* toyRecall(scene: Scene): Story {
  yield scene.on(-2, 15);
  const officer = 'lezhi.officer';
  const matter = await scene.opens(
    officer,
    'recall',
    'discover',
    {
      discoverer: 'producer',
      discoveredOn: scene.today,
      hazard: 'harm',
      productName: '惯性工程车',
      model: 'LZ-308',
      lots: 'LZ308-0915批次',
      quantity: 2_400,
      facts: '客户退回两件，铲斗销钉可徒手拔出，属于小零件，有三岁以下儿童误吞风险；未发生伤害。',
      evidence: [await scene.paper(officer)],
    },
    'lezhi',
  );
  yield scene.on(-1);
  await matter.does('lezhi.principal', 'report', {
    producerPlace: 'inside',
    harm: '没有人身伤害和财产损失。',
    measures: '该批次停止出货，仓库封存，正在核查同一模具的其他批次。',
    contact: '质量部值班电话',
    evidence: [],
  });
}

/** The director says stop; the principal confirms the defect the same hour. */
async function veto(scene: Scene): Promise<Matter> {
  const advice = await scene.opens(
    director,
    'quality-advice',
    'advise',
    {
      kind: 'stop',
      ground: 'defect',
      product: 'LD-20000移动电源 LD26-09批次',
      content: '监督抽查过充试验起火，建议该批次立即停止出货和销售，并启动召回分析。',
      evidence: [await scene.paper(director)],
    },
    'longdian',
  );
  await advice.does(principal, 'answer', {
    decision: 'adopted',
    measures: '即刻停止该批次出货，通知网店下架，由总监牵头开展缺陷分析。',
    defect: 'confirmed',
  });
  return advice;
}

async function discovered(scene: Scene, lot: string): Promise<Matter> {
  const matter = await scene.opens(
    director,
    'recall',
    'discover',
    {
      discoverer: 'producer',
      discoveredOn: scene.today,
      hazard: 'harm',
      productName: '珑电移动电源LD-20000',
      model: 'LD-20000',
      lots: 'LD26-09批次，2026年9月生产',
      quantity: 8_400,
      seeds: [{ lot }],
      facts: '监督抽查过充试验一只样品起火；售后记录中另有两起发热投诉，均未伤人。',
      evidence: [await scene.paper(director)],
    },
    'longdian',
  );
  await matter.does(director, 'report', {
    producerPlace: 'inside',
    harm: '尚无人身伤害，两起发热投诉造成桌面灼痕。',
    measures: '已停止该批次出货并通知网店下架。',
    contact: '质量部值班电话',
    evidence: [],
  });
  return matter;
}

/** The maker reports its plan, the province makes it public, the maker publishes the recall. */
async function published(scene: Scene, matter: Matter): Promise<void> {
  await matter.does(principal, 'plan', {
    scope: 'LD-20000移动电源LD26-09批次，共8400只。',
    quantity: 8_400,
    hash: await scopeHash(scene, principal, matter),
    defect: '保护芯片虚焊，过充时可能起火。',
    emergency: '立即停止使用和充电，远离可燃物存放。',
    measures: ['refund', 'exchange'],
    detail: '全额退款或者更换新品，往返运费由本公司承担。',
    unit: '质量部',
    contact: '0797-00000103',
    beginsOn: scene.today,
    endsOn: addMonths(scene.today, 6),
  });
  const text =
    '龙南珑电新能源科技有限公司召回LD-20000移动电源LD26-09批次8400只：保护芯片虚焊，过充时可能起火。请立即停用，可退款或者更换。';
  await matter.does('regulator-jiangxi.publisher', 'publishPlan', {
    text: `龙南珑电新能源科技有限公司已报告召回计划：自${scene.today}起六个月内召回LD-20000移动电源LD26-09批次8400只，退款或者更换，费用由生产者承担。`,
  });
  await matter.does(principal, 'publishRecall', {
    text,
    channels: ['website', 'store', 'message'],
    hotline: '0797-00000103',
    beganOn: scene.today,
  });
}
