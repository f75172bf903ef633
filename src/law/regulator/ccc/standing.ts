import { defineAct } from '#kernel/definition.ts';
import * as field from '#kernel/field.ts';
import { lastDayOf, tellHolder } from '../certificates/parts.ts';

/** What the certification body decided, recorded from its notice (certification order 26–29, 35). */
const alive = ['valid', 'ordered', 'corrected', 'suspended'];

const notice = {
  body: field.text('认证机构'),
  noticeNumber: field.text('通知文号'),
  facts: field.longText('事实和理由'),
  paper: field.files('认证机构的通知', { min: 1 }),
};

export const suspend = defineAct({
  title: '记录证书暂停',
  by: ['regulator'],
  from: ['valid', 'ordered', 'corrected'],
  to: 'suspended',
  basis: ['ccc-order/27', 'ccc-order/29', 'ccc-order/35'],
  form: field.form({
    ground: field.choice('暂停事由', {
      'basis-changed': '认证依据或者规则变化，未达到要求',
      breach: '跟踪检查发现违反认证要求',
      refused: '无正当理由拒绝跟踪检查或者不能满足要求',
      request: '持证人申请',
      other: '依法应当暂停的其他情形',
    }),
    endsOn: field.date('暂停期限至', { hint: '期限由认证规则确定' }),
    ...notice,
  }),
  document: '认证证书暂停记录',
  recites: [{ act: 'enter', fields: ['number', 'classes', 'issuer', 'validFrom', 'validUntil'] }],
  when: (facts, { endsOn }) => (endsOn <= facts.today ? '暂停期限届满日应当晚于今天。' : undefined),
  then: () => [tellHolder('认证证书已暂停，暂停期间相关产品不得出厂、销售')],
});

export const restore = defineAct({
  title: '记录证书恢复',
  by: ['regulator'],
  from: 'suspended',
  to: 'valid',
  basis: ['ccc-order/27', 'ccc-order/35'],
  form: field.form(notice),
  document: '认证证书恢复记录',
  recites: [{ act: 'enter', fields: ['number', 'classes', 'issuer', 'validFrom', 'validUntil'] }],
  then: () => [tellHolder('认证证书已恢复')],
});

export const revoke = defineAct({
  title: '记录证书撤销',
  by: ['regulator'],
  from: alive,
  to: 'rescinded',
  basis: ['ccc-order/28', 'ccc-order/29', 'ccc-order/35'],
  form: field.form({
    ground: field.choice('撤销事由', {
      defect: '产品存在缺陷并造成事故',
      mismatch: '产品与认证样品不一致',
      'not-rectified': '暂停期间未整改或者整改后仍不合格',
      fraud: '以欺骗、贿赂等手段取得证书',
      other: '依法应当撤销的其他情形',
    }),
    ...notice,
  }),
  document: '认证证书撤销记录',
  recites: [{ act: 'enter', fields: ['number', 'classes', 'issuer', 'validFrom', 'validUntil'] }],
  then: () => [tellHolder('认证证书已撤销，相关产品不得出厂、销售')],
});

export const cancel = defineAct({
  title: '记录证书注销',
  by: ['regulator'],
  from: alive,
  to: 'cancelled',
  basis: ['ccc-order/26', 'ccc-order/29', 'ccc-order/35'],
  form: field.form({
    ground: field.choice('注销事由', {
      expired: '有效期届满未申请延续',
      'not-produced': '获证产品不再生产',
      obsolete: '型号已列入国家淘汰或者禁止生产目录',
      request: '持证人申请',
      other: '依法应当注销的其他情形',
    }),
    ...notice,
  }),
  document: '认证证书注销记录',
  recites: [{ act: 'enter', fields: ['number', 'classes', 'issuer', 'validFrom', 'validUntil'] }],
  when: (facts, { ground }) => {
    const until = lastDayOf(facts);
    return ground === 'expired' && facts.today <= until
      ? `证书有效期至${until}，尚未届满，不能以届满未延续为由注销。`
      : undefined;
  },
  then: () => [tellHolder('认证证书已注销，相关产品不得出厂、销售')],
});
