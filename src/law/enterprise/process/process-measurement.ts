import { runRules } from '#insight/control/rules.ts';
import { epochMs } from '#kernel/calendar/plain-date.ts';
import { defineBook } from '#kernel/definition.ts';
import type { Effect } from '#kernel/effect.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';
import { inspectionRetention } from '../inspection/retention.ts';
import { chartingOf, measurementDefect } from './charting.ts';
import type { Charted, Measurement } from './charting.ts';

/** A measurement as its record keeps it. */
interface Recorded extends Measurement {
  readonly characteristic: string;
  readonly characteristicNumber: string;
  readonly takenAt: string;
}

type Named = Charted & { readonly number: string; readonly title: string };

/** 过程测量: one subgroup after the other; a point that the chart's rules call a signal opens a corrective action. */
export const processMeasurement = defineBook({
  id: 'process-measurement',
  title: '过程测量记录',
  basis: ['guidance/2.4', 'product-quality-law/3'],
  inForce: { from: '2025-10-27' },
  party: 'enterprise',
  keeper: { kinds: ['enterprise'] },
  holds: 'list',
  retention: inspectionRetention,
  reads: ['process-characteristic', 'corrective-action'],
  matches: [
    {
      book: 'process-measurement',
      fields: { characteristicNumber: 'characteristicNumber' },
    },
  ],
  form: field.form({
    characteristic: field.record('过程特性', 'process-characteristic'),
    characteristicNumber: field.text('特性编号', { max: 40 }),
    takenAt: field.instant('测量时间'),
    values: field.optional(
      field.text('实测值', { hint: '一个子组的各个值，之间用空格隔开，原样保存。' }),
    ),
    counted: field.optional(
      field.group('计数', {
        inspected: field.integer('检查数', { min: 1 }),
        found: field.integer('不合格（品）数'),
      }),
    ),
    note: field.optional(field.text('说明', { hint: '换料、换模、调机等。' })),
  }),
  when: (facts, input) => {
    const own = characteristicOf(facts, input);
    if (typeof own === 'string') return own;
    if (epochMs(input.takenAt) > epochMs(facts.now)) return '测量时间不能晚于现在。';
    const { corrected } = facts;
    if (corrected !== undefined && corrected.input['takenAt'] !== input.takenAt) {
      return '更正测量记录不改变测量时间，控制图按生产顺序绘制。';
    }
    const before = formerOf(facts, input).at(-1);
    if (
      corrected === undefined &&
      before !== undefined &&
      epochMs(input.takenAt) < epochMs(before.takenAt)
    ) {
      return '测量时间不能早于上一次测量，控制图按生产顺序绘制。';
    }
    return measurementDefect(own, input);
  },
  then: (facts, input) => alarm(facts, input),
});

/** The characteristic that a measurement names, where it is the one that stands. */
function characteristicOf(facts: DutyFacts, input: Recorded): Named | string {
  const all = facts.records('process-characteristic');
  const named = all.find(({ entry }) => entry === input.characteristic);
  if (named === undefined) return '所选过程特性不在本单位的台账中。';
  const own = named.input as unknown as Named;
  if (own.number !== input.characteristicNumber) return '特性编号与所选过程特性不一致。';
  const latest = all.findLast((one) => one.input['number'] === own.number);
  return latest === named ? own : `过程特性${own.number}已更新，请刷新后按新的记录测量。`;
}

/** Earlier measurements in the order of production, which a correction doesn't change. */
function formerOf(
  facts: DutyFacts,
  { characteristicNumber, takenAt }: Recorded,
): readonly Recorded[] {
  const all = facts
    .records('process-measurement')
    .map(({ input }) => input as unknown as Recorded)
    .filter((one) => one.characteristicNumber === characteristicNumber);
  const until = facts.corrected === undefined ? Infinity : epochMs(takenAt);
  return inOrder(all).filter((one) => epochMs(one.takenAt) < until);
}

/** Measurements in the order in which they were taken. */
export function inOrder<T extends { readonly takenAt: string }>(all: readonly T[]): readonly T[] {
  return all.toSorted((one, other) => epochMs(one.takenAt) - epochMs(other.takenAt));
}

/** What the new point says; while a finding about the characteristic is open, no second one is opened. */
function alarm(facts: DutyFacts, input: Recorded): readonly Effect[] {
  const own = characteristicOf(facts, input);
  if (typeof own === 'string') return [];
  const measurements = [...formerOf(facts, input), input];
  const signals = chartingOf(own, measurements).signals.filter(
    ({ measurement }) => measurement === measurements.length - 1,
  );
  if (signals.length === 0) return [];
  const head = `过程特性${own.number}“${own.title}”失控：`;
  const isOpen = facts.proceedings.some(
    ({ closedAt, opening }) =>
      closedAt === undefined &&
      opening['source'] === 'process-control' &&
      typeof opening['description'] === 'string' &&
      opening['description'].startsWith(head),
  );
  if (isOpen) return [];
  const said = [...new Set(signals.map(({ rule }) => runRules[rule]))].join('；');
  return [
    {
      do: 'open',
      procedure: 'corrective-action',
      act: 'find',
      input: {
        source: 'process-control',
        foundOn: facts.today,
        keyLink: '过程控制',
        description: `${head}${said}`,
        photos: [],
        containment: 'pending',
      },
    },
  ];
}
