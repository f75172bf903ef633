import { batch, product } from './parts.ts';
import { defineAct } from '#kernel/definition.ts';
import type { PastAct, ProceedingFacts } from '#kernel/facts.ts';
import * as field from '#kernel/field.ts';

/** Which of the two sealed samples (22, 23). */
export type Sample = 'test' | 'backup';

const sampleTitles = { test: '检验样品', backup: '备用样品' } as const;
const sealFields = { test: 'testSeal', backup: 'backupSeal' } as const;
const places = {
  laboratory: '承检机构',
  store: '备用样品存放处',
  'retest-laboratory': '复检机构',
  returned: '退还被抽样者',
} as const;

/** A sealed sample goes from hand to hand; its seal is scanned each time (23, 24, 29, 41). */
export const handOver = defineAct({
  title: '样品交接',
  by: ['sampler', 'laboratory', 'retestLaboratory', 'organiser'],
  from: [
    'sampled',
    'rejected',
    'received',
    'verified',
    'tested',
    'reported',
    'notified',
    'objected',
    'passed',
    'failed',
    'ordered',
    'corrected',
    'rectified',
  ],
  basis: ['order-18/23', 'order-18/24', 'order-18/29', 'order-18/41'],
  form: field.form({
    sample: field.choice('样品', sampleTitles),
    seal: field.text('封条编号', { hint: '扫描封条上的条码，或者照封条录入。' }),
    to: field.choice('交给', places),
    receiver: field.text('接收人', { personal: true }),
    way: field.choice('交接方式', { carry: '当面交接', post: '寄递' }),
    trackingNumber: field.optional(field.text('寄件单号')),
    sealState: field.choice('封条和外观', {
      intact: '完好并与抽样单相符',
      broken: '封条破损或样品异常',
      differs: '封条编号与抽样单不符',
    }),
    note: field.optional(field.longText('情况说明')),
    evidence: field.files('交接照片'),
  }),
  document: '样品交接单',
  recites: [product, batch],
  when: (facts, { sample, seal, to, way, trackingNumber, sealState, note, evidence }) => {
    const own = sealOf(facts, sample);
    if (sealState === 'intact' && seal !== own) return wrongSeal(sample, seal, own);
    if (sealState === 'differs' && seal === own) return '封条编号与抽样单一致，请如实选择。';
    if (sealState !== 'intact' && (note === undefined || evidence.length === 0)) {
      return '封条异常的，须写明情况并拍照。';
    }
    if (way === 'post' && trackingNumber === undefined) return '寄递的，请填写寄件单号。';
    return handOversOf(facts, sample).at(-1)?.input.to === to
      ? `${sampleTitles[sample]}已经交到${places[to]}。`
      : undefined;
  },
  then: (_facts, { sample, sealState }) =>
    sealState === 'intact'
      ? []
      : [
          {
            do: 'notify',
            to: { role: 'organiser' },
            title: `${sampleTitles[sample]}交接时封条异常，请查阅交接单`,
          },
        ],
});

/** The number of the seal that the sampling sheet of the latest sampling names. */
export function sealOf(facts: ProceedingFacts, sample: Sample): string | undefined {
  const seal = lastSampling(facts)?.input[sealFields[sample]];
  return typeof seal === 'string' ? seal : undefined;
}

/** Why a seal is not accepted: its number is another one, or it was found broken on the way. */
export function sealDefect(facts: ProceedingFacts, sample: Sample, seal: string) {
  const own = sealOf(facts, sample);
  if (own !== undefined && seal !== own) return wrongSeal(sample, seal, own);
  const isBroken = handOversOf(facts, sample).some((past) => past.input.sealState !== 'intact');
  return isBroken ? `${sampleTitles[sample]}在交接中已登记封条异常。` : undefined;
}

function wrongSeal(sample: Sample, seal: string, own: string | undefined): string {
  return `封条编号“${seal}”与抽样单上的${sampleTitles[sample]}封条“${own ?? '无'}”不符。`;
}

/** A new sampling after a rejection starts a new chain. */
function handOversOf(facts: ProceedingFacts, sample: Sample): readonly PastAct[] {
  const sampling = lastSampling(facts);
  const since = sampling === undefined ? -1 : facts.history.indexOf(sampling);
  return facts.history
    .slice(since + 1)
    .filter((past) => past.act === 'handOver' && past.input.sample === sample);
}

function lastSampling({ history }: ProceedingFacts): PastAct | undefined {
  return history.findLast(({ act }) => act === 'take' || act === 'unbox');
}
