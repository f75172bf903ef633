import { fromHex } from '#ledger/bytes.ts';
import type { Policy } from '#ledger/cosignature.ts';
import { verifyPresence, verifyReceipt } from '#ledger/receipt.ts';
import type { Found } from './lookup.ts';
import { isNumber } from './lookup.ts';
import { presenceOf, reportOf } from './report.ts';
import type { Meanings, Section } from './report.ts';

/** What the page says of a receipt or a number. */
export interface Answer {
  /** `wait`: nothing is wrong, but nothing is proved either. */
  readonly state: 'good' | 'bad' | 'wait';
  readonly headline: string;
  readonly sections: readonly Section[];
  /** What the reader should know beside it. */
  readonly notes: readonly string[];
}

/** Whom to trust, and what ids mean. */
export interface Measure {
  readonly policy: Policy;
  readonly meanings: Meanings;
}

/** What is said where nobody is trusted yet. */
export const withoutTrust: Answer = {
  state: 'bad',
  headline: '没有信任策略，无法核验。请联网后重新打开本页，或者粘贴信任策略。',
  sections: [],
  notes: [],
};

const named =
  '单位、人员在账本中以编号记载，本页不显示其名称；事项、岗位和字段的中文名称由平台提供，仅供阅读，不属于证明内容。';

/** Judges a receipt that somebody brought. */
export async function judgeReceipt(text: string, measure: Measure | undefined): Promise<Answer> {
  if (text.trim() === '') return plain('bad', '请先粘贴回执，或者选择回执文件。');
  if (measure === undefined) return withoutTrust;
  const { policy, meanings } = measure;
  const result = await verifyReceipt(cleaned(text), policy);
  if (!result.ok) return plain('bad', `核验未通过：${result.sentence}`);
  return {
    state: 'good',
    headline: '核验通过：该记录确已入账，此后未被改动。',
    sections: reportOf(result, policy, meanings),
    notes: [named],
  };
}

/** Judges what the site answered to the number on a paper. */
export async function judgeFound(
  entry: string,
  found: Found,
  measure: Measure | undefined,
): Promise<Answer> {
  switch (found.kind) {
    case 'receipt':
      return measure === undefined ? withoutTrust : judgeOwn(entry, found.text, measure);
    case 'proof':
      return measure === undefined ? withoutTrust : judgeProof(entry, found, measure);
    case 'waiting':
      return plain(
        'wait',
        '尚未入账：平台已经收到这条记录，通常在数秒之内入账，请稍后重新查询。',
        entry,
      );
    case 'unknown':
      return plain('bad', '查无此记录：平台没有这个编号的记录，请核对编号是否完整。', entry, [
        isNumber(entry)
          ? '编号取自文书上的二维码或者“存证编号”一栏。编号无误而仍然查不到的，该文书不可采信，请向出具单位核实。'
          : '编号的格式不对，可能没有扫全或者没有抄全。',
      ]);
    case 'busy':
      return plain('wait', '暂时不能查询：平台没有正常答复，请稍后重新查询。', entry);
    case 'offline':
      return plain('wait', '没有连通网络，无法按编号查询。持有回执的，可以在下方离线核验。', entry);
  }
}

async function judgeOwn(entry: string, text: string, measure: Measure): Promise<Answer> {
  const result = await verifyReceipt(text, measure.policy);
  if (!result.ok) return refused(entry, result);
  const { id } = result.value as { readonly id?: unknown };
  if (id !== entry) {
    return plain('bad', '核验未通过，编号不符：平台交回的是另一条记录的回执。', entry);
  }
  return judgeReceipt(text, measure);
}

async function judgeProof(
  entry: string,
  { proof, contentHash }: Extract<Found, { kind: 'proof' }>,
  { policy, meanings }: Measure,
): Promise<Answer> {
  const hash = fromHex(contentHash) ?? new Uint8Array();
  const result = await verifyPresence(proof, hash, policy);
  if (!result.ok) return refused(entry, result);
  return {
    state: 'good',
    headline: '已入账：这个编号的记录在账本中，此后未被改动。',
    sections: presenceOf(entry, contentHash, result, policy, meanings),
    notes: [
      '您没有登录，或者无权查看这条记录，所以本页不显示其内容。以上由本机根据账本核验；编号与序号的对应关系由平台提供。',
      '本结果不证明纸面文字与记录一致。核对文字，请登录后重新打开本页，或者请持有人出示回执。',
    ],
  };
}

function refused(
  entry: string,
  { reason, sentence }: { readonly reason: string; readonly sentence: string },
): Answer {
  // Witnesses answer a moment after the log: nobody has touched anything.
  if (reason === 'too-few-witnesses') {
    return plain('wait', '已入账，见证尚未完成：有效的见证签名还不够，请稍后重新查询。', entry);
  }
  return plain('bad', `核验未通过，与账本不符：${sentence}`, entry);
}

function plain(
  state: Answer['state'],
  headline: string,
  entry?: string,
  notes: readonly string[] = [],
): Answer {
  const lines = entry === undefined ? [] : [{ label: '存证编号', value: entry }];
  const sections = lines.length === 0 ? [] : [{ title: '所查编号', lines }];
  return { state, headline, sections, notes };
}

/** Editors and mail programs add blank lines at the end and carriage returns; neither is part of a receipt. */
function cleaned(text: string): string {
  return `${text.replaceAll('\r\n', '\n').trim()}\n`;
}
