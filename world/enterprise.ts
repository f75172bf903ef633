import { addDays, addMonths, dayOf } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { challengeFor } from '#kernel/derive/challenge.ts';
import type { OrganisationFacts } from '#kernel/organisation.ts';
import { templateFor } from '#law/enterprise/risk-list-templates.ts';
import { inScope } from '#law/enterprise/staffing.ts';
import { findProductClass, productClassFacts } from '#law/product-classes.ts';
import { pressesOn } from '#law/enterprise/daily/periodic.ts';
import type { PhoneToday } from '#server/phone/present.ts';
import type { DemoOrganisation } from './firms.ts';
import { staffOf } from './people.ts';
import { picture } from './picture.ts';
import type { Stage } from './stage.ts';

/** An enterprise that takes part in the daily play, and how it behaves. */
export interface Player {
  readonly firm: DemoOrganisation;
  readonly principal: string;
  readonly director: string | undefined;
  readonly officer: string;
  /** Same for each run: the world has no chance in it. */
  readonly number: number;
}

/** The enterprise as players know it, or undefined where it owes no daily control or nobody can do it. */
export function playerOf(firm: DemoOrganisation, number: number): Player | undefined {
  const staff = staffOf(firm.id);
  const holder = (post: string) => staff.find((person) => person.post === post)?.login;
  const principal = holder('principal');
  const officer = holder('quality-safety-officer');
  if (principal === undefined || officer === undefined || !inScope(factsOf(firm))) return undefined;
  return { firm, principal, officer, director: holder('quality-safety-director'), number };
}

/** The firm as rules and templates see it, before it has appointed anybody. */
export function factsOf(firm: DemoOrganisation): OrganisationFacts {
  return {
    id: firm.id,
    kind: firm.kind,
    name: firm.name,
    region: firm.region,
    filledPosts: [],
    productClasses: firm.productClasses.map((id) => productClassFacts(findProductClass(id)!)),
    ...(firm.business === undefined ? {} : { business: firm.business }),
    ...(firm.headcount === undefined ? {} : { headcount: firm.headcount }),
    ...(firm.revenueYuan === undefined ? {} : { revenueYuan: firm.revenueYuan }),
  };
}

/** The first day: the principal appoints, the officer writes the risk control list from its template. */
export async function setUp(stage: Stage, player: Player, day: PlainDate): Promise<void> {
  for (const [post, login] of [
    ['quality-safety-director', player.director],
    ['quality-safety-officer', player.officer],
  ] as const) {
    if (login === undefined) continue;
    await stage.post(player.principal, '/api/books/appointment/records', {
      id: stage.newId(),
      input: {
        person: stage.account(login),
        post,
        from: day,
        assessedOn: addDays(day, -3),
        // One firm's officer is about to lapse, so that the reminder and the refusal can be seen.
        qualifiedUntil: player.number % 11 === 5 ? addDays(day, 45) : addMonths(day, 24),
        assessment: [],
        hasSignedLetter: true,
        document: [],
      },
    });
  }
  const { items } = templateFor(factsOf(player.firm));
  await stage.post(player.officer, '/api/books/risk-control-list/records', {
    id: stage.newId(),
    input: { changeReason: 'first', items },
  });
}

/** What an officer does on a day. */
export type DayPlan = 'normal' | 'finding' | 'idle';

/** Records the daily control of a day as the officer, with the photo that the ledger asks for. */
export async function dailyControl(
  stage: Stage,
  player: Player,
  day: PlainDate,
  plan: DayPlan,
  reason?: string,
): Promise<void> {
  const today = await stage.get<PhoneToday>(player.officer, '/api/phone/today');
  const envelope = {
    id: stage.newId(),
    period: day,
    form: today.duty.form,
    clientAt: stage.now(),
    ...(reason === undefined ? {} : { reason }),
  };
  const input =
    plan === 'idle' ? idleDay(stage) : await workingDay(stage, player, day, plan, today);
  await stage.post(player.officer, '/api/duties/daily-control/records', { ...envelope, input });
}

function idleDay(stage: Stage) {
  return {
    dayType: 'idle',
    idleReason: '设备年度检修，当日停产',
    items: [],
    filledAt: stage.now(),
  };
}

async function workingDay(
  stage: Stage,
  player: Player,
  day: PlainDate,
  plan: DayPlan,
  today: PhoneToday,
) {
  const list = today.list!;
  const seed = player.number * 10_000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8));
  const wrong = plan === 'finding' ? list.items[seed % list.items.length]?.code : undefined;
  const due = (list.periodic ?? []).filter(({ every, doneOn }) => pressesOn(every, day, doneOn));
  const items = await Promise.all(
    [...list.items, ...due].map(async ({ code, riskPoint, photoRequired }, at) => ({
      item: code,
      result: code === wrong ? 'finding' : 'normal',
      photos:
        photoRequired || code === wrong
          ? [await stage.upload(player.officer, picture(seed * 40 + at))]
          : [],
      ...(code === wrong
        ? {
            note: `发现苗头性问题：${riskPoint}`,
            immediateMeasure: '已停止相关操作并隔离当班产品',
          }
        : {}),
    })),
  );
  const codes = list.items.map(({ code }) => code);
  const head = today.checkpoint;
  const item =
    head === undefined ? undefined : challengeFor(head.root, today.organisation.id, day, codes);
  const photo =
    item === undefined ? [] : [await stage.upload(player.officer, picture(seed * 40 + 39))];
  return {
    dayType: 'production',
    riskList: list.record,
    items,
    filledAt: stage.now(),
    ...(item === undefined || head === undefined
      ? {}
      : { challenge: { checkpointSize: head.size, item, photo } }),
  };
}

/** The week's report: drafted by the platform, signed by the director (or the principal where there is none). */
export async function weeklyScreening(
  stage: Stage,
  player: Player,
  monday: PlainDate,
): Promise<void> {
  const signer = player.director ?? player.principal;
  const url = '/api/duties/weekly-screening';
  const draft = await stage.get<{ input: object; form: string }>(
    signer,
    `${url}/draft?period=${monday}`,
  );
  const { input, form } = draft;
  await stage.post(signer, `${url}/records`, {
    id: stage.newId(),
    period: monday,
    form,
    clientAt: stage.now(),
    input,
  });
}

/** The month's review, heard by the principal in person; one decision goes to the officer. */
export async function monthlyReview(stage: Stage, player: Player, month: PlainDate): Promise<void> {
  const url = '/api/duties/monthly-review';
  const draft = await stage.get<{ input: object; form: string }>(
    player.principal,
    `${url}/draft?period=${month}`,
  );
  const decision = {
    content: '更换进货查验区老化的照明，补齐批次标识牌',
    assignee: stage.account(player.officer),
    dueOn: addDays(dayOf(stage.now()), 14),
  };
  const { input, form } = draft;
  await stage.post(player.principal, `${url}/records`, {
    id: stage.newId(),
    period: month,
    form,
    clientAt: stage.now(),
    input: { ...input, decisions: [decision] },
  });
}
