import { addDays, addMonths } from '#kernel/calendar/plain-date.ts';
import type { JsonObject } from '#kernel/json.ts';
import {
  directorDutiesText,
  officerCodeText,
  responsibilityLetterText,
} from '#law/enterprise/posts/texts.ts';
import { factsOf, monthlyReview, playerOf } from '../enterprise.ts';
import { demoOrganisation } from '../firms.ts';
import type { Scene, Story } from './scene.ts';

/** Two firms revise their risk control lists after something went wrong; daily control goes on with the new version. */
export async function* revisedLists(scene: Scene): Story {
  yield scene.on(6, 11);
  await revise(scene, 'kangmu.director', 'finding', '进货查验发现板材含水率波动，增加一项检查。', {
    code: 'ZJ01',
    keyLink: '进货查验',
    riskPoint: '板材含水率超出工艺范围',
    measure: '每批抽测含水率并记录，超出范围的隔离并通知供货商。',
    frequency: 'day',
    ownerPost: 'purchasing',
    photoRequired: false,
  });
  yield scene.on(9, 15);
  await revise(scene, 'nanshan.director', 'finding', '监督抽查不合格，增加甲醛释放量出厂检验。', {
    code: 'ZJ01',
    keyLink: '出厂检验',
    riskPoint: '甲醛释放量未逐批检验',
    measure: '每批出厂前按标准检验甲醛释放量，结果未出不得放行。',
    frequency: 'day',
    ownerPost: 'laboratory',
    photoRequired: true,
  });
}

async function revise(
  scene: Scene,
  login: string,
  changeReason: string,
  changeNote: string,
  added: object,
) {
  const { records } = await scene.stage.get<{ records: { input: JsonObject }[] }>(
    login,
    '/api/books/risk-control-list/records',
  );
  const items = records[0]?.input['items'] as unknown as object[];
  await scene.record(login, 'risk-control-list', {
    changeReason,
    changeNote,
    items: [...items, added],
  });
}

/** Duties of the director, code of the officers, and letters of responsibility signed by each in person. */
export async function* postPapers(scene: Scene): Story {
  yield scene.on(1, 14);
  for (const firm of ['kangmu', 'longdian', 'muyun']) {
    const facts = factsOf(demoOrganisation(firm));
    const shared = { effectiveFrom: scene.today, changeNote: '首次制定', attachment: [] };
    await scene.record(`${firm}.principal`, 'director-duties', {
      text: directorDutiesText(facts),
      ...shared,
    });
    await scene.record(`${firm}.director`, 'officer-code', {
      text: officerCodeText(facts),
      ...shared,
    });
    for (const [word, post, title] of signers) {
      await scene.record(`${firm}.${word}`, 'responsibility-letter', {
        post,
        from: scene.today,
        until: addMonths(scene.today, 12),
        text: responsibilityLetterText(facts, title),
        agreed: true,
        signed: [],
      });
    }
  }
}

const signers = [
  ['principal', 'principal', '主要负责人'],
  ['director', 'quality-safety-director', '质量安全总监'],
  ['officer', 'quality-safety-officer', '质量安全员'],
] as const;

/** A second officer whose qualification ran out two days ago: he is refused until he has been trained again. */
export async function* lapsedOfficer(scene: Scene): Story {
  yield scene.on(0, 14);
  const lapses = scene.on(-2).day;
  await scene.record('anlan.principal', 'appointment', {
    person: scene.stage.account('anlan.officer2'),
    post: 'quality-safety-officer',
    from: scene.today,
    assessedOn: addDays(scene.today, -3),
    qualifiedUntil: lapses > scene.today ? lapses : scene.today,
    assessment: [],
    hasSignedLetter: true,
    document: [],
  });
}

/** Firms that hold the month's review in its middle; each gives its officer a task. */
export async function* midMonthReviews(scene: Scene): Story {
  yield scene.onFirst((day) => day.slice(8) >= '10' && day.slice(8) < '25', 15);
  for (const firm of ['tongying', 'baifeng', 'ehu', 'gantang', 'lezhi']) {
    const player = playerOf(demoOrganisation(firm), 0)!;
    await monthlyReview(scene.stage, player, `${scene.today.slice(0, 7)}-01`);
  }
}
