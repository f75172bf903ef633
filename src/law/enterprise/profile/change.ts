import type { z } from 'zod';
import type { Effect, RegisteredFacts } from '#kernel/effect.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import type { Objection } from '#kernel/refusal.ts';
import { divisionTitle } from '#law/divisions.ts';
import { inScope, orderOf } from '../staffing.ts';
import { endingsOf } from './endings.ts';
import { profileOf, registeredOf } from './form.ts';
import type { profileForm } from './form.ts';

type Version = z.output<typeof profileForm>;

/** The version must rest on what is registered now and change something of it; what ends duties is asked for. */
export function checkProfile(facts: DutyFacts, input: Version): Objection | undefined {
  const { before } = input;
  const { name, region, business, headcount, revenueYuan, productClasses } = facts.organisation;
  const now = { name, county: String(region), business, headcount, revenueYuan };
  const classes = productClasses.map(({ id }) => id);
  const isStale =
    Object.entries(now).some(([key, value]) => before[key as keyof typeof now] !== value) ||
    !isSame(classes, before.productClasses ?? []);
  if (isStale) return '登记信息刚刚有变更，请刷新页面后重新填写。';
  const given = profileOf(registeredOf(input));
  return JSON.stringify(given) === JSON.stringify(profileOf(registeredOf(before)))
    ? '没有需要变更的内容。'
    : checkEndings(facts, input);
}

/** Whoever is bound by duties does not release himself: the office of the place looks first, and reads the reason. */
function checkEndings(facts: DutyFacts, input: Version): Objection | undefined {
  const order = orderOf(facts.organisation);
  const basis = [`${order}/2`, `${order}/5`, `${order}/14`];
  const endings = endingsOf(registeredOf(input.before), registeredOf(input));
  const asks = endings.length > 0 && facts.actor.organisation === facts.organisation.id;
  if (endings.length > 0 && (input.note ?? '').trim().length < 2) {
    const sentence = `${endings.join('，')}会减少本单位的义务，请在“变更说明”中写明理由。`;
    return { code: 'reason-required', sentence, basis, issues: [{ path: 'note', sentence }] };
  }
  if (asks !== (input.asks === true)) {
    return {
      sentence: asks
        ? '减少义务的变更须经所在地市场监管部门确认后生效，请在单位信息页面提交。'
        : '这次变更不减少义务，不需要确认，请在单位信息页面提交。',
      basis,
    };
  }
  return asks && input.county !== input.before.county
    ? { sentence: '变更所在地和减少义务的变更请分两次办理，先变更所在地。', basis }
    : undefined;
}

/** Tells the office of the place, on a move that of the former one too, and the principal of what others changed. */
export function noticesOf(facts: DutyFacts, input: Version): Effect[] {
  const { id, region, name } = facts.organisation;
  const after = registeredOf(input);
  const moved = after.region !== region;
  const title =
    input.asks === true
      ? askedTitle(facts, input, after)
      : moved
        ? `“${name}”所在地由${divisionTitle(region)}变更为${divisionTitle(after.region)}`
        : `“${name}”变更了企业基本信息`;
  const offices = moved ? [region, after.region] : [region];
  const byOffice = facts.actor.organisation !== id;
  return [
    ...offices.map((place): Effect => ({
      do: 'notify',
      to: { office: 'market-regulator', region: place },
      title,
    })),
    ...(byOffice
      ? [
          {
            do: 'notify',
            to: { post: 'principal', of: 'subject' },
            title: '监管部门变更了本单位的基本信息，请核对',
          } as const,
        ]
      : []),
  ];
}

function askedTitle({ organisation }: DutyFacts, input: Version, after: RegisteredFacts): string {
  const endings = endingsOf(registeredOf(input.before), after).join('，');
  const kept = organisation.productClasses.filter(({ id }) => after.productClasses.includes(id));
  const consequence =
    inScope(organisation) && !inScope({ ...organisation, productClasses: kept })
      ? '日管控、周排查、月调度义务将终止'
      : '应当配备的岗位或者履行的义务可能减少';
  return `“${organisation.name}”申报${endings}，${consequence}，请核实后确认`;
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.toSorted().join() === others.toSorted().join();
}
