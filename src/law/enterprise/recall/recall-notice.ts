import { defineProcedure } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { impossibleDay } from '#law/day-guards.ts';
import { answer } from './answer.ts';
import { noticeDeadlines } from './notice-deadlines.ts';

/**
 * 召回协助通知: one for each holder of recalled lots, sent by the platform tier by tier. The holder stops, answers lot by
 * lot and may answer again as goods come back. What still lies sealed when the recall ends keeps the notice open. Seen by
 * the holder and by the offices; not by those who sold to it, nor by the producer beyond its direct receivers: whom a
 * dealer sells to is the dealer's affair and the regulator's.
 */
export const recallNotice = defineProcedure({
  id: 'recall-notice',
  title: '召回协助通知',
  basis: ['guidance/2.5', 'order-19/15', 'order-19/16', 'state-council-503/9'],
  inForce: { from: '2020-01-01' },
  party: 'enterprise',
  named: 'productName',
  subject: 'required',
  roles: {
    holder: {
      title: '持有召回产品的经营者',
      kinds: ['enterprise', 'platform'],
      fills: 'subject',
    },
    office: {
      title: '持有者所在地市场监管部门',
      kinds: ['market-regulator'],
      fills: 'competent',
    },
  },
  states: {
    sent: { title: '待停止经营并答复' },
    stopped: { title: '已停止经营，待答复' },
    answered: { title: '已答复，召回进行中' },
    kept: { title: '召回已结束，封存产品待处置' },
    ended: { title: '召回已结束', final: true },
  },
  acts: {
    tell: {
      title: '通知停止经营并协助召回',
      by: [],
      byEffect: true,
      to: 'sent',
      basis: ['order-19/15'],
      form: field.form({
        recall: field.text('召回事项编号', { max: 36 }),
        productName: field.text('产品名称'),
        producer: field.text('生产者'),
        contact: field.optional(field.text('生产者联系方式')),
        defect: field.optional(field.longText('存在的缺陷')),
        reason: field.longText('通知内容'),
        lots: field.integer('涉及本单位的批次数'),
        items: field.rows(
          '涉及本单位的批次',
          {
            lot: field.lot('批次'),
            got: field.decimal('购进或生产数量'),
            unit: field.text('计量单位', { max: 20 }),
          },
          { hint: '超过二百个批次的，其余在答复页面列出。' },
        ),
        scope: field.text('召回范围校验值', { max: 71 }),
      }),
      document: '停止经营缺陷消费品通知',
      tells: [
        {
          text: '应当立即停止经营，查找、封存所列批次，协助召回并答复去向；缺陷消除或者风险降低前不得再次销售。',
          basis: ['order-19/16', 'order-19/20'],
        },
      ],
      then: () => [
        { do: 'notify', to: { role: 'holder' }, title: '召回通知：立即停止经营，查找批次并答复' },
      ],
    },
    stop: {
      title: '停止经营',
      by: ['holder'],
      from: 'sent',
      to: 'stopped',
      optional: true,
      basis: ['order-19/16', 'state-council-503/9'],
      form: field.form({
        stoppedOn: field.date('停止经营日期'),
        sealed: field.yesNo('已下架封存'),
      }),
      when: (facts, { stoppedOn }) => impossibleDay(facts, '停止经营日期', stoppedOn),
    },
    answer,
    verify: {
      title: '核查持有和处置情况',
      by: ['office'],
      from: ['sent', 'stopped', 'answered', 'kept'],
      optional: true,
      basis: ['order-19/5', 'order-19/30'],
      form: field.form({
        outcome: field.choice('核查情况', {
          true: '与答复一致',
          differs: '与答复不一致',
          silent: '没有答复，已当面要求',
          gone: '查无下落',
        }),
        facts: field.longText('核查记录'),
        evidence: field.files('照片和材料'),
      }),
      document: '召回核查记录',
      recites: [{ act: 'tell', fields: ['productName', 'producer', 'items'] }],
      then: () => [{ do: 'notify', to: { role: 'holder' }, title: '召回核查情况，请查阅' }],
    },
    keep: {
      title: '召回结束，产品继续封存',
      by: [],
      byEffect: true,
      from: ['sent', 'stopped', 'answered'],
      to: 'kept',
      basis: ['order-19/20', 'order-19/22'],
      form: field.form({}),
      then: () => [
        {
          do: 'notify',
          to: { role: 'holder' },
          title: '召回已结束，封存的产品不得销售，请退回或者销毁后再次答复',
        },
        { do: 'notify', to: { role: 'office' }, title: '召回已结束，辖区单位仍封存着召回产品' },
      ],
    },
    end: {
      title: '召回结束',
      by: [],
      byEffect: true,
      from: ['sent', 'stopped', 'answered', 'kept'],
      to: 'ended',
      basis: ['order-19/22'],
      form: field.form({}),
      then: () => [
        { do: 'notify', to: { role: 'holder' }, title: '召回已结束，未消除缺陷的仍不得销售' },
      ],
    },
  },
  deadlines: noticeDeadlines,
});
