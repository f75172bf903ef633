import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Stage } from '#insight/sampling/plan.ts';
import type { Standing } from '#insight/sampling/switching.ts';
import type { PlanInput } from '#law/enterprise/inspection/guards.ts';

/** An inspection plan that stands, by the entry that records name. */
export interface StandingPlan extends PlanInput {
  readonly entry: string;
  readonly title: string;
}

/** How the next lot of a product is inspected, computed as the law computes it. */
export interface Preview {
  readonly plan: StandingPlan;
  /** Where the series of lots stands; absent where the plan doesn't sample by the standard. */
  readonly standing?: Pick<
    Standing,
    'severity' | 'score' | 'mayReduce' | 'acceptedInRow' | 'refused'
  >;
  /** Samples to draw; empty while inspection is discontinued. */
  readonly stages: readonly Stage[];
  readonly letter?: string;
  readonly planLetter?: string;
  readonly isFull: boolean;
  /** Outside figures disagree on the cell of the table. */
  readonly isDisputed: boolean;
}

/** An instrument of the enterprise with the day on which its calibration runs out. */
export interface Equipment {
  /** The proceeding that is its life. */
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly model: string;
  readonly range: string;
  readonly location: string;
  readonly items: string;
  readonly state: string;
  readonly stateTitle: string;
  readonly dueOn?: PlainDate;
  readonly isOverdue: boolean;
}

/** What was read of a table of values: all of it, or each wrong cell. */
export interface ReadValues {
  readonly ok: boolean;
  readonly rows: readonly { readonly item: string; readonly values: string }[];
  readonly issues: readonly {
    readonly line: number;
    readonly column: string;
    readonly sentence: string;
  }[];
}
