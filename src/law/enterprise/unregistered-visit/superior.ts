import { defineAct } from '#kernel/definition.ts';
import type { PastFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';

/** The levels that may look into a visit. */
export const above = { city: '设区市级', province: '省级' };
type Superior = keyof typeof above;

/** Nobody looks into his own visit: where the wrong level was chosen the one above takes it over. */
function ownVisit({ actor, seat }: PastFacts): string | undefined {
  return seat('visitor') === actor.organisation
    ? '本单位就是实施检查的机关，由上一级市场监管部门核查。'
    : undefined;
}

/** The authority above asks the one that visited to explain itself (enforcement-supervision/17). */
export function asking(by: Superior, from: string | readonly string[], to: string) {
  return defineAct({
    title: '要求检查机关说明',
    by: [by],
    from,
    to,
    basis: ['enforcement-supervision/17'],
    possible: ownVisit,
    form: field.form({ question: field.longText('要求说明的事项') }),
    document: '执法监督通知书',
    recites: [
      {
        act: 'report',
        fields: ['matterName', 'visitor', 'visitedOn', 'shown', 'scanned', 'facts'],
      },
    ],
    tells: [
      {
        text: '自收到本通知书之日起{answer}内提供材料或者作出说明。',
        basis: ['enforcement-supervision/17'],
      },
    ],
    then: () => [
      { do: 'notify', to: { role: 'visitor' }, title: '执法监督通知书，十个工作日内说明' },
    ],
  });
}

/** The authority that visited explains itself. */
export function answering(to: Superior, from: string, state: string) {
  return defineAct({
    title: '说明检查情况',
    by: ['visitor'],
    from,
    to: state,
    basis: ['enforcement-supervision/17'],
    form: field.form({
      registered: field.choice('登记情况', {
        late: '确属检查，未登记，已补登',
        emergency: '紧急情况当场检查',
        none: '不是行政检查',
      }),
      explanation: field.longText('说明'),
      evidence: field.files('材料'),
    }),
    then: () => [{ do: 'notify', to: { role: to }, title: '检查机关已作说明' }],
  });
}

/** The end: founded and put right, or not (enforcement-supervision/18). */
export function concluding(by: Superior, from: readonly string[]) {
  return defineAct({
    title: '作出核查结论',
    by: [by],
    from,
    to: 'closed',
    basis: ['enforcement-supervision/18'],
    possible: ownVisit,
    form: field.form({
      outcome: field.choice('结论', {
        founded: '反映属实，已责令纠正',
        unfounded: '反映不实',
        other: '不属于行政检查',
      }),
      measures: field.longText('处理情况'),
    }),
    document: '未登记检查核查结论',
    recites: [{ act: 'report', fields: ['matterName', 'visitor', 'visitedOn', 'facts'] }],
    then: () => [{ do: 'notify', to: { role: 'enterprise' }, title: '您反映的检查已有核查结论' }],
  });
}
