import type { Definition } from '#kernel/definition.ts';
import { loadLaw } from '#kernel/law.ts';
import { clauses } from './clauses/all.ts';
import { assignedTask } from './enterprise/assigned-task.ts';
import { correctiveAction } from './enterprise/corrective-action.ts';
import { dailyControl } from './enterprise/daily-control.ts';
import { incomingInspection } from './enterprise/incoming-inspection.ts';
import { monthlyReview } from './enterprise/monthly-review.ts';
import { appointment } from './enterprise/posts/appointment.ts';
import { dismissal } from './enterprise/posts/dismissal.ts';
import { directorDuties, officerCode } from './enterprise/posts/post-document.ts';
import { responsibilityLetter } from './enterprise/posts/responsibility-letter.ts';
import { qualityAdvice } from './enterprise/quality-advice.ts';
import { recall } from './enterprise/recall.ts';
import { riskControlList } from './enterprise/risk-control-list.ts';
import { weeklyScreening } from './enterprise/weekly-screening.ts';
import { calendar } from './holidays.ts';
import { crimeReferral } from './industry/crime-referral.ts';
import { complaint2019 } from './public/complaint-2019.ts';
import { complaint } from './public/complaint.ts';
import { cccCertificate } from './regulator/ccc-certificate.ts';
import { clueReferral } from './regulator/clue-referral.ts';
import { evidenceHandover } from './regulator/evidence-handover.ts';
import { intensifiedSupervision } from './regulator/intensified-supervision.ts';
import { jointInvestigation } from './regulator/joint-investigation.ts';
import { keyProductCatalogue } from './regulator/key-product-catalogue.ts';
import { productionLicence } from './regulator/production-licence.ts';
import { specialOperation } from './regulator/special-operation.ts';
import { spotCheck } from './regulator/spot-check.ts';

/** Every definition, in the order of the guidance's chapters. The one list of the law. */
export const definitions: readonly Definition[] = [
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
  recall,
  crimeReferral,
  keyProductCatalogue,
  spotCheck,
  clueReferral,
  evidenceHandover,
  jointInvestigation,
  intensifiedSupervision,
  specialOperation,
  productionLicence,
  cccCertificate,
  complaint2019,
  complaint,
];

/** The law as it is in force, loaded and checked once. */
export const law = loadLaw(definitions, clauses, calendar);
