import { dayOf } from '#kernel/calendar/plain-date.ts';
import type { Effect } from '#kernel/effect.ts';
import type { DrawFacts, RecordFacts } from '#kernel/facts.ts';
import type { Json } from '#kernel/json.ts';
import { inspectorsFor } from './drawn.ts';
import type { PlanLine } from '../../spot-check-plan.ts';
import type { Batch } from './form.ts';

/** What the tasks of a batch are made of. */
export interface Source {
  readonly plan: RecordFacts;
  readonly rules: RecordFacts;
  readonly draw: DrawFacts | undefined;
  /** Whose batch it is. */
  readonly office: string;
}

/**
 * Opens a check for each task. Always in the same order: two batches about the same products then wait for each other
 * instead of both.
 */
export function openTasks(batch: Batch, source: Source): readonly Effect[] {
  return batch.tasks
    .map((task, at) => openTask(batch, task, at, source))
    .toSorted((one, other) => (one.order < other.order ? -1 : 1))
    .map(({ effect }) => effect);
}

function regionOf(plan: RecordFacts, key: string): string | undefined {
  const lines = plan.input['lines'] as unknown as readonly PlanLine[];
  return lines.find((line) => line.key === key)?.region;
}

function openTask(
  batch: Batch,
  { sampled, ...task }: Batch['tasks'][number],
  at: number,
  { plan, rules, draw, office }: Source,
): { readonly order: string; readonly effect: Effect } {
  const { line, site, samplingAgency, laboratory, handler, reportDueOn } = batch;
  // A draw takes its people from the office that samples itself; an agency sends its own.
  const samplers = samplingAgency === office ? inspectorsFor(draw, sampled) : [];
  const text = (record: RecordFacts, name: string) => {
    const value = record.input[name];
    return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
  };
  const input = {
    ...task,
    planName: text(plan, 'title'),
    plan: { number: text(plan, 'number'), line, region: regionOf(plan, line) },
    productClass: text(rules, 'productClass'),
    rulesName: `${text(rules, 'title')}（${text(rules, 'number')}，第${text(rules, 'edition')}版）`,
    rulesPublishedOn: dayOf(rules.at),
    sample: rules.input['sample']!,
    items: rules.input['items']!,
    site,
    samplingAgency,
    laboratory,
    handler,
    reportDueOn,
    ...(samplers.length === 0 ? {} : { samplers }),
  };
  return {
    order: [task.producerName, task.standard, task.brand, task.model].join(' '),
    effect: {
      do: 'open',
      procedure: 'spot-check',
      act: 'assign',
      // A field that was left out has no canonical form.
      input: JSON.parse(JSON.stringify(input)) as Json,
      key: task.taskNumber,
      subject: sampled,
      path: `tasks.${at}`,
    },
  };
}
