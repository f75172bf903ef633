import assert from 'node:assert/strict';
import { addHours, startOf } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { RefusalCode } from '#kernel/refusal.ts';
import { parsePolicy } from '#ledger/cosignature.ts';
import { KEY_TYPES, signerFromSeed } from '#ledger/keys.ts';
import { verifyReceipt } from '#ledger/receipt.ts';
import { newEntryId } from '#server/acts/entry-id.ts';
import type { Receipt } from '#server/acts/present.ts';
import { startSequencer } from '#server/ledger/sequencer.ts';
import type { PresentedNotice } from '#server/notices/present.ts';
import type { Problem } from '#server/problem.ts';
import type { PresentedDeadline, ProceedingDetail } from '#server/proceedings/present.ts';
import type { Client } from '../client.ts';
import { file } from '../law/play.ts';
import { picture } from '../picture.ts';
import type { Service } from '../service.ts';

/** What a refusal must say. */
export interface Expected {
  readonly code: RefusalCode;
  /** The provisions that it must name, all of them, in any order. */
  readonly basis?: readonly string[];
  readonly sentence?: RegExp;
}

/** A story told through HTTP: people act on days of the calendar, everybody signed in as himself. */
export class Story {
  readonly service: Service;
  /** Real ids of people and bodies in the place of those that the forms of the law's own tests name. */
  readonly #real = new Map<string, string>();
  readonly #sessions = new Map<string, Promise<Client>>();
  /** Access codes of guests. */
  readonly #codes = new Map<string, string>();
  readonly #made: { readonly entry: string; readonly login: string }[] = [];

  constructor(service: Service) {
    this.service = service;
  }

  /** Turns the clock to a day in China, ten in the morning unless told otherwise. Yesterday's sessions are over. */
  on(day: PlainDate, time = '10:00'): void {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    this.service.clock.set(addHours(startOf(day), hour));
    this.service.clock.pass(minute);
    this.#sessions.clear();
  }

  /** The browser in which somebody is signed in today. */
  as(login: string): Promise<Client> {
    const code = this.#codes.get(login);
    const client = this.service.client();
    const enter = () => (code === undefined ? client.signIn(login) : enterBy(client, code));
    const known = this.#sessions.get(login) ?? enter();
    this.#sessions.set(login, known);
    return known;
  }

  /** Somebody who comes without an account and is called so in the story. @returns the access code. */
  async guest(name: string): Promise<string> {
    const client = this.service.client();
    const { status, body } = await client.post<{ code: string }>('/api/guests');
    assert.equal(status, 201);
    this.#codes.set(name, body.code);
    this.#sessions.set(name, Promise.resolve(client));
    return body.code;
  }

  /** Uploads a paper of somebody's own; papers of one name have the same content. @returns its hash. */
  async paper(login: string, name = login): Promise<string> {
    const client = await this.as(login);
    const bytes = new TextEncoder().encode(`%PDF-1.7 ${name}`.padEnd(40));
    const headers = { 'content-type': 'application/pdf' };
    const { status, body } = await client.put<{ hash: string }>('/api/files', bytes, { headers });
    assert.equal(status, 201, JSON.stringify(body));
    return body.hash;
  }

  /** Uploads a photo, as far as its bytes say; photos of one name have the same content. @returns its hash. */
  async photo(login: string, name: string): Promise<string> {
    const client = await this.as(login);
    const headers = { 'content-type': 'image/jpeg' };
    const { status, body } = await client.put<{ hash: string }>('/api/files', picture(name), {
      headers,
    });
    assert.equal(status, 201, JSON.stringify(body));
    return body.hash;
  }

  /** Says who stands for whom when a form of the law's own tests is filled in. */
  cast(real: readonly (readonly [standIn: string, id: string])[]): this {
    for (const [standIn, id] of real) this.#real.set(standIn, id);
    return this;
  }

