import { addDays, dayOf, startOf } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Law } from '#kernel/law.ts';
import { hasLapsed } from '#kernel/product/standard.ts';
import type { Tx } from '#db/transaction.ts';
import type { Context, SignedIn } from '../context.ts';
import type { TodoItem } from './present.ts';

interface LapsingRow {
  proceeding_id: string;
  procedure: string;
  title: string;
  lapses_on: PlainDate;
  numbers: string[];
}

/**
 * Products of the reader's enterprise whose standards lapse: each is to be revised before the day on which the successor
 * holds. No clock of a product's file knows of it, because the register tells it and not an act of the file.
 */
export async function lapsingProducts(
  tx: Tx,
  context: Context,
  who: SignedIn,
): Promise<readonly TodoItem[]> {
  const { organisation } = who.actor;
  const procedures = revising(context.law, who);
  if (organisation === undefined || procedures.size === 0) return [];
  const today = dayOf(context.now());
  const rows = await tx.rows<LapsingRow>(selectLapsing, [organisation, [...procedures.keys()]]);
  return rows.map((row) => ({
    proceeding: row.proceeding_id,
    procedureTitle: procedures.get(row.procedure) ?? '',
    title: row.title,
    deadline: `修订执行标准：${row.numbers.join('、')}`,
    due: addDays(row.lapses_on, -1),
    until: startOf(row.lapses_on),
    overdue: hasLapsed({ lapsesOn: row.lapses_on }, today),
    certain: true,
    paused: false,
    nature: 'duty',
    acts: [],
  }));
}

/** Procedures that are a product's life and that the reader's post may state anew, with their titles. */
function revising({ procedures }: Law, { actor }: SignedIn): ReadonlyMap<string, string> {
  const own = procedures.filter(({ product, acts, roles }) =>
    (product?.statedBy ?? [])
      .flatMap((act) => acts[act]?.by ?? [])
      .map((role) => roles[role])
      .some(
        (role) =>
          actor.kind !== undefined &&
          role?.kinds.includes(actor.kind) === true &&
          (role.posts === undefined || role.posts.some((post) => actor.posts.includes(post))),
      ),
  );
  return new Map(own.map(({ id, title }) => [id, title]));
}

const selectLapsing = `select p.proceeding_id, p.procedure, p.name || ' ' || p.model as title,
  min(s.lapses_on) as lapses_on, array_agg(s.number order by s.number) as numbers
from product p join standard s on s.number = any (p.standards) and s.lapses_on is not null
where p.organisation_id = $1 and p.procedure = any ($2::text[]) and not p.rests
group by 1, 2, 3 order by 4, 3 limit 100`;
