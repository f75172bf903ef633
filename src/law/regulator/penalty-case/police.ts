import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { dropProposal } from '../dishonesty-listing/with-penalty.ts';
import { notInTeam, teamOf, textIn } from './parts.ts';

/** Where the facts amount to a crime: the referral is opened, and what comes back is gone on with (penalty-law/27). */
export const transferToPolice = defineAct({
  title: '涉嫌犯罪，启动移送',
  by: ['officer'],
  from: ['investigating', 'to-review', 'reviewed', 'to-decide'],
  to: 'with-police',
  basis: ['penalty-law/27', 'transfer-310/3', 'transfer-310/5', 'transfer-310/11', 'order-2/60'],
  form: field.form({
    suspect: field.text('涉嫌犯罪单位或者个人', { personal: true, hiddenFrom: ['party'] }),
    offence: field.choice(
      '涉嫌罪名',
      {
        'fake-goods': '生产、销售伪劣产品罪',
        'unsafe-goods': '生产、销售不符合安全标准的产品罪',
        trademark: '假冒注册商标类犯罪',
        other: '其他犯罪',
      },
      { hiddenFrom: ['party'] },
    ),
    sales: field.optional(field.decimal('销售金额', { unit: '元', hiddenFrom: ['party'] })),
    value: field.optional(field.decimal('未销售货值金额', { unit: '元', hiddenFrom: ['party'] })),
    facts: field.longText('涉嫌犯罪事实', { hiddenFrom: ['party'] }),
  }),
  possible: notInTeam,
  then: (facts, { suspect, offence, sales, value, facts: found }) => [
    {
      do: 'open',
      procedure: 'crime-referral',
      act: 'open',
      input: {
        caseName: textIn(facts.value('open', 'caseName')),
        caseNumber: textIn(facts.value('decideFiling', 'caseNumber')),
        suspect,
        offence,
        facts: found,
        team: teamOf(facts),
        ...(sales === undefined ? {} : { sales }),
        ...(value === undefined ? {} : { value }),
      },
    },
  ],
});

export const returnFromPolice = defineAct({
  title: '登记移送结果',
  by: ['officer'],
  from: 'with-police',
  to: { by: 'outcome', cases: { returned: 'investigating', prosecuted: 'to-close' } },
  basis: ['transfer-310/10', 'transfer-310/13', 'penalty-law/27'],
  form: field.form({
    outcome: field.choice('结果', {
      returned: '不予批准移送、不予立案或者移回，继续行政处理',
      prosecuted: '已追究刑事责任，行政程序终结',
    }),
    paperNumber: field.text('移送事项编号或者公安机关文书号'),
    papers: field.files('相关文书', { min: 1 }),
    note: field.longText('情况说明'),
  }),
  possible: notInTeam,
  then: (facts, { outcome }) =>
    outcome === 'prosecuted' ? dropProposal(facts, '已追究刑事责任，不再行政处罚') : [],
});
