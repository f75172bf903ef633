import type { PlainDate } from '#kernel/calendar/plain-date.ts';
import type { Stage } from '../stage.ts';
import { suggestions } from './advice.ts';
import { blanket, crackedTable, sofa, tradeDispute } from './public/complaints.ts';
import { corrections, inspection, workersReport } from './corrections.ts';
import { concession, incomingInspections, rejection } from './goods/incoming.ts';
import { lapsedOfficer, midMonthReviews, postPapers, revisedLists } from './paperwork.ts';
import { formaldehyde, toRate, visits } from './penalties.ts';
import { exFactory, mould } from './goods/inspections.ts';
import { keyAreas } from './key-areas.ts';
import { listedBoards } from './listing.ts';
import { boardsToTables } from './goods/lots.ts';
import { products } from './goods/products.ts';
import { supplierFiles } from './goods/suppliers.ts';
import { powerBankRecall, toyRecall } from './recall.ts';
import { falsePaint, falseRebar, weakHelmets } from './referrals.ts';
import { borrowedName, homemadeSockets } from './public/reports.ts';
import { Scene } from './scene.ts';
import {
  boughtOnline,
  conforming,
  inTheLaboratory,
  objectionPending,
  orderedToCorrect,
  refusal,
  unannounced,
} from './spot-checks/checks.ts';
import { licences, planAndRules, randomDraw } from './supervision.ts';
import { tasks } from './tasks.ts';
import { tracedCement } from './traces.ts';

const stories = [
  corrections,
  inspection,
  workersReport,
  tasks,
  revisedLists,
  postPapers,
  lapsedOfficer,
  midMonthReviews,
  products,
  incomingInspections,
  concession,
  rejection,
  supplierFiles,
  boardsToTables,
  exFactory,
  mould,
  tracedCement,
  suggestions,
  conforming,
  orderedToCorrect,
  objectionPending,
  refusal,
  inTheLaboratory,
  unannounced,
  boughtOnline,
  powerBankRecall,
  toyRecall,
  blanket,
  crackedTable,
  sofa,
  tradeDispute,
  homemadeSockets,
  borrowedName,
  falsePaint,
  weakHelmets,
  falseRebar,
  formaldehyde,
  visits,
  toRate,
  listedBoards,
  randomDraw,
  planAndRules,
  keyAreas,
  licences,
];

/** Opens the cases of the played days; each goes on as `play` reaches its moments. */
export function openCases(stage: Stage, first: PlainDate, end: PlainDate): Scene {
  const scene = new Scene(stage, first, end);
  for (const story of stories) scene.begin(story(scene));
  return scene;
}
