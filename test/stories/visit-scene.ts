import { dayOf } from '#kernel/calendar/plain-date.ts';
import { file } from '../law/play.ts';
import type { Matter, Story } from './case-file.ts';

/** Who comes to a firm that an office watches. */
export interface Visitors {
  /** Login of the officer who acts, and of the head who approves. */
  readonly officer: string;
  readonly chief: string;
  /** Accounts of both officers. */
  readonly people: readonly [string, string];
  /** Id of the firm. */
  readonly subject: string;
  /** Id of the regime under which they come. */
  readonly regime: string;
}

/** A visit under intensified supervision, today: registered, approved, at the gate by scan, written up. */
export async function comesToday(story: Story, visitors: Visitors): Promise<Matter> {
  const { officer, chief, people, subject, regime } = visitors;
  const now = story.service.clock.now();
  const officers = people.map((person, at) => ({ person, certificate: `赣执法${at + 1}` }));
  const plan = {
    matterName: '重点监管检查',
    kind: 'intensified',
    regime,
    plannedOn: dayOf(now),
    announce: 'arrival',
    items: '重点监管的产品',
    officers,
  };
  const visit = await story.opens(officer, 'inspection-visit', 'plan', plan, { subject });
  await visit.does(chief, 'approve', { noticeNumber: '检1', decision: 'silent' });
  await visit.does(officer, 'arrive', { scanned: subject, officers, shown: true });
  await visit.fills(officer, 'writeUp', {
    places: '厂区',
    result: 'clean',
    findings: [],
    photos: [file],
    signatures: [file],
    endedAt: now,
  });
  return visit;
}
