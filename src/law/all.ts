import type { Definition } from '#kernel/definition.ts';
import { loadLaw } from '#kernel/law.ts';
import { clauses } from './clauses/all.ts';
import { assignedTask } from './enterprise/assigned-task.ts';
import { correctiveAction } from './enterprise/corrective-action.ts';
import { dailyControl } from './enterprise/daily-control.ts';
import { incomingInspection } from './enterprise/incoming-inspection.ts';
import { enterpriseProfile } from './enterprise/profile.ts';
import { lotDisposal } from './enterprise/lots/lot-disposal.ts';
import { lotRegistration } from './enterprise/lots/lot-registration.ts';
import { lotRelease } from './enterprise/lots/lot-release.ts';
import { salesRecord } from './enterprise/lots/sales-record.ts';
import { monthlyReview } from './enterprise/monthly-review.ts';
import { appointment } from './enterprise/posts/appointment.ts';
import { dismissal } from './enterprise/posts/dismissal.ts';
import { directorDuties, officerCode } from './enterprise/posts/post-document.ts';
import { responsibilityLetter } from './enterprise/posts/responsibility-letter.ts';
import { qualityAdvice } from './enterprise/quality-advice.ts';
import { recallNotice } from './enterprise/recall-notice.ts';
import { recall } from './enterprise/recall.ts';
import { riskControlList } from './enterprise/risk-control-list.ts';
import { unregisteredVisit } from './enterprise/unregistered-visit.ts';
import { weeklyScreening } from './enterprise/weekly-screening.ts';
import { calendar } from './holidays.ts';
import { crimeReferral } from './industry/crime-referral.ts';
import { complaint2019 } from './public/complaint-2019.ts';
import { complaint } from './public/complaint.ts';
import { clueReferral } from './regulator/joint/clue-referral.ts';
import { evidenceHandover } from './regulator/joint/evidence-handover.ts';
import { jointInvestigation } from './regulator/joint/joint-investigation.ts';
import { inspectionVisit } from './regulator/inspection-visit.ts';
import { penaltyCase } from './regulator/penalty-case.ts';
import { entryErasure } from './regulator/entry-erasure.ts';
import { inspectorDeclaration } from './regulator/inspector-declaration.ts';
import { randomDraw } from './regulator/random-draw.ts';
import { dishonestyListing } from './regulator/dishonesty-listing.ts';
import { penaltyPublicity } from './regulator/penalty-publicity.ts';
import { recallBulletin } from './regulator/recall-bulletin.ts';
import { spotCheckBatch } from './regulator/spot-check-batch.ts';
import { spotCheckPlan } from './regulator/spot-check-plan.ts';
import { spotCheckRules } from './regulator/spot-check-rules.ts';
import { cccCertificate } from './regulator/certificates/ccc-certificate.ts';
import { intensifiedSupervision } from './regulator/intensified-supervision.ts';
import { keyProductCatalogue } from './regulator/catalogue/key-product-catalogue.ts';
import { productionLicence } from './regulator/certificates/production-licence.ts';
import { specialOperation } from './regulator/special-operation.ts';
import { spotCheck } from './regulator/spot-check.ts';
import { supervisoryMeasure } from './regulator/supervisory-measure.ts';

/** Every definition, in the order of the guidance's chapters. The one list of the law. */
export const definitions: readonly Definition[] = [
  enterpriseProfile,
  appointment,
  dismissal,
  directorDuties,
  officerCode,
  responsibilityLetter,
  riskControlList,
  dailyControl,
  weeklyScreening,
  monthlyReview,
  qualityAdvice,
  correctiveAction,
  assignedTask,
  incomingInspection,
  lotRegistration,
  lotRelease,
  salesRecord,
  lotDisposal,
  recall,
  recallNotice,
  unregisteredVisit,
  crimeReferral,
  inspectorDeclaration,
  randomDraw,
  spotCheckPlan,
  spotCheckRules,
  spotCheckBatch,
  keyProductCatalogue,
  recallBulletin,
  spotCheck,
  clueReferral,
  evidenceHandover,
  jointInvestigation,
  penaltyCase,
  supervisoryMeasure,
  inspectionVisit,
  entryErasure,
  dishonestyListing,
  penaltyPublicity,
  intensifiedSupervision,
  specialOperation,
  productionLicence,
  cccCertificate,
  complaint2019,
  complaint,
];

/** The law as it is in force, loaded and checked once. */
export const law = loadLaw(definitions, clauses, calendar);
