import type { z } from 'zod';
import type { Effect, RegisteredFacts } from '#kernel/effect.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import { divisionTitle } from '#law/divisions.ts';
import { profileOf, registeredOf } from './form.ts';
import type { profileForm } from './form.ts';

/** The version must rest on what is registered now and change something of it. */
export function checkProfile(facts: DutyFacts, input: z.output<typeof profileForm>) {
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
    : undefined;
}

/** Tells the office of the place, on a move that of the former one too, and the principal of what others changed. */
export function noticesOf(facts: DutyFacts, after: RegisteredFacts): Effect[] {
  const { id, region, name } = facts.organisation;
  const moved = after.region !== region;
  const title = moved
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

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.toSorted().join() === others.toSorted().join();
}
