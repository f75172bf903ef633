import { answerTo, linesOf, linesSent } from './draft.ts';
import type { Draft } from './draft.ts';
import type { RiskLine } from './today.ts';

/** Something that is still missing: which part of the page, and what to do there. */
export interface Gap {
  /** Code of a line, or `challenge`, `idle`, `reason`, `list`. */
  readonly at: string;
  readonly sentence: string;
}

/** How far a draft is. */
export interface Progress {
  readonly answered: number;
  readonly total: number;
  readonly findings: number;
  readonly notApplicable: number;
}

/** Counts what was answered and found; of some lines where they are given. */
export function progressOf(draft: Draft, lines = linesOf(draft)): Progress {
  const results = lines.map(({ code }) => answerTo(draft, code).result);
  const count = (wanted: string) => results.filter((result) => result === wanted).length;
  return {
    answered: results.filter((result) => result !== undefined).length,
    total: results.length,
    findings: count('finding'),
    notApplicable: count('not-applicable'),
  };
}

/**
 * What the server would refuse the record for, in the order of the page. The server decides; this saves a trip.
 * @param needsReason the day is over, or an earlier record is corrected.
 */
export function gapsOf(draft: Draft, needsReason: boolean): Gap[] {
  const gaps = draft.dayType === 'idle' ? idleGaps(draft) : productionGaps(draft);
  if (needsReason && draft.reason.trim().length < 2) {
    const sentence = draft.corrects === undefined ? '请写明补录原因' : '请写明更正原因';
    gaps.unshift({ at: 'reason', sentence });
  }
  return gaps;
}

function idleGaps(draft: Draft): Gap[] {
  return draft.idleReason.trim() === '' ? [{ at: 'idle', sentence: '请写明停产、休业原因' }] : [];
}

function productionGaps(draft: Draft): Gap[] {
  const lines = linesOf(draft);
  if (lines.length === 0) return [{ at: 'list', sentence: '本单位还没有风险管控清单' }];
  const gaps = lines.flatMap((line) => {
    const sentence = lineGap(draft, line);
    return sentence === undefined ? [] : [{ at: line.code, sentence }];
  });
  const { challenge } = draft;
  if (challenge !== undefined && challenge.photo === undefined) {
    gaps.push({ at: 'challenge', sentence: '请完成现场拍照' });
  }
  return gaps;
}

/** What one line lacks; undefined where it is complete. */
export function lineGap(draft: Draft, line: RiskLine): string | undefined {
  const { result, note, immediateMeasure } = answerTo(draft, line.code);
  // What is due this week may be done on another day of it.
  if (result === undefined) return line.due === undefined ? '尚未检查' : undefined;
  if (result === 'finding' && !note?.trim()) return '请写明发现的问题';
  if (result === 'finding' && !immediateMeasure?.trim()) return '请写明即时措施';
  return wantsPhoto(draft, line) ? '请拍照' : undefined;
}

/** Whether a line's own photo is still missing; the day's drawn photo of the same line will do. */
export function wantsPhoto(draft: Draft, line: RiskLine): boolean {
  const { result, photos } = answerTo(draft, line.code);
  if (!line.photoRequired || result === 'not-applicable' || photos.length > 0) return false;
  return draft.challenge?.item !== line.code;
}

/** Names the line that an issue such as `items.3.note` is about; empty where it is about none. */
export function issueTitle(draft: Draft, path: string): string {
  const at = /(?:^|\.)items\.(\d+)/.exec(path)?.[1];
  const line = at === undefined ? undefined : linesSent(draft)[Number(at)];
  return line === undefined ? '' : `${line.riskPoint}：`;
}
