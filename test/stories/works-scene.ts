import assert from 'node:assert/strict';
import { addDays } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { challengeFor } from '#kernel/derive/challenge.ts';
import type { PhoneToday } from '#server/phone/present.ts';
import type { ProceedingSummary } from '#server/proceedings/present.ts';
import { Matter } from './case-file.ts';
import type { Story } from './case-file.ts';
import { deliveries, delivery } from './submission-scene.ts';

const item = {
  measure: '按操作规程检查并记录',
  frequency: 'day',
  ownerPost: 'quality-safety-officer',
  photoRequired: false,
};

/** The list of the works: three things to look at every day. */
export const riskItems = [
  { ...item, code: 'R01', keyLink: '原材料进厂', riskPoint: '石灰石、熟料进厂检验' },
  { ...item, code: 'R02', keyLink: '生产过程', riskPoint: '粉磨细度控制' },
  {
    ...item,
    code: 'R03',
    keyLink: '出厂检验',
    riskPoint: '水泥安定性、强度检验',
    photoRequired: true,
  },
];

/** What the officer finds on a day: the item's code and what is wrong. */
export type Findings = Readonly<Record<string, string>>;

/** The cement works of the common cast at its daily, weekly and monthly duties. */
export class WorksStory {
  readonly #story: Story;
  #photos = 0;

  constructor(story: Story) {
    this.#story = story;
  }

  /** The officer draws the list up. @returns the entry's id. */
  async list(change: object = {}): Promise<string> {
    const input = { changeReason: 'first', items: riskItems, ...change };
    const url = '/api/books/risk-control-list/records';
    return (await this.#story.submits('officer', url, { input })).id;
  }

  /** The record of a day, as the phone would send it; not yet sent. */
  async day(period: PlainDate, findings: Findings = {}) {
    const client = await this.#story.as('officer');
    const { body } = await client.get<PhoneToday>('/api/phone/today');
    assert.ok(body.list, 'the works has no list');
    const items = await Promise.all(
      body.list.items.map(async ({ code, photoRequired }) => ({
        item: code,
        photos: photoRequired ? [await this.photo()] : [],
        ...answer(findings[code]),
      })),
    );
    const codes = items.map((one) => one.item);
    const { checkpoint: head } = body;
    const picked = head && challengeFor(head.root, body.organisation.id, period, codes);
    const challenge = picked && {
      challenge: { checkpointSize: head.size, item: picked, photo: [await this.photo()] },
    };
    const input = {
      dayType: 'production',
      riskList: body.list.record,
      items,
      filledAt: this.#story.service.clock.now(),
      ...challenge,
    };
    return { period, form: body.duty.form, input };
  }

  /** The officer records a day. */
  async daily(period: PlainDate, findings: Findings = {}, reason?: string) {
    const body = { ...(await this.day(period, findings)), ...(reason ? { reason } : {}) };
    return this.#story.submits('officer', '/api/duties/daily-control/records', body);
  }

  /** Draft of a report, with what the signer changes in it. */
  async draft(login: string, duty: string, period: PlainDate, change: object = {}) {
    const client = await this.#story.as(login);
    const url = `/api/duties/${duty}/draft?period=${period}`;
    const { status, body } = await client.get<{ input: object; form: string }>(url);
    assert.equal(status, 200, JSON.stringify(body));
    return { period, form: body.form, input: { ...body.input, ...change } };
  }

  /** The director signs the week's report as drafted, with his changes. */
  async weekly(monday: PlainDate, change: object = {}) {
    const body = await this.draft('director', 'weekly-screening', monday, change);
    return this.#story.submits('director', '/api/duties/weekly-screening/records', body);
  }

  /** A week of work from Monday to Friday, findings by day; the weekend is idle. */
  async week(monday: PlainDate, findings: Readonly<Record<PlainDate, Findings>> = {}) {
    for (let at = 0; at < 5; at += 1) {
      const day = addDays(monday, at);
      this.#story.on(day, '17:00');
      await this.daily(day, findings[day]);
    }
    for (const day of [addDays(monday, 5), addDays(monday, 6)]) {
      this.#story.on(day, '17:00');
      const filledAt = this.#story.service.clock.now();
      const input = { dayType: 'idle', idleReason: '周末停窑检修', items: [], filledAt };
      const url = '/api/duties/daily-control/records';
      await this.#story.submits('officer', url, { period: day, input });
    }
  }

  /** The officer sends a delivery back. */
  async rejects(reason: string) {
    const checks = [{ item: '氧化镁含量', result: 'fail', note: reason }];
    const rejection = { reason, disposal: 'return', needsCorrection: false };
    const input = { ...delivery, checks, conclusion: 'reject', rejection };
    return this.#story.submits('officer', deliveries, { input });
  }

  /** The proceedings that somebody sees, the latest first. */
  async matters(login: string, procedure: string): Promise<Matter[]> {
    const client = await this.#story.as(login);
    const url = `/api/proceedings?procedure=${procedure}`;
    const { body } = await client.get<{ proceedings: ProceedingSummary[] }>(url);
    return body.proceedings.map(({ id }) => new Matter(this.#story, id));
  }

  /** A photo that was never handed in before. */
  photo(): Promise<string> {
    this.#photos += 1;
    return this.#story.photo('officer', `photo ${this.#photos}`);
  }
}

function answer(finding: string | undefined) {
  if (finding === undefined) return { result: 'normal' };
  return { result: 'finding', note: finding, immediateMeasure: '已停机并隔离当班产品' };
}
