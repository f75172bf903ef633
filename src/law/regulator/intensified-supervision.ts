import { calendarDays, workingDays } from '#kernel/calendar/count.ts';
import { defineProcedure } from '#kernel/definition.ts';
import * as intensified from './areas/intensified.ts';
import { carriedOutBy, spans, visitClocks } from './areas/parts.ts';

/** 重点监管: one enterprise is visited at a set frequency until a clean visit or the end of its term lets it go. */
export const intensifiedSupervision = defineProcedure({
  id: 'intensified-supervision',
  title: '重点监管',
  basis: ['guidance/4.1', 'guidance/4.4'],
  inForce: { from: '2025-10-27' },
  party: 'regulator',
  named: 'matter',
  reads: ['inspection-visit', 'intensified-supervision'],
  watch: {
    inStates: ['watched'],
    fields: { classes: 'classes', from: 'from', until: 'until' },
    lengthenedBy: 'extend',
    frequency: { acts: ['decide', 'visit'], field: 'frequency', months: spans },
    visits: { act: 'visit', on: 'visitedOn' },
    carriedOutBy: carriedOutBy('regime'),
  },
  subject: 'required',
  roles: {
    regulator: {
      title: '市场监管部门',
      kinds: ['market-regulator'],
      posts: ['case-officer', 'reviewer'],
      fills: 'opener',
    },
    chief: {
      title: '市场监管部门负责人',
      kinds: ['market-regulator'],
      posts: ['leader'],
      fills: 'named',
      sameAs: 'regulator',
    },
    enterprise: {
      title: '被重点监管的企业',
      kinds: ['enterprise', 'platform'],
      fills: 'subject',
    },
  },
  states: {
    proposed: { title: '待决定', hiddenFrom: ['enterprise'] },
    watched: { title: '重点监管中' },
    'not-listed': { title: '未列入', final: true, hiddenFrom: ['enterprise'] },
    lifted: { title: '已解除', final: true },
  },
  acts: {
    propose: intensified.propose,
    decide: intensified.decide,
    respond: intensified.respond,
    visit: intensified.visit,
    extend: intensified.extend,
    lift: intensified.lift,
  },
  deadlines: {
    decision: {
      title: '决定是否列入期限',
      owner: 'chief',
      nature: 'duty',
      starts: { act: 'propose' },
      count: workingDays(5),
      ends: ['decide'],
      basis: ['guidance/4.1'],
      policy: '指导意见没有规定决定期限，平台定为五个工作日。',
      escalates: [{ afterDays: 0, to: { role: 'chief' } }],
    },
    ...visitClocks('regulator', '检查', ['decide', 'visit'], ['visit'], ['lift']),
    term: {
      title: '重点监管期限',
      owner: 'chief',
      nature: 'duty',
      starts: [
        { act: 'propose', on: 'until' },
        { act: 'extend', on: 'until' },
      ],
      restarts: true,
      count: calendarDays(0),
      ends: ['lift'],
      basis: ['guidance/4.1'],
      policy: '期限由监管部门决定，每次不超过十二个月。',
      escalates: [
        { afterDays: -15, to: { role: 'regulator' } },
        { afterDays: 0, to: { role: 'chief' } },
      ],
    },
  },
});
