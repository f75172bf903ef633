import { addDays, dayOf, mondayOf, monthOf, weekday } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Signer } from '#ledger/keys.ts';
import type { Context } from '#server/context.ts';
import { startSequencer } from '#server/ledger/sequencer.ts';
import { sweepOnce } from '#server/sweep/sweep.ts';
import { openCases } from './cases/playbill.ts';
import type { Scene } from './cases/scene.ts';
import { registerCast } from './cast.ts';
import { dailyControl, monthlyReview, playerOf, setUp, weeklyScreening } from './enterprise.ts';
import type { DayPlan, Player } from './enterprise.ts';
import { organisations } from './firms.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';

/** Password of everybody in the demonstration. */
export const demoPassword = 'sifang-demo-2026';

/**
 * Acts the invented world out on an empty database, through the real server: two weeks of duties, findings and cases,
 * so that what the demonstration shows stands in a genuine ledger.
 * @throws Error where anybody is refused: the play is also a test.
 * @param firms ids of those that keep daily, weekly and monthly duties; all where absent.
 */
export async function perform(
  context: Context,
  key: Signer,
  days = playedDays(dayOf(context.now())),
  firms?: readonly string[],
): Promise<void> {
  const today = dayOf(context.now());
  const first = addDays(today, -days);
  const cast = await registerCast(context.database, demoPassword, first, context.now());
  const stage = await openStage(context, cast, first);
  const log = startSequencer(stage.context, { key });
  const players = organisations
    .filter(({ kind }) => kind === 'enterprise')
    .map((firm, at) => playerOf(firm, at))
    .filter((player) => player !== undefined);
  stage.at(first, 8);
  await sweepOnce(stage.context);
  await all(players, (player) => setUp(stage, player, first));
  const cases = openCases(stage, first, today);
  const dutiful = players.filter(({ firm }) => firms?.includes(firm.id) ?? true);
  for (let day = first; day < today; day = addDays(day, 1)) {
    await playDay(stage, dutiful, cases, day, first);
    await log.idle();
  }
  await log.stop();
  await stage.close();
}

/**
 * How many days are acted out before a day: two weeks, and less where they would begin on a weekend. The week's report is
 * signed on Fridays, so everybody who came on a Saturday would have missed the first week.
 */
export function playedDays(today: PlainDate): number {
  const first = weekday(addDays(today, -14));
  return first > 5 ? 14 - (8 - first) : 14;
}

async function playDay(
  stage: Stage,
  players: readonly Player[],
  cases: Scene,
  day: PlainDate,
  first: PlainDate,
): Promise<void> {
  stage.at(day, 6);
  await sweepOnce(stage.context);
  stage.at(day, 9, 20);
  await all(players, async (player) => {
    const yesterday = addDays(day, -1);
    if (habit(player, yesterday) === 'late' && yesterday >= first) {
      await dailyControl(stage, player, yesterday, 'normal', '昨日外出送检，当日未及时填报');
    }
    const plan = habit(player, day);
    if (plan !== 'missing' && plan !== 'late') await dailyControl(stage, player, day, plan);
  });
  await cases.play(day);
  const signers = players.filter((player) => signsWeekOn(player, day));
  if (signers.length > 0) {
    stage.at(day, 16, 30);
    await all(signers, (player) => weeklyScreening(stage, player, mondayOf(day)));
  }
  if (monthOf(addDays(day, 3)) !== monthOf(day) && weekday(day) <= 5) {
    stage.at(day, 17, 30);
    const due = players.filter(
      ({ number }) => number % 5 !== 3 && number % 3 === Number(day.slice(8)) % 3,
    );
    await all(due, (player) => monthlyReview(stage, player, monthOf(day)));
  }
}

/**
 * Whether a firm signs the week's report on a day: on Friday, or on Sunday where it works on Sundays, so that on each day
 * of the week somebody of the showcase has a report to sign.
 */
export function signsWeekOn({ number }: Pick<Player, 'number'>, day: PlainDate): boolean {
  return number % 6 !== 4 && weekday(day) === (worksOnSundays(number) ? 7 : 5);
}

function worksOnSundays(number: number): boolean {
  return number % 4 === 0;
}

type Habit = DayPlan | 'missing' | 'late';

/** How a firm behaves on a day; some are careful, some forget, one has stopped altogether. */
function habit({ number }: Player, day: PlainDate): Habit {
  const date = Number(day.slice(8)) + Number(day.slice(5, 7)) * 31;
  const mix = (number * 37 + date * 11) % 100;
  if (number % 13 === 7) return mix < 55 ? 'missing' : 'normal';
  if (weekday(day) === 7 && !worksOnSundays(number)) return 'idle';
  if (mix < 4) return 'missing';
  if (mix < 8) return 'late';
  return mix < 13 ? 'finding' : 'normal';
}

/** Lets everybody act at the same time, six at once: more would only wait for the database. */
async function all<T>(list: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...list];
  const worker = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await act(one);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
}
