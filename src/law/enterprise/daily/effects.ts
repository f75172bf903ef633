import type { Effect } from '#kernel/effect.ts';
import type { DutyFacts } from '#kernel/facts.ts';
import { riskItemsOf } from '../risk-control-list.ts';
import type { DailyAnswer, DailyRecord } from './form.ts';
import { usedVersion } from './guards.ts';

/**
 * What follows from a daily record: an idle mark, or for findings the mark, one corrective action each and one notice
 * to the director, or to the principal where nobody is director (Orders 75 and 76, article 10). A day without
 * findings needs nothing more: the record itself is the zero-risk report.
 */
export function followUp(facts: DutyFacts, record: DailyRecord): readonly Effect[] {
  if (record.dayType === 'idle') return [{ do: 'mark', mark: 'idle' }];
  const findings = record.items.filter(({ result }) => result === 'finding');
  if (findings.length === 0) return [];
  const { filledPosts } = facts.organisation;
  const post = filledPosts.includes('quality-safety-director')
    ? 'quality-safety-director'
    : 'principal';
  return [
    { do: 'mark', mark: 'finding' },
    ...findings
      .filter((answer) => !isOpened(facts, answer))
      .map((answer) => correct(facts, record, answer)),
    {
      do: 'notify',
      to: { post, of: 'actor' },
      title: `${facts.period.from}日管控发现${findings.length}项问题，请组织整改`,
    },
  ];
}

function correct(facts: DutyFacts, record: DailyRecord, answer: DailyAnswer): Effect {
  const { item, note = '', photos, immediateMeasure = '' } = answer;
  const risk = riskItemsOf(usedVersion(facts, record)).find(({ code }) => code === item);
  return {
    do: 'open',
    procedure: 'corrective-action',
    act: 'find',
    key: item,
    input: {
      source: 'daily-control',
      foundOn: facts.period.from,
      keyLink: risk?.keyLink ?? item,
      item,
      description: note,
      photos,
      containment: 'taken',
      immediateMeasure,
    },
  };
}

/** An amended record opens nothing for what the record before it already opened. */
function isOpened(facts: DutyFacts, { item }: DailyAnswer): boolean {
  return facts.proceedings.some(
    ({ procedure, opening }) =>
      procedure === 'corrective-action' &&
      opening.source === 'daily-control' &&
      opening.foundOn === facts.period.from &&
      opening.item === item,
  );
}
