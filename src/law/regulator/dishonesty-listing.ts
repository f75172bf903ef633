import { defineProcedure } from '#kernel/definition.ts';
import { clocks } from './dishonesty-listing/clocks.ts';
import * as deciding from './dishonesty-listing/deciding.ts';
import * as ending from './dishonesty-listing/ending.ts';
import * as proposing from './dishonesty-listing/proposing.ts';

const office = { kinds: ['market-regulator'], fills: 'named', sameAs: 'authority' } as const;

/**
 * The list of the seriously dishonest under Order 44, with repair under Order 107. It begins on the day of Order 107:
 * who was listed before is entered with a proceeding of today. The penalty case opens it, or an officer does.
 */
export const dishonestyListing = defineProcedure({
  id: 'dishonesty-listing',
  title: '严重违法失信名单管理',
  basis: ['guidance/4.4', 'order-44', 'order-107'],
  inForce: { from: '2025-12-25' },
  party: 'regulator',
  subject: 'optional',
  roles: {
    authority: {
      title: '作出处罚的市场监管部门',
      kinds: ['market-regulator'],
      posts: ['case-officer', 'reviewer', 'leader'],
      fills: 'opener',
    },
    head: { ...office, title: '作出处罚部门负责人', posts: ['leader'] },
    publisher: { ...office, title: '信息公示人员', posts: ['publisher', 'case-officer'] },
    city: {
      title: '设区的市级市场监管部门',
      kinds: ['market-regulator'],
      posts: ['leader', 'reviewer'],
      level: 'city',
      fills: 'competent',
    },
    province: {
      title: '省级市场监管部门',
      kinds: ['market-regulator'],
      posts: ['leader', 'reviewer'],
      level: 'province',
      fills: 'competent',
    },
    party: { title: '当事人', kinds: ['enterprise', 'platform'], fills: 'subject' },
  },
  states: {
    preparing: { title: '拟列入，待告知', hiddenFrom: ['party'] },
    noticed: { title: '已告知，待陈述申辩' },
    hearing: { title: '听证中' },
    replied: { title: '已陈述申辩，待决定' },
    'not-listed': { title: '不予列入', final: true },
    listed: { title: '已列入，待公示' },
    published: { title: '公示中' },
    applied: { title: '申请提前移出，待受理' },
    incomplete: { title: '申请材料待补正' },
    checking: { title: '提前移出审查中' },
    removing: { title: '准予移出，待停止公示' },
    'removed-early': { title: '已提前移出' },
    fallen: { title: '列入依据被撤销，待停止公示' },
    revoked: { title: '已撤销列入', final: true },
    expired: { title: '满三年已移出', final: true },
  },
  acts: {
    open: proposing.open,
    seekConsent: proposing.seekConsent,
    consent: proposing.consent,
    drop: proposing.drop,
    notice: proposing.notice,
    reply: proposing.reply,
    callHearing: proposing.callHearing,
    holdHearing: proposing.holdHearing,
    decide: deciding.decide,
    publish: deciding.publish,
    push: deciding.push,
    apply: ending.apply,
    accept: ending.accept,
    supplement: ending.supplement,
    retract: ending.retract,
    check: ending.check,
    extend: ending.extend,
    decideRepair: ending.decideRepair,
    stopPublicity: ending.stopPublicity,
    restore: ending.restore,
    askCorrection: ending.askCorrection,
    correct: ending.correct,
    reportFall: ending.reportFall,
    stopFallen: ending.stopFallen,
    expire: ending.expire,
  },
  deadlines: clocks,
});