  /** A form of the law's own tests with real ids, and a paper that this person uploaded wherever it names one. */
  async filled(login: string, form: object): Promise<JsonObject> {
    const text = JSON.stringify(form);
    const paper = text.includes(file) ? await this.paper(login) : file;
    return JSON.parse(text, (_key, value: unknown) =>
      value === file ? paper : typeof value === 'string' ? (this.#real.get(value) ?? value) : value,
    ) as JsonObject;
  }

  /** Opens a proceeding. */
  async opens(login: string, procedure: string, act: string, input: object, about: object = {}) {
    const url = `/api/procedures/${procedure}`;
    const { proceeding } = await this.submits(login, url, { act, input, ...about });
    assert.ok(proceeding);
    return new Matter(this, proceeding);
  }

  /** The opening must be refused. */
  opensNot(
    login: string,
    procedure: string,
    act: string,
    input: object,
    expected: Expected,
    about: object = {},
  ): Promise<Problem> {
    return this.refused(login, `/api/procedures/${procedure}`, { act, input, ...about }, expected);
  }

  /** Submits an entry under an id of its own. @returns the receipt. */
  async submits(login: string, url: string, body: object): Promise<Receipt> {
    const client = await this.as(login);
    const id = newEntryId(this.service.clock.now());
    const answer = await client.post<Receipt & Problem>(url, { id, ...body });
    assert.equal(answer.status, 201, `${login} ${url}: ${said(answer.body)}`);
    this.#made.push({ entry: answer.body.id, login });
    return answer.body;
  }

  /** A submission that must be refused with a problem that says why. */
  async refused(login: string, url: string, body: object, expected: Expected): Promise<Problem> {
    const client = await this.as(login);
    const id = newEntryId(this.service.clock.now());
    const answer = await client.post<Problem>(url, { id, ...body });
    const problem = answer.body;
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
    assert.equal(problem.code, expected.code, said(problem));
    assert.equal(problem.status, answer.status);
    if (expected.basis) {
      assert.deepEqual(problem.basis.map((one) => one.id).sort(), [...expected.basis].sort());
    }
    if (expected.sentence) assert.match(problem.detail, expected.sentence);
    return problem;
  }

  /** Puts everything that waits into the log, as the running service does every second. */
  async log(): Promise<void> {
    const { context } = this.service;
    const name = context.settings.logOrigin;
    const key = await signerFromSeed(name, KEY_TYPES.log, new Uint8Array(32).fill(1));
    const sequencer = startSequencer(context, { key });
    await sequencer.idle();
    await sequencer.stop();
  }

  /** Every entry of the story stands in the log: each receipt holds under the published policy. */
  async isProved(): Promise<void> {
    await this.log();
    const published = await this.service.client().get('/ledger/policy.json');
    const policy = parsePolicy(published.body);
    assert.ok(policy.ok, 'the policy can be read');
    assert.ok(this.#made.length > 0);
    for (const { entry, login } of this.#made) {
      const client = await this.as(login);
      const { status, body } = await client.get<string>(`/api/entries/${entry}/receipt`);
      assert.equal(status, 200, JSON.stringify(body));
      const result = await verifyReceipt(body, policy.policy);
      assert.ok(result.ok, result.ok ? '' : result.sentence);
      assert.equal((result.value as { id: string }).id, entry);
    }
  }
}

async function enterBy(client: Client, code: string): Promise<Client> {
  const answer = await client.post('/api/sign-in/code', { code });
  assert.equal(answer.status, 204, JSON.stringify(answer.body));
  return client;
}

/** One proceeding of a story. */
export class Matter {
  readonly id: string;
  readonly #story: Story;

  constructor(story: Story, id: string) {
    this.#story = story;
    this.id = id;
  }

  /** Does an act, which must be accepted. */
  does(login: string, act: string, input: object = {}): Promise<Receipt> {
    return this.#story.submits(login, this.#url(act), { input });
  }

  /** Does an act with a form of the law's own tests. */
  async fills(login: string, act: string, form: object): Promise<Receipt> {
    return this.does(login, act, await this.#story.filled(login, form));
  }

  /** Tries an act with a form of the law's own tests, which must be refused. */
  async rejects(login: string, act: string, form: object, expected: Expected): Promise<Problem> {
    return this.refuses(login, act, await this.#story.filled(login, form), expected);
  }

  /** Tries an act, which must be refused. */
  refuses(login: string, act: string, input: object, expected: Expected): Promise<Problem> {
    return this.#story.refused(login, this.#url(act), { input }, expected);
  }

  /** What somebody sees of it. */
  async seenBy(login: string): Promise<ProceedingDetail> {
    const answer = await this.#ask(login);
    assert.equal(answer.status, 200, `${login} does not see it`);
    return answer.body;
  }

  /** Nobody of these sees it: neither by its address, nor in the list, nor any of its entries. */
  async isHiddenFrom(...logins: readonly string[]): Promise<void> {
    const entries = await this.#story.service.context.database.asSystem('audit', (tx) =>
      tx.rows<{ id: string }>('select id from entry where proceeding_id = $1', [this.id]),
    );
    for (const login of logins) {
      assert.equal((await this.#ask(login)).status, 404, `${login} sees it`);
      const client = await this.#story.as(login);
      const list = await client.get<{ proceedings: { id: string }[] }>('/api/proceedings');
      assert.ok(
        list.body.proceedings.every(({ id }) => id !== this.id),
        `${login} lists it`,
      );
      for (const { id } of entries) {
        assert.equal((await client.get(`/api/entries/${id}`)).status, 404, `${login} reads ${id}`);
      }
    }
  }

  /** Acts whose content somebody reads; of the others he learns at most that they were done. */
  async readBy(login: string): Promise<string[]> {
    const { timeline } = await this.seenBy(login);
    return timeline
      .filter(({ input, withheld }) => Object.keys(input).length > 0 || withheld.length === 0)
      .map(({ act }) => act);
  }

  /** A clock as its page shows it; the latest run where it ran several times. */
  async clock(login: string, id: string): Promise<PresentedDeadline> {
    const { deadlines } = await this.seenBy(login);
    const found = deadlines.findLast((deadline) => deadline.id === id);
    assert.ok(found, `clock ${id} has not started`);
    return found;
  }

  /** The last day of a clock as its page shows it. */
  async due(login: string, id: string): Promise<PlainDate> {
    return (await this.clock(login, id)).dueDay;
  }

  /** The acts that are on offer to somebody. */
  async offeredTo(login: string): Promise<string[]> {
    return (await this.seenBy(login)).offers.map(({ act }) => act);
  }

  /** Titles of somebody's messages about it, the latest first. */
  async told(login: string): Promise<string[]> {
    const client = await this.#story.as(login);
    const { body } = await client.get<{ notices: PresentedNotice[] }>('/api/notices');
    return body.notices.filter((one) => one.proceeding === this.id).map(({ title }) => title);
  }

  #ask(login: string) {
    return this.#story
      .as(login)
      .then((client) => client.get<ProceedingDetail>(`/api/proceedings/${this.id}`));
  }

  #url(act: string) {
    return `/api/proceedings/${this.id}/acts/${act}`;
  }
}

function said({ code, detail, issues = [] }: Problem): string {
  return [code, detail, ...issues.map((one) => `${one.path}: ${one.sentence}`)].join(' ');
}
