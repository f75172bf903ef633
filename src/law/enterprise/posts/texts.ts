import type { OrganisationFacts } from '#kernel/organisation.ts';
import { businessOf } from '../staffing.ts';

/**
 * A first text of 《质量安全总监职责》 that the enterprise refines: seven duties for producers (Order 75, article 7), six
 * for sellers (Order 76, article 7), who need no accident plan.
 */
export function directorDutiesText(organisation: OrganisationFacts): string {
  const duties = [
    '组织落实产品质量安全法律法规、强制性标准和本单位制度，对经营活动的合规性负责。',
    '组织建立质量安全管理制度、岗位规范、质量责任和考核办法，并检查执行情况。',
    '指导、督促质量安全员履职，定期听取汇报，对其工作作出评价。',
    '组织制定风险管控措施，定期开展自查，分析风险并向主要负责人报告；对存在安全隐患的事项行使一票否决。',
    '制定质量安全事故处置方案，组织应急演练，事故发生时立即采取处置措施。',
    '组织员工的质量安全教育、培训和考核。',
    '接受、配合监管部门的监督检查、抽查、召回、事故调查和产品追溯，如实提供情况。',
  ];
  const own = isProducer(organisation)
    ? duties
    : duties.filter((duty) => !duty.includes('应急演练'));
  return document(`${organisation.name}质量安全总监职责`, own, [
    '总监对主要负责人负责，有权直接向主要负责人提出停止生产、销售的建议。',
    '总监履行职责的情况记入履职档案。',
  ]);
}

/** A first text of 《质量安全员守则》: five duties of article 8, worded for producers or for sellers. */
export function officerCodeText(organisation: OrganisationFacts): string {
  const control = isProducer(organisation)
    ? '检查原材料进货、生产过程和出厂检验的质量控制情况。'
    : '检查进货查验、储存、陈列和销售过程的质量控制情况。';
  return document(
    `${organisation.name}质量安全员守则`,
    [
      '督促各岗位执行质量安全制度、操作规程和岗位规范。',
      control,
      '管理不合格品和有隐患的产品，及时采取措施并报告质量安全总监。',
      '记录、整理并保管质量安全档案，保证真实、完整、可追溯。',
      '配合监管部门检查和调查，如实提供情况，不隐瞒、不拖延。',
    ],
    [
      '每日按风险管控清单逐项检查，没有发现问题也要记录。',
      '发现隐患立即采取防范措施，并上报质量安全总监或者主要负责人。',
    ],
  );
}

/** A first text of the responsibility letter for the holder of a post. */
export function responsibilityLetterText(organisation: OrganisationFacts, post: string): string {
  return document(
    `${organisation.name}${post}质量安全责任书`,
    [
      '遵守产品质量安全法律法规、强制性标准和本单位制度。',
      '按岗位职责履职，如实记录，不代签、不补造记录。',
      '发现质量安全隐患立即采取措施并报告，不隐瞒、不拖延。',
      '参加培训和考核，考核不合格不上岗。',
      '因失职造成质量安全问题的，按本单位考核办法承担责任。',
    ],
    ['单位保障履职所需的权限、时间和条件，不因依规提出意见而作不利处理。'],
  );
}

function document(title: string, duties: readonly string[], notes: readonly string[]): string {
  return [
    title,
    ...duties.map((duty, index) => `${index + 1}. ${duty}`),
    ...notes.map((note, index) => `${duties.length + index + 1}. ${note}`),
  ].join('\n');
}

function isProducer(organisation: OrganisationFacts): boolean {
  return businessOf(organisation) === 'producer';
}
