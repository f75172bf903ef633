import assert from 'node:assert/strict';
import type { PresentedCapture } from '#server/epcis/present.ts';
import type { LotDetail } from '#server/lots/present.ts';
import { cementDocument } from '#trace/epcis/fixture/cement.ts';
import { cement, sheet } from '../../law/product-setting.ts';
import type { Service } from '../../service.ts';
import { clinker, LotStory, records } from '../lot-scene.ts';
import { captured } from './scene.ts';

/** The numbers by which systems call the works, and its trading partner the maker of beams. */
export const gln = { works: '6901234000009', beams: '6921234500002', nobody: '6901234000016' };

/** The lot of cement with a number, as an event names it. */
export const cementLot = (number: string, quantity?: number, uom?: string) => ({
  epcClass: `urn:epc:class:lgtin:6901234.056789.${number}`,
  ...(quantity === undefined ? {} : { quantity }),
  ...(uom === undefined ? {} : { uom }),
});

/** The clinker of an inspection that was filled in by hand: its number is all that both have in common. */
export const clinkerLot = (quantity: number, number: string = clinker.batch) => ({
  epcClass: `urn:epc:class:lgtin:6901234.011111.${number}`,
  quantity,
  uom: 'TNE',
});

let minutes = 0;
/** An event of the works on a day, later than those before. */
export function event(day: string, own: object): Record<string, unknown> {
  minutes += 1;
  const time = `${String(6 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const eventTime = `${day}T${time}:00.000+08:00`;
  const eventID = `urn:uuid:0193bd1e-7a10-7c55-8f34-${String(minutes).padStart(12, '0')}`;
  return { eventID, eventTime, eventTimeZoneOffset: '+08:00', ...own };
}

/** So much of some lots became a lot of cement; of nothing it is simply there. */
export const milled = (day: string, output: object, inputs: readonly object[] = []) =>
  event(
    day,
    inputs.length === 0
      ? { type: 'ObjectEvent', action: 'ADD', quantityList: [output], bizStep: 'commissioning' }
      : {
          type: 'TransformationEvent',
          inputQuantityList: inputs,
          outputQuantityList: [output],
          bizStep: 'creating_class_instance',
          ilmd: { 'jx:gainReason': '石膏和混合材没有按批次登记' },
        },
  );

/** A truck leaves, for the owner of a number where one is given. */
export const left = (day: string, list: object, to?: string, bizStep = 'shipping') =>
  event(day, {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    ...list,
    bizStep,
    disposition: 'in_transit',
    ...(to === undefined
      ? {}
      : {
          destinationList: [
            {
              type: 'owning_party',
              destination: to.includes(':') ? to : `https://id.gs1.org/417/${to}`,
            },
          ],
        }),
  });

/** The same event, declared an error. */
export const error = (of: object) => ({
  ...of,
  errorDeclaration: { declarationTime: '2026-11-09T20:00:00+08:00', reason: 'incorrect_data' },
});

/** The works speaks EPCIS, has a product on file and all that it takes; the others fill in forms. */
export class EventStory extends LotStory {
  file = '';

  /** Puts everybody into the register, and clinker into the works. */
  async begins(): Promise<void> {
    await this.seed();
    const { story } = this;
    story.on('2026-11-02');
    const standards = [
      { number: 'GB 175-2007', title: '通用硅酸盐水泥', from: '2008-06-01', classes: ['cement'] },
    ];
    await story.submits('leader', records('standard-register'), {
      input: { source: '国家标准公告', standards },
    });
    const about = { subject: this.cast.organisations.works.id };
    const file = await story.opens('officer', 'product-file', 'file', cement, about);
    await file.does('principal', 'declare', { truthful: true });
    const checked = { ...sheet(), checkedOn: '2026-11-02' };
    await file.fills('officer', 'checkLabel', checked);
    this.file = file.id;
    await story.submits('officer', records('incoming-inspection'), { input: clinker });
    await story.submits('officer', records('location-number'), { input: { number: gln.works } });
    await story.submits('beams', records('location-number'), { input: { number: gln.beams } });
    story.on('2026-11-07', '20:00');
  }

  /** Hands events in. @returns the job, when it is over. */
  async tell(
    events: readonly object[],
    login = 'principal',
    headers = {},
  ): Promise<PresentedCapture> {
    return captured(await this.story.as(login), cementDocument(events), headers);
  }

  /** Hands events in that must all become part of the register. */
  async takes(events: readonly object[], login = 'principal'): Promise<PresentedCapture> {
    const job = await this.tell(events, login);
    assert.deepEqual(job.errors, []);
    assert.deepEqual([job.lots.taken, job.lots.reasons], [events.length, []]);
    return job;
  }

  /** Hands one event in that is captured and left out. @returns why. */
  async leavesOut(one: object, login = 'principal'): Promise<string> {
    const job = await this.tell([one], login);
    assert.deepEqual(job.errors, []);
    assert.deepEqual([job.lots.taken, job.lots.leftOut], [0, 1]);
    return job.lots.reasons[0]!.detail;
  }

  /** Hands one event in that is refused. @returns why. */
  async refuses(one: object, login = 'principal'): Promise<string> {
    const job = await this.tell([one], login);
    assert.deepEqual([job.counts.captured, job.counts.rejected, job.lots.taken], [0, 1, 0]);
    return job.errors[0]!.detail;
  }

  /** A lot as its page shows it. */
  async lot(login: string, number: string): Promise<LotDetail> {
    const { id } = await this.held(login, number);
    const { status, body } = await (await this.story.as(login)).get<LotDetail>(`/api/lots/${id}`);
    assert.equal(status, 200);
    return body;
  }
}

/** Begins it. */
export function startEvents(service: Service): EventStory {
  return new EventStory(service);
}
