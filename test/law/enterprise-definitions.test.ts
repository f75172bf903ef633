import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadLaw } from '#kernel/law.ts';
import { clauses } from '#law/clauses/all.ts';
import { assignedTask } from '#law/enterprise/assigned-task.ts';
import { correctiveAction } from '#law/enterprise/corrective-action.ts';
import { dailyControl } from '#law/enterprise/daily-control.ts';
import { incomingInspection } from '#law/enterprise/incoming-inspection.ts';
import { monthlyReview } from '#law/enterprise/monthly-review.ts';
import { appointment } from '#law/enterprise/posts/appointment.ts';
import { dismissal } from '#law/enterprise/posts/dismissal.ts';
import { directorDuties, officerCode } from '#law/enterprise/posts/post-document.ts';
import { responsibilityLetter } from '#law/enterprise/posts/responsibility-letter.ts';
import { qualityAdvice } from '#law/enterprise/quality-advice.ts';
import { riskControlList } from '#law/enterprise/risk-control-list.ts';
import { supplierFile } from '#law/enterprise/suppliers/supplier-file.ts';
import { weeklyScreening } from '#law/enterprise/weekly-screening.ts';
import { requiredPosts } from '#law/enterprise/staffing.ts';
import { calendar, works } from './enterprise-setting.ts';

const chapter = [
  riskControlList,
  dailyControl,
  weeklyScreening,
  monthlyReview,
  correctiveAction,
  assignedTask,
  qualityAdvice,
  appointment,
  dismissal,
  directorDuties,
  officerCode,
  responsibilityLetter,
  supplierFile,
  incomingInspection,
];

test('the chapter on enterprise control loads as a whole, every citation resolved', () => {
  const law = loadLaw(chapter, clauses, calendar);
  assert.equal(law.definitions.length, chapter.length);
});

test('the reasons for posts cite clauses that exist', () => {
  for (const business of ['producer', 'wholesale', 'retail'] as const) {
    for (const productClasses of [works.productClasses, []]) {
      for (const { basis } of requiredPosts({ ...works, business, productClasses })) {
        for (const id of basis) assert.ok(clauses.find(id), id);
      }
    }
  }
});
