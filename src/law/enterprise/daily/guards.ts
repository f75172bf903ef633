import { addDays, endOf, epochMs, startOf } from '#kernel/calendar/plain-date.ts';
import { challengeFor } from '#kernel/derive/challenge.ts';
import type { DutyFacts, RecordFacts } from '#kernel/facts.ts';
import type { Objection } from '#kernel/refusal.ts';
import { dailyCodes, riskItemsOf } from '../risk-control-list.ts';
import type { RiskItem } from '../risk-control-list.ts';
import type { DailyAnswer, DailyRecord } from './form.ts';

/** Refuses a daily record that does not answer the list of the day in full (Orders 75 and 76, article 10). */
export function checkDaily(facts: DutyFacts, record: DailyRecord): Objection | undefined {
  if (record.dayType === 'idle') return checkIdle(record);
  const version = versionOf(facts, record.riskList);
  if ('sentence' in version) return version;
  const items = riskItemsOf(version);
  return (
    checkComplete(items, record.items) ??
    firstOf(record.items, (answer) => checkAnswer(answer, items)) ??
    firstOf(record.items, (answer) => checkPictures(facts, answer, items)) ??
    checkChallenge(facts, record, items)
  );
}

/** The version of the list that a record names; checked before by {@link checkDaily}. */
export function usedVersion(facts: DutyFacts, record: DailyRecord): RecordFacts | undefined {
  return facts.records('risk-control-list').find(({ entry }) => entry === record.riskList);
}

function checkIdle(record: DailyRecord): string | undefined {
  if (record.idleReason === undefined) return '停产、休业的，请写明原因。';
  return record.items.length > 0 || record.challenge !== undefined
    ? '停产、休业日不填写检查项目；当日确有检查的，请选择“正常生产经营”。'
    : undefined;
}

/** The list must be the enterprise's own, and the one that was valid on the day. */
function versionOf(
  facts: DutyFacts,
  riskList: string | undefined,
): RecordFacts | Exclude<Objection, string> {
  const unmet = (sentence: string) => ({ code: 'condition-unmet', sentence }) as const;
  const versions = facts.records('risk-control-list');
  if (versions.length === 0) return unmet('本单位还没有风险管控清单，请先编制清单再做日管控。');
  if (riskList === undefined) return unmet('请选择检查所依据的风险管控清单。');
  const version = versions.find(({ entry }) => entry === riskList);
  if (version === undefined) return unmet('所选清单不是本单位的风险管控清单。');
  const { from, to } = facts.period;
  const recordedAt = epochMs(version.at);
  const next = versions
    .filter(({ at }) => epochMs(at) > recordedAt)
    .sort((a, b) => epochMs(a.at) - epochMs(b.at))[0];
  if (next !== undefined && epochMs(next.at) < epochMs(startOf(from))) {
    const sentence = '所选清单在检查日之前已被新版本替代，请更新清单后重新填写。';
    return { code: 'list-superseded', sentence };
  }
  const hasEarlier = versions.some(({ at }) => epochMs(at) < recordedAt);
  return hasEarlier && recordedAt >= epochMs(endOf(to))
    ? unmet('所选清单在检查日之后才编制，请使用检查日当天有效的版本。')
    : version;
}

/** Every item due on the day is answered, none twice, none that the list does not have. */
function checkComplete(
  items: readonly RiskItem[],
  answers: readonly DailyAnswer[],
): string | undefined {
  const answered = answers.map(({ item }) => item);
  const known = new Set(items.map(({ code }) => code));
  const unknown = answered.find((code) => !known.has(code));
  if (unknown !== undefined) return `清单中没有编号为“${unknown}”的项目。`;
  const doubled = answered.find((code, index) => answered.indexOf(code) !== index);
  if (doubled !== undefined) return `项目“${doubled}”重复填写，每个项目只填一次。`;
  const missing = dailyCodes(items).filter((code) => !answered.includes(code));
  return missing.length === 0
    ? undefined
    : `还有${missing.length}个每日项目没有填写：${missing.slice(0, 10).join('、')}。`;
}

