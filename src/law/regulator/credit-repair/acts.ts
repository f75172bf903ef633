import type { z } from 'zod';
import type { Recital } from '#kernel/paper/words.ts';
import { remedies } from '#law/remedies.ts';
import { defineAct } from '#kernel/definition.ts';
import type { Act } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { PastFacts, ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { JsonObject } from '#kernel/json.ts';
import { notYet } from '#kernel/refusal.ts';
import type { Objection } from '#kernel/refusal.ts';

/** What differs between the repairs of Order 107. */
export interface Repair {
  /** What is asked for, e.g. 提前移出. */
  readonly wish: string;
  /** State in which it is published and may be asked for. */
  readonly published: string;
  readonly basis: readonly string[];
  /** Why it cannot be asked for yet or at all. */
  readonly barred: (past: PastFacts) => Objection | undefined;
  readonly notBefore: string | readonly string[];
  /** What its papers say of the matter that is repaired. */
  readonly recites: readonly Recital[];
  /** What is asked and checked besides the three conditions. */
  readonly besides?: Besides;
}

/** A further condition of a repair: what is said of it by the party and again by the office that checks it. */
export interface Besides {
  readonly form: Readonly<Record<string, z.ZodType>>;
  /** Why what is said cannot be. */
  readonly defect: (facts: ProceedingFacts, said: JsonObject) => Objection | undefined;
  /** Why it is not met; undefined where it is. */
  readonly unmet: (said: JsonObject) => string | undefined;
}

const conditions = {
  performed: field.yesNo('已履行行政决定中规定的义务'),
  remedied: field.yesNo('已主动消除危害后果和不良影响'),
  noFurther: field.yesNo('未再受到较重行政处罚（同类违法未再受处罚）'),
};
const allMet = (input: { performed: boolean; remedied: boolean; noFurther: boolean }) =>
  input.performed && input.remedied && input.noFurther;

/** The fields of the further condition stand in the form and are none of the three. */
const fieldsOf = ({ besides }: Repair) => (besides?.form ?? {}) as object;

const attached = (label: string) => field.files(label, { min: 1 });

/**
 * Refuses the office where the party has a seat of its own and must speak for itself. A natural person has none: what he
 * hands in on paper is entered by the office.
 */
export function notForParty({ actor, subject }: PastFacts): string | undefined {
  return subject === undefined || actor.organisation === subject.id
    ? undefined
    : '当事人是平台登记的单位，由当事人自行办理。';
}

/** The party's side: application with the papers of article 14, supplement, withdrawal. */
export function applying(repair: Repair) {
  const apply = defineAct({
    title: `申请${repair.wish}`,
    by: ['party', 'authority'],
    from: repair.published,
    to: 'applied',
    notBefore: repair.notBefore,
    basis: [...repair.basis, 'order-107/14', 'order-107/23'],
    form: field.form({
      ...conditions,
      ...fieldsOf(repair),
      application: attached('信用修复申请书'),
      qualification: attached('主体资格文件'),
      commitment: attached('守信承诺书'),
      performance: attached('履行义务、整改情况材料'),
    }),
    document: '信用修复申请书',
    recites: repair.recites,
    possible: (past) => notForParty(past) ?? repair.barred(past),
    when: (facts, input) => {
      if (!allMet(input)) return '三项条件均具备的方可申请。';
      const said = input as unknown as JsonObject;
      return repair.besides?.defect(facts, said) ?? repair.besides?.unmet(said);
    },
    then: () => [
      { do: 'notify', to: { role: 'authority' }, title: '信用修复申请，二个工作日内决定是否受理' },
    ],
  });
  const supplement = defineAct({
    title: '补正材料',
    by: ['party', 'authority'],
    from: 'incomplete',
    to: 'applied',
    basis: ['order-107/14'],
    form: field.form({ note: field.longText('补正说明'), papers: attached('补正材料') }),
    possible: notForParty,
    then: () => [{ do: 'notify', to: { role: 'authority' }, title: '申请人已补正材料' }],
  });
  const retract = defineAct({
    title: '撤回申请',
    by: ['party', 'authority'],
    from: ['applied', 'incomplete', 'checking'],
    to: repair.published,
    basis: ['order-107/14'],
    form: field.form({ reason: field.longText('理由') }),
    possible: notForParty,
  });
  return { apply, supplement, retract };
}

/** The office's side: acceptance, check of the three conditions, extension, decision. */
export function deciding(repair: Repair) {
  const accept = defineAct({
    title: '决定是否受理',
    by: ['authority'],
    from: 'applied',
    to: {
      by: 'outcome',
      cases: { accepted: 'checking', incomplete: 'incomplete', rejected: repair.published },
    },
    basis: ['order-107/14'],
    form: field.form({
      outcome: field.choice('处理', {
        accepted: '受理',
        incomplete: '一次性告知补正',
        rejected: '不予受理',
      }),
      reason: field.optional(field.longText('需补正的全部内容或者不予受理的理由')),
    }),
    document: {
      by: 'outcome',
      cases: {
        accepted: '信用修复受理通知书',
        incomplete: '信用修复补正告知书',
        rejected: '信用修复不予受理通知书',
      },
    },
    recites: repair.recites,
    tells: [
      {
        text: '自受理之日起依法决定是否准予修复；准予的，{stop}内停止公示。',
        basis: ['order-107/16', 'order-107/17'],
        where: { field: 'outcome', is: 'accepted' },
      },
      remedies({ paper: '通知书', where: { field: 'outcome', is: 'rejected' } }),
    ],
    when: (facts, { outcome, reason }) => {
      if (outcome !== 'accepted' && reason === undefined) return '请写明理由或者需补正的内容。';
      const applied = facts.last('apply')?.at ?? '';
      const again = facts.all('supplement').some(({ at }) => at > applied);
      return outcome === 'incomplete' && again
        ? '补正内容应当一次性告知，不得再次要求补正。'
        : undefined;
    },
    then: (_facts, { outcome }) => [told(`信用修复申请：${outcomes[outcome]}`)],
  });
  const check = defineAct({
    title: '核实修复条件',
    by: ['authority'],
    from: 'checking',
    basis: repair.basis,
    form: field.form({
      ...conditions,
      ...fieldsOf(repair),
      record: field.longText('核实情况'),
      papers: field.files('核实材料'),
    }),
    when: (facts, input) => repair.besides?.defect(facts, input as unknown as JsonObject),
  });
  return { accept, check, ...concluding(repair) };
}

/** The head's side: a longer period once, and the decision by what was checked. */
function concluding(repair: Repair) {
  const extend = defineAct({
    title: '延长决定期限',
    by: ['head'],
    from: 'checking',
    basis: ['order-107/16'],
    form: field.form({ reason: field.longText('情况复杂的理由') }),
    possible: ({ last, all }) => {
      const accepted = last('accept')?.at ?? '';
      const again = all('extend').some(({ at }) => at > accepted);
      return again ? '只能延长一次。' : undefined;
    },
    then: () => [told('信用修复申请情况复杂，决定期限延长十个工作日')],
  });
  const decideRepair = defineAct({
    title: `决定是否${repair.wish}`,
    by: ['head'],
    from: 'checking',
    to: { by: 'decision', cases: { granted: 'removing', refused: repair.published } },
    notBy: ['check'],
    basis: [...repair.basis, 'order-107/16'],
    form: field.form({
      decision: field.choice('决定', { granted: `准予${repair.wish}`, refused: '不予修复' }),
      number: field.text('决定书文号'),
      reason: field.longText('理由'),
    }),
    document: {
      by: 'decision',
      cases: { granted: '准予信用修复决定书', refused: '不予信用修复决定书' },
    },
    recites: [
      ...repair.recites,
      {
        act: 'check',
        title: '核实情况',
        fields: ['performed', 'remedied', 'noFurther', ...Object.keys(fieldsOf(repair)), 'record'],
      },
    ],
    tells: [
      {
        text: '自本决定作出之日起{stop}内停止公示、解除管理措施。',
        basis: ['order-107/17'],
        where: { field: 'decision', is: 'granted' },
      },
      remedies(),
    ],
    possible: ({ last }) => {
      const checked = last('check');
      return checked === undefined || checked.at < (last('apply')?.at ?? '')
        ? notYet('请先核实修复条件。')
        : undefined;
    },
    when: (facts, { decision }) => {
      if (decision === 'refused') return undefined;
      const checked = facts.last('check')!.input;
      const isMet = allMet(checked as unknown as Parameters<typeof allMet>[0]);
      return isMet ? repair.besides?.unmet(checked) : '核实的三项条件未全部具备，不得准予。';
    },
    then: (_facts, { decision }) => [
      told(decision === 'granted' ? `准予${repair.wish}，三个工作日内停止公示` : '不予信用修复'),
    ],
  });
  return { extend, decideRepair };
}

const outcomes = { accepted: '已受理', incomplete: '请补正材料', rejected: '不予受理' };

function told(title: string): Effect {
  return { do: 'notify', to: { role: 'party' }, title };
}

/** What was decided is carried out on the pages and on the sites. */
export function stopping(by: string, to: string, key: string, basis: readonly string[]): Act {
  return defineAct({
    title: '停止公示',
    by: [by],
    from: 'removing',
    to,
    basis,
    form: field.form({ note: field.optional(field.longText('说明')) }),
    then: (facts) => [
      {
        do: 'withdraw',
        key,
        reason: `信用修复：${facts.value('decideRepair', 'number') as string}`,
      },
      told('已停止公示'),
    ],
  }) as unknown as Act;
}
