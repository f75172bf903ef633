import type { ProceedingDetail } from '#server/proceedings/present.ts';

/** A part of the sheet: some fields of one act under a heading. */
export interface Section {
  readonly title: string;
  readonly act: string;
  readonly fields: readonly string[];
}

/** A way to fill in the sheet: what is handed in, in this order. */
export interface Way {
  readonly id: string;
  readonly title: string;
  readonly acts: readonly string[];
  readonly sections: readonly Section[];
  /** Drawn as a warning: it ends the sampling. */
  readonly ends?: true;
}

const notice: Section = {
  title: '出示证件和通知书',
  act: 'present',
  fields: [
    'samplers',
    'instead',
    'noticeNumber',
    'identityShown',
    'scopeTold',
    'handedOver',
    'authorisation',
  ],
};

const taking: readonly Section[] = [
  {
    title: '库存和样品',
    act: 'take',
    fields: [
      'stock',
      'minimum',
      'unit',
      'drawnBySampler',
      'producedOn',
      'testCount',
      'backupCount',
    ],
  },
  { title: '样品费', act: 'take', fields: ['price', 'bought', 'paid'] },
  { title: '封样', act: 'take', fields: ['testSeal', 'backupSeal', 'transport'] },
  { title: '现场照片', act: 'take', fields: ['evidence'] },
  { title: '签名', act: 'take', fields: ['signature', 'signatures', 'note'] },
];

function ending(id: string, title: string, fields: readonly string[]): Way {
  return { id, title, acts: [id], sections: [{ title, act: id, fields }], ends: true };
}

const endings: readonly Way[] = [
  ending('cannotSample', '无法抽样', ['ground', 'facts', 'evidence']),
  ending('mustNotSample', '不得抽样', ['ground', 'facts', 'evidence']),
  ending('reportRefusal', '拒绝抽样', ['conduct', 'facts', 'evidence']),
  ending('reportViolation', '涉嫌违法', ['suspicion', 'facts', 'evidence']),
];

const whole: Way = {
  id: 'sample',
  title: '现场抽样',
  acts: ['present', 'take'],
  sections: [notice, ...taking],
};

const buying: Way = {
  id: 'buy',
  title: '网络买样',
  acts: ['buy'],
  sections: [
    {
      title: '买样人员和账户',
      act: 'buy',
      fields: ['samplers', 'payer', 'account', 'address', 'contact'],
    },
    {
      title: '网店和订单',
      act: 'buy',
      fields: ['shop', 'link', 'orderNumber', 'boughtOn', 'price', 'testCount', 'backupCount'],
    },
    { title: '截图录像', act: 'buy', fields: ['evidence'] },
  ],
};

const unboxing: Way = {
  id: 'unbox',
  title: '拆封查验并封样',
  acts: ['unbox'],
  sections: [
    { title: '收件查验', act: 'unbox', fields: ['arrivedOn', 'parcel', 'packaging', 'producedOn'] },
    { title: '封样', act: 'unbox', fields: ['testSeal', 'backupSeal'] },
    { title: '寄送文书', act: 'unbox', fields: ['postedOn', 'trackingNumber'] },
    { title: '拆封过程', act: 'unbox', fields: ['evidence'] },
  ],
};

/** The ways that are open where the check stands; none where sampling is over. */
export function waysFor(state: string): readonly Way[] {
  const may = (...acts: string[]) => endings.filter(({ id }) => acts.includes(id));
  if (state === 'to-sample') return [whole, ...endings];
  if (state === 'presented') return [{ ...whole, acts: ['take'], sections: taking }, ...endings];
  if (state === 'to-buy') return [buying, ...may('cannotSample', 'reportViolation')];
  return state === 'bought' ? [unboxing, ...may('reportViolation')] : [];
}

/** The task as the sheet shows it, with what the rules ask for. */
export interface Task {
  readonly taskNumber: string;
  readonly productName: string;
  readonly brand: string;
  readonly model: string;
  readonly standard: string;
  readonly producerName: string;
  readonly rulesName: string;
  readonly sample?: {
    readonly minimum: number;
    readonly test: number;
    readonly backup: number;
    readonly unit: string;
  };
}

/** The task of a check. */
export function taskOf({ timeline }: Pick<ProceedingDetail, 'timeline'>): Task | undefined {
  return timeline.find(({ act }) => act === 'assign')?.input as Task | undefined;
}

/** What a fresh sheet starts with: the numbers of the rules. */
export function startingValues(task: Task | undefined): Record<string, Record<string, unknown>> {
  const { sample } = task ?? {};
  if (sample === undefined) return {};
  const counts = { testCount: sample.test, backupCount: sample.backup };
  return {
    take: { ...counts, minimum: sample.minimum, unit: sample.unit },
    buy: counts,
  };
}