function checkAnswer(answer: DailyAnswer, items: readonly RiskItem[]): string | undefined {
  const { item, result, note, immediateMeasure, photos } = answer;
  if (result === 'finding' && (note === undefined || immediateMeasure === undefined)) {
    return `项目“${item}”发现问题，请写明情况和已采取的即时措施。`;
  }
  const needsPhoto = items.find(({ code }) => code === item)?.photoRequired === true;
  return needsPhoto && result !== 'not-applicable' && photos.length === 0
    ? `项目“${item}”须拍照，请补充照片。`
    : undefined;
}

/** Something photographed is a picture: a table or report in its place shows nothing of the day. */
function checkPictures(
  { notPictures = [] }: DutyFacts,
  { item, photos }: DailyAnswer,
  items: readonly RiskItem[],
): string | undefined {
  return photos.some((photo) => notPictures.includes(photo))
    ? `“${nameIn(items, item)}”的照片中有PDF等不是照片的文件，请改为现场拍摄的照片（JPEG、PNG或WebP）。`
    : undefined;
}

/** What a line is about: whoever checks on site sees no codes. */
function nameIn(items: readonly RiskItem[], code: string): string {
  return items.find((risk) => risk.code === code)?.riskPoint ?? code;
}

/** A tree head may be this much older than the day: a phone without network uses the last one it saw. Policy. */
const headAgeDays = 2;

/** The item that the ledger's tree head picks for this enterprise and day, photographed afresh. */
function checkChallenge(
  facts: DutyFacts,
  { challenge, items }: DailyRecord,
  listed: readonly RiskItem[],
): Objection | undefined {
  const failed = (sentence: string) => ({ code: 'challenge-failed', sentence }) as const;
  if (challenge === undefined) {
    return facts.headBefore !== undefined
      ? failed('请按页面提示对随机抽中的项目现场拍照。')
      : undefined;
  }
  const { item, photo } = challenge;
  const nameOf = (code: string) => nameIn(listed, code);
  if (!items.some((answer) => answer.item === item)) {
    return failed(`随机拍照项目“${nameOf(item)}”没有填写检查结果。`);
  }
  if (photo.some((file) => facts.notPictures?.includes(file))) {
    return failed(
      `随机拍照项目“${nameOf(item)}”须现场拍照，所传的PDF等文件不是照片，请改传照片（JPEG、PNG或WebP）。`,
    );
  }
  if (
    items.some(
      (answer) => answer.item !== item && answer.photos.some((other) => photo.includes(other)),
    )
  ) {
    return failed(`随机拍照项目“${nameOf(item)}”的照片与其他项目重复，请现场重拍。`);
  }
  if (facts.head === undefined)
    return failed('随机拍照所依据的账本检查点不存在，请联网更新后重拍。');
  const { from } = facts.period;
  // Where nothing was logged for days, the newest head before the day is an old one, and it will do.
  const isSuperseded = facts.headBefore !== undefined && facts.head.size < facts.headBefore;
  if (isSuperseded && epochMs(facts.head.at) < epochMs(startOf(addDays(from, -headAgeDays)))) {
    return failed('随机拍照所依据的账本检查点过旧，请联网更新后重拍。');
  }
  const picked = challengeFor(facts.head.root, facts.organisation.id, from, dailyCodes(listed));
  if (picked !== item)
    return failed(`当日应当拍照的项目是“${nameOf(picked ?? '')}”，不是“${nameOf(item)}”。`);
  return (facts.reusedFiles ?? []).some((file) => photo.includes(file))
    ? { code: 'stale-photo', sentence: `随机拍照项目“${nameOf(item)}”的照片以前用过，请现场重拍。` }
    : undefined;
}

function firstOf<T>(list: readonly T[], check: (one: T) => string | undefined) {
  for (const one of list) {
    const objection = check(one);
    if (objection !== undefined) return objection;
  }
  return undefined;
}
