import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import type { Objection } from '#kernel/refusal.ts';
import { isWatching } from '#kernel/watch/watch.ts';
import { liesWithin } from '#law/divisions.ts';
import { isOwnRegime } from '../areas/standing.ts';
import type { VisitKind } from './cap.ts';

/** Under which regime or operation a visit is made: each counts the visits that name it, and no others. */
export const under = {
  regime: field.optional(
    field.proceeding('所属重点监管', 'intensified-supervision', {
      hint: '重点监管检查填写：本部门对该企业正在实施的重点监管。',
    }),
  ),
  operation: field.optional(
    field.proceeding('所属专项行动', 'special-operation', {
      hint: '属于专项行动的专项检查填写。',
    }),
  ),
  object: field.optional(
    field.text('专项行动的检查对象类型', { max: 60, hint: '与行动方案所列的对象类型一致。' }),
  ),
};

interface Under {
  readonly kind: VisitKind;
  readonly regime?: string | undefined;
  readonly operation?: string | undefined;
  readonly object?: string | undefined;
  readonly plannedOn: PlainDate;
}

/** Why a visit cannot be made under what it names, or must name something. */
export function underDefect(facts: ProceedingFacts, visit: Under): Objection | undefined {
  const sentence =
    (visit.kind === 'intensified' ? regimeSentence(facts, visit) : strayRegime(visit)) ??
    operationSentence(facts, visit);
  return sentence === undefined
    ? undefined
    : { sentence, basis: ['guidance/4.1', 'inspection-2024-54/frequency'] };
}

function strayRegime({ regime }: Under): string | undefined {
  return regime === undefined ? undefined : '属于重点监管的检查，检查类型应当选择重点监管检查。';
}

function regimeSentence(facts: ProceedingFacts, { regime }: Under): string | undefined {
  if (regime === undefined) {
    return '重点监管检查须选择所属的重点监管；没有正在实施的，请选择其他检查类型。';
  }
  return isOwnRegime(facts, regime)
    ? undefined
    : '所选的不是本部门对该企业正在实施的重点监管，不能登记重点监管检查；请重新选择。';
}

function operationSentence(
  { watched, subject }: ProceedingFacts,
  { kind, operation, object, plannedOn }: Under,
): string | undefined {
  if (operation === undefined) {
    return object === undefined ? undefined : '填写专项行动的检查对象类型的，请选择所属专项行动。';
  }
  if (kind !== 'special') return '属于专项行动的检查，检查类型应当选择专项检查。';
  const named = watched.find(({ id }) => id === operation);
  if (named === undefined || !isWatching(named, plannedOn)) {
    return '计划检查日期不在所选专项行动的实施期内，或者该行动没有实施、已经结束。';
  }
  if (subject !== undefined && !liesWithin(subject.region, named.region)) {
    return '该企业不在所选专项行动的地区内。';
  }
  const objects = named.objects ?? [];
  return object !== undefined && objects.includes(object)
    ? undefined
    : `请写明属于专项行动的哪一类检查对象：${objects.join('、')}。`;
}
