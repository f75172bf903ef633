import { addDays } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Receipt } from '#server/acts/present.ts';
import type { ProceedingDetail } from '#server/proceedings/present.ts';
import { picture } from '../picture.ts';
import type { Stage } from '../stage.ts';

/** What a story waits for: an hour of a day in China. */
export interface Moment {
  readonly day: PlainDate;
  readonly hour: number;
}

/** A case told from its beginning: people act, then time passes until the moment that the story yields. */
export type Story = AsyncGenerator<Moment, void, void>;

/** Hours at which stories go on; between daily control in the morning and the week's report in the afternoon. */
const hours = [10, 11, 14, 15, 16] as const;

const never: Moment = { day: '9999-12-31', hour: 0 };

/** Pictures of papers are numbered from here, far from the photos of daily control. */
const firstPaper = 3_000_000_000;

/** The played days with the cases that run through them. Offices work on working days, so stories count in those. */
export class Scene {
  readonly stage: Stage;
  readonly #workdays: readonly PlainDate[];
  #waiting: { readonly story: Story; until: Moment | undefined }[] = [];
  #papers = firstPaper;
  #day: PlainDate;

  /** @param end the first day that is not played any more. */
  constructor(stage: Stage, first: PlainDate, end: PlainDate) {
    const workdays: PlainDate[] = [];
    const { calendar } = stage.context.law;
    for (let day = first; day < end; day = addDays(day, 1)) {
      if (calendar.isWorkingDay(day)) workdays.push(day);
    }
    this.stage = stage;
    this.#workdays = workdays;
    this.#day = first;
  }

  /** Starts a story at the next hour. */
  begin(story: Story): void {
    this.#waiting.push({ story, until: { day: '', hour: 0 } });
  }

  /** Plays what happens on a day; days are played in their order. */
  async play(day: PlainDate): Promise<void> {
    this.#day = day;
    for (const hour of hours) {
      const due = this.#waiting.filter(({ until }) => isDue(until, day, hour));
      if (due.length === 0) continue;
      this.stage.at(day, hour);
      await Promise.all(
        due.map(async (one) => {
          while (isDue(one.until, day, hour)) {
            const turn = await one.story.next();
            one.until = turn.done === true ? undefined : turn.value;
          }
        }),
      );
      this.#waiting = this.#waiting.filter(({ until }) => until !== undefined);
    }
  }

  /** The day that is being played. */
  get today(): PlainDate {
    return this.#day;
  }

  /** The year that numbers of papers name. */
  get year(): string {
    return this.#day.slice(0, 4);
  }

  /** A working day of the played days: 0 the first, -1 the last. Where they are fewer it never comes. */
  on(workday: number, hour: (typeof hours)[number] = 10): Moment {
    const day = this.#workdays.at(workday);
    return day === undefined ? never : { day, hour };
  }

  /** The first played working day that fits. */
  onFirst(fits: (day: PlainDate) => boolean, hour = 10): Moment {
    const day = this.#workdays.find(fits);
    return day === undefined ? never : { day, hour };
  }

  /** Some working days from today. */
  later(workdays: number, hour = 10): Moment {
    const left = this.#workdays.filter((day) => day > this.#day);
    const day = workdays === 0 ? this.#day : left[workdays - 1];
    return day === undefined ? never : { day, hour };
  }

  /** The first working day after a day, such as the last day of a period. */
  after(end: PlainDate, hour = 10): Moment {
    return this.onFirst((day) => day > end, hour);
  }

  /** Uploads a paper or a photo of its own. @returns its hash. */
  paper(login: string): Promise<string> {
    this.#papers += 1;
    return this.stage.upload(login, picture(this.#papers));
  }

  /** Keeps a record in a book of the person's organisation. */
  record(login: string, book: string, input: object): Promise<Receipt> {
    return this.stage.post(login, `/api/books/${book}/records`, { id: this.stage.newId(), input });
  }

  /** Opens a proceeding. @param subject id in the world of the organisation that it is about. */
  async opens(
    login: string,
    procedure: string,
    act: string,
    input: object,
    subject?: string,
  ): Promise<Matter> {
    const about = subject === undefined ? {} : { subject: this.stage.organisation(subject) };
    const body = { id: this.stage.newId(), act, input, ...about };
    const receipt = await this.stage.post<Receipt>(login, `/api/procedures/${procedure}`, body);
    return this.matter(receipt.proceeding!);
  }

  /** A proceeding by its id. */
  matter(id: string): Matter {
    return new Matter(this.stage, id);
  }
}

/** One proceeding of a story. */
export class Matter {
  readonly id: string;
  readonly #stage: Stage;

  constructor(stage: Stage, id: string) {
    this.#stage = stage;
    this.id = id;
  }

  /** Does an act as a person. */
  does(login: string, act: string, input: object = {}): Promise<Receipt> {
    const body = { id: this.#stage.newId(), input };
    return this.#stage.post(login, `/api/proceedings/${this.id}/acts/${act}`, body);
  }

  /** The last day of a clock that has started. */
  async due(login: string, deadline: string): Promise<PlainDate> {
    const url = `/api/proceedings/${this.id}`;
    const { deadlines } = await this.#stage.get<ProceedingDetail>(login, url);
    return deadlines.findLast(({ id }) => id === deadline)!.dueDay;
  }
}

function isDue(until: Moment | undefined, day: PlainDate, hour: number): boolean {
  if (until === undefined) return false;
  return until.day < day || (until.day === day && until.hour <= hour);
}
