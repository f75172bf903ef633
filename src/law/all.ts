import type { Definition } from '#kernel/definition.ts';
import { loadLaw } from '#kernel/law.ts';
import { clauses } from './clauses/all.ts';
import { assignedTask } from './enterprise/assigned-task.ts';
import { correctiveAction } from './enterprise/corrective-action.ts';
import { dailyControl } from './enterprise/daily-control.ts';
import { incomingInspection } from './enterprise/incoming-inspection.ts';
import { exFactoryInspection } from './enterprise/inspection/ex-factory-inspection.ts';
import { inProcessInspection } from './enterprise/inspection/in-process-inspection.ts';
import { incomingTest } from './enterprise/inspection/incoming-test.ts';
import { inspectionPlan } from './enterprise/inspection/inspection-plan.ts';
import { samplingDecision } from './enterprise/inspection/sampling-decision.ts';
import { entrustedLaboratory } from './enterprise/laboratory/entrusted-laboratory.ts';
import { testMethod } from './enterprise/laboratory/test-method.ts';
import { testEquipment } from './enterprise/laboratory/test-equipment.ts';
import { processCharacteristic } from './enterprise/process/process-characteristic.ts';
import { processMeasurement } from './enterprise/process/process-measurement.ts';
import { enterpriseProfile } from './enterprise/profile.ts';
import { codeIssue } from './enterprise/lots/code-issue.ts';
import { locationNumber } from './enterprise/lots/location-number.ts';
import { lotDisposal } from './enterprise/lots/lot-disposal.ts';
import { lotRegistration } from './enterprise/lots/lot-registration.ts';
import { lotRelease } from './enterprise/lots/lot-release.ts';
import { salesRecord } from './enterprise/lots/sales-record.ts';
import { monthlyReview } from './enterprise/monthly-review.ts';
import { appointment } from './enterprise/posts/appointment.ts';
import { dismissal } from './enterprise/posts/dismissal.ts';
import { directorDuties, officerCode } from './enterprise/posts/post-document.ts';
import { responsibilityLetter } from './enterprise/posts/responsibility-letter.ts';
import { productFile } from './enterprise/product/product-file.ts';
import { qualityAdvice } from './enterprise/quality-advice.ts';
import { recallNotice } from './enterprise/recall/recall-notice.ts';
import { recall } from './enterprise/recall.ts';
import { supplierFile } from './enterprise/suppliers/supplier-file.ts';
import { riskControlList } from './enterprise/risk-control-list.ts';
import { unregisteredVisit } from './enterprise/unregistered-visit.ts';
import { traceCapture } from './enterprise/lots/trace-capture.ts';
import { weeklyScreening } from './enterprise/weekly-screening.ts';
import { calendar } from './holidays.ts';
import { crimeReferral } from './industry/crime-referral.ts';
import { complaint2019 } from './public/complaint-2019.ts';
import { complaint } from './public/complaint.ts';
import { violationReport } from './public/violation-report.ts';
import { assistanceLetter } from './regulator/joint/assistance-letter.ts';
import { clueReferral } from './regulator/joint/clue-referral.ts';
import { evidenceHandover } from './regulator/joint/evidence-handover.ts';
import { jointInvestigation } from './regulator/joint/joint-investigation.ts';
import { inspectionVisit } from './regulator/inspection-visit.ts';
import { licenceApplication } from './regulator/licence/licence-application.ts';
import { summaryPenalty } from './regulator/on-the-spot/summary-penalty.ts';
import { penaltyCase } from './regulator/penalty-case.ts';
import { entryErasure } from './regulator/entry-erasure.ts';
import { firmStanding } from './regulator/registration/firm-standing.ts';
import { officePost } from './office/office-post.ts';
import { inspectorDeclaration } from './regulator/inspector-declaration.ts';
import { randomDraw } from './regulator/random-draw.ts';
import { dishonestyListing } from './regulator/dishonesty-listing.ts';
import { checkPublicity } from './regulator/credit-repair/check-publicity.ts';
import { penaltyPublicity } from './regulator/penalty-publicity.ts';
import { recallBulletin } from './regulator/recall-bulletin.ts';
import { spotCheckBatch } from './regulator/spot-check-batch.ts';
import { spotCheckPlan } from './regulator/spot-check-plan.ts';
import { spotCheckRules } from './regulator/spot-check-rules.ts';
import { cccCertificate } from './regulator/certificates/ccc-certificate.ts';
import { intensifiedSupervision } from './regulator/intensified-supervision.ts';
import { keyProductCatalogue } from './regulator/catalogue/key-product-catalogue.ts';
import { productionLicence } from './regulator/certificates/production-licence.ts';
import { eliminatedProducts } from './regulator/standards/eliminated-products.ts';
import { standardRegister } from './regulator/standards/standard-register.ts';
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
  supplierFile,
  productFile,
  incomingInspection,
  lotRegistration,
  lotRelease,
  salesRecord,
  locationNumber,
  lotDisposal,
  codeIssue,
  inspectionPlan,
  incomingTest,
  inProcessInspection,
  exFactoryInspection,
  samplingDecision,
  testEquipment,
  entrustedLaboratory,
  testMethod,
  processCharacteristic,
  processMeasurement,
  traceCapture,
  recall,
  recallNotice,
  unregisteredVisit,
  crimeReferral,
  officePost,
  firmStanding,
  inspectorDeclaration,
  randomDraw,
  spotCheckPlan,
  spotCheckRules,
  spotCheckBatch,
  keyProductCatalogue,
  standardRegister,
  eliminatedProducts,
  recallBulletin,
  spotCheck,
  clueReferral,
  evidenceHandover,
  jointInvestigation,
  assistanceLetter,
  penaltyCase,
  summaryPenalty,
  supervisoryMeasure,
  inspectionVisit,
  entryErasure,
  dishonestyListing,
  penaltyPublicity,
  checkPublicity,
  intensifiedSupervision,
  specialOperation,
  licenceApplication,
  productionLicence,
  cccCertificate,
  complaint2019,
  complaint,
  violationReport,
];

/** The law as it is in force, loaded and checked once. */
export const law = loadLaw(definitions, clauses, calendar);
