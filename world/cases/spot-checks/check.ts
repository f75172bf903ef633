import { addDays } from '#kernel/calendar/plain-date.ts';
import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import { demoOrganisation } from '../../firms.ts';
import type { Matter, Scene } from '../scene.ts';

/** Item, requirement, method, measured value, judgement. */
type Item = readonly [string, string, string, string, 'pass' | 'fail'];

/** What is checked where and by whom; bodies and firms by their ids in the world. */
export interface CheckPlan {
  /** Running number of the task. */
  readonly number: number;
  readonly organiser: string;
  readonly sampled: string;
  /** A maker of the world; other makers have only a name. */
  readonly producer?: string;
  readonly producerName: string;
  readonly platform?: string;
  readonly agency: string;
  readonly laboratory: string;
  /** Who handles the result where it is not the organiser. */
  readonly handler?: string;
  readonly site: 'producer' | 'seller' | 'online';
  readonly goods: {
    readonly productName: string;
    readonly brand: string;
    readonly model: string;
    readonly standard: string;
  };
  readonly rulesName: string;
  readonly price: string;
  readonly unit: string;
  readonly regime: { readonly regime: 'licence' | 'ccc' | 'none'; readonly certificate?: string };
  readonly items: readonly Item[];
}

/** A spot check under way. */
export interface Check {
  readonly scene: Scene;
  readonly plan: CheckPlan;
  readonly matter: Matter;
}

/** The organiser orders the check; nobody who is checked may know. */
export async function assign(scene: Scene, plan: CheckPlan): Promise<Check> {
  const { stage, today } = scene;
  const { producer, platform } = plan;
  const input = {
    taskNumber: numbered(scene, plan, '抽'),
    planName: `${scene.year}年度产品质量监督抽查方案`,
    rulesName: plan.rulesName,
    rulesPublishedOn: addDays(today, -120),
    site: plan.site,
    ...plan.goods,
    producerName: plan.producerName,
    ...(producer === undefined ? {} : { producer: stage.organisation(producer) }),
    ...(platform === undefined ? {} : { platform: stage.organisation(platform) }),
    samplingAgency: stage.organisation(plan.agency),
    laboratory: stage.organisation(plan.laboratory),
    handler: stage.organisation(plan.handler ?? plan.organiser),
    reportDueOn: addDays(today, 30),
  };
  const login = `${plan.organiser}.case`;
  const matter = await scene.opens(login, 'spot-check', 'assign', input, plan.sampled);
  return { scene, plan, matter };
}

/** Two samplers show notice and papers on the spot. */
export async function present({ scene, plan, matter }: Check): Promise<void> {
  const login = `${plan.agency}.sampler`;
  const isEntrusted = plan.agency !== plan.organiser;
  await matter.does(login, 'present', {
    samplers: samplers(scene, plan),
    noticeNumber: numbered(scene, plan, '抽通'),
    identityShown: true,
    scopeTold: true,
    handedOver: true,
    authorisation: isEntrusted ? [await scene.paper(login)] : [],
  });
}

/** They draw and seal the samples. */
export async function take({ scene, plan, matter }: Check): Promise<void> {
  const login = `${plan.agency}.sampler`;
  await matter.does(login, 'take', {
    stock: 180 + plan.number,
    minimum: 20,
    unit: plan.unit,
    drawnBySampler: true,
    producedOn: addDays(scene.today, -40),
    testCount: 2,
    backupCount: 2,
    price: plan.price,
    bought: true,
    ...seals(scene, plan),
    transport: 'carry',
    signature: 'signed',
    evidence: [await scene.paper(login), await scene.paper(login)],
  });
}

/** The laboratory takes the sample in and checks licence or certification. */
export async function takeIn({ scene, plan, matter }: Check): Promise<void> {
  const login = `${plan.laboratory}.technician`;
  await matter.does(login, 'receive', {
    seal: seals(scene, plan).testSeal,
    appearance: '外包装完好，样品无损',
    sealsIntact: true,
    matches: true,
    outcome: 'accepted',
    evidence: [await scene.paper(login)],
  });
  await matter.does(login, 'verify', { ...plan.regime, outcome: 'fit' });
}

/** It tests and reports. */
export async function test({ scene, plan, matter }: Check): Promise<void> {
  const login = `${plan.laboratory}.technician`;
  const { stage } = scene;
  await matter.does(login, 'test', {
    reportNumber: numbered(scene, plan, '检'),
    testers: [stage.account(login), stage.account(`${plan.laboratory}.technician2`)],
    items: plan.items.map(([item, requirement, method, measured, verdict]) => ({
      item,
      requirement,
      method,
      measured,
      verdict,
    })),
    conclusion: conclusionOf(plan),
    files: [await scene.paper(login)],
    signatory: stage.account(`${plan.laboratory}.signatory`),
  });
  await matter.does(`${plan.laboratory}.signatory`, 'signReport', {});
}

/** The organiser tells the parties the conclusion and their rights. */
export async function tell({ scene, plan, matter }: Check): Promise<void> {
  await matter.does(`${plan.organiser}.case`, 'notify', {
    noticeNumber: numbered(scene, plan, '抽告'),
    conclusion: conclusionOf(plan),
  });
}

/** A party signs that it received the notice today. */
export async function sign(check: Check, login: string, act: string): Promise<void> {
  const { scene, plan, matter } = check;
  const conclusion = conclusionOf(plan);
  await matter.does(login, act, { receivedOn: scene.today, conclusion, proof: [] });
}

/** The organiser records the receipt of a party that is not on the platform. */
export async function recordReceipt(check: Check, act: string, on: PlainDate): Promise<void> {
  const { plan, scene, matter } = check;
  const login = `${plan.organiser}.case`;
  const proof = [await scene.paper(login)];
  await matter.does(login, act, { receivedOn: on, conclusion: conclusionOf(plan), proof });
}

/** A party stops making or selling the same product. */
export async function stop(check: Check, login: string, act: string, measures: string) {
  const { scene, matter } = check;
  const evidence = [await scene.paper(login)];
  await matter.does(login, act, {
    stoppedOn: scene.today,
    stock: 160,
    sold: 24,
    measures,
    evidence,
  });
}

/** Number of a paper of a task, e.g. 赣市监（演示）抽2026-0312号. */
export function numbered({ year }: Scene, { number }: CheckPlan, word: string): string {
  return `赣市监（演示）${word}${year}-${String(number).padStart(4, '0')}号`;
}

/** Sealing numbers of sample and backup sample. */
export function seals(scene: Scene, { number }: CheckPlan) {
  return { testSeal: `${scene.year}-${number}-1`, backupSeal: `${scene.year}-${number}-2` };
}

/** Accounts of the two samplers of the agency. */
export function samplers({ stage }: Scene, { agency }: CheckPlan): string[] {
  return [stage.account(`${agency}.sampler`), stage.account(`${agency}.sampler2`)];
}

/** How announcements name the checked firm. */
export function nameOf({ sampled }: CheckPlan): string {
  return demoOrganisation(sampled).name;
}

function conclusionOf({ items }: CheckPlan): 'pass' | 'fail' {
  return items.some(([, , , , verdict]) => verdict === 'fail') ? 'fail' : 'pass';
}
