import { calendarDays, workingDays } from '#kernel/calendar/count.ts';
import { defineProcedure } from '#kernel/definition.ts';
import type { DoneAct, Figure } from '#kernel/derive/figure.ts';
import { capPolicy, listedCap, yearlyCap } from './inspection-visit/cap.ts';
import * as ending from './inspection-visit/ending.ts';
import * as gate from './inspection-visit/gate.ts';
import * as planning from './inspection-visit/planning.ts';
import * as recording from './inspection-visit/recording.ts';

const secret = { hiddenFrom: ['visited'] };
const ratingDays = calendarDays(30);
const ratingPolicy = '规定没有评价期限，平台定为30日。';

/** 监督检查: planned within the yearly cap, entered by scan, by two officers, recorded, signed, published, archived, rated. */
export const inspectionVisit = defineProcedure({
  id: 'inspection-visit',
  title: '监督检查',
  basis: ['guidance/2.6', 'inspection-2024-54', 'product-quality-law/18'],
  inForce: { from: '2025-10-27' },
  party: 'regulator',
  named: 'matterName',
  subject: 'required',
  reads: ['inspection-visit', 'dishonesty-listing', 'intensified-supervision'],
  roles: {
    officer: {
      title: '检查机关',
      kinds: ['market-regulator'],
      posts: ['case-officer'],
      fills: 'opener',
    },
    chief: {
      title: '检查机关负责人',
      kinds: ['market-regulator'],
      posts: ['leader'],
      fills: 'named',
      sameAs: 'officer',
    },
    publisher: {
      title: '信息公示机构',
      kinds: ['market-regulator'],
      posts: ['publisher'],
      fills: 'named',
      sameAs: 'officer',
    },
    visited: { title: '被检查企业', kinds: ['enterprise', 'platform'], fills: 'subject' },
  },
  states: {
    proposed: { title: '方案待批准', ...secret },
    rejected: { title: '方案不批准', final: true, ...secret },
    planned: { title: '待检查（不事先告知）', ...secret },
    announced: { title: '已告知，待检查' },
    cancelled: { title: '已取消', final: true, ...secret },
    'on-site': { title: '现场检查中' },
    recorded: { title: '待企业确认' },
    confirmed: { title: '已确认，待公开' },
    published: { title: '已公开' },
    refused: { title: '拒绝检查，已转案件' },
    archived: { title: '已归档，企业评价期内' },
    closed: { title: '已办结', final: true },
  },
  acts: {
    plan: planning.plan,
    approve: planning.approve,
    cancel: planning.cancel,
    arrive: gate.arrive,
    refuse: gate.refuse,
    refuseEntry: gate.refuseEntry,
    writeUp: recording.writeUp,
    confirm: recording.confirm,
    noteUnsigned: recording.noteUnsigned,
    rate: ending.rate,
    publishResult: ending.publishResult,
    archive: ending.archive,
    rateArchived: ending.rateArchived,
    close: ending.close,
    endRating: ending.endRating,
  },
  deadlines: {
    publication: {
      title: '公开检查结果期限',
      owner: 'publisher',
      nature: 'duty',
      starts: { act: 'writeUp' },
      count: workingDays(20),
      ends: ['publishResult'],
      basis: ['random-2019-5/publication', 'order-67/12'],
      escalates: [{ afterDays: 0, to: { role: 'chief' } }],
    },
    rating: {
      title: '评价检查期限',
      owner: 'visited',
      nature: 'right',
      starts: [{ act: 'confirm' }, { act: 'noteUnsigned' }],
      count: ratingDays,
      ends: ['rate', 'rateArchived'],
      basis: ['inspection-2024-54/scan'],
      policy: ratingPolicy,
    },
    'rating-over': {
      title: '评价期满',
      owner: 'visited',
      nature: 'opening',
      starts: [{ act: 'confirm' }, { act: 'noteUnsigned' }],
      count: ratingDays,
      ends: ['rate', 'rateArchived', 'close', 'endRating'],
      basis: ['inspection-2024-54/scan'],
      policy: ratingPolicy,
    },
  },
  figures: plannedVisit,
});

/** What the plan says against the cap. */
function plannedVisit(history: readonly DoneAct[]): readonly Figure[] {
  const kind = history.find(({ act }) => act === 'plan')?.input['kind'];
  if (kind === undefined) return [];
  const isCounted = kind === 'random' || kind === 'routine' || kind === 'special';
  const value = isCounted
    ? `计入年度上限（每年${yearlyCap}次，列入严重违法失信名单的${listedCap}次）`
    : '不计入年度上限';
  return [
    {
      title: '检查频次',
      basis: ['inspection-2024-54/frequency'],
      lines: [{ label: '本次检查', value, note: capPolicy }],
    },
  ];
}
