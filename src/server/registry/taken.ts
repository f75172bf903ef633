import { refuse } from '#kernel/refusal.ts';
import type { Refusal } from '#kernel/refusal.ts';

const sentences: Readonly<Record<string, string>> = {
  organisation_credit_code_key: '这个统一社会信用代码的单位刚刚已经登记，请查询后再试。',
  account_claim_open: '这个统一社会信用代码的单位刚刚已经登记，请查询后再试。',
  account_login_key: '这个登录名刚刚有人使用，请换一个。',
};

/** Turns the clash of two registrations at the same time into a refusal; both had looked and found nothing. */
export async function orTaken<T>(work: Promise<T>): Promise<T | Refusal> {
  try {
    return await work;
  } catch (error) {
    const { code, constraint = '' } = error as { code?: string; constraint?: string };
    const sentence = sentences[constraint];
    if (code !== '23505' || sentence === undefined) throw error;
    return refuse('already-done', sentence);
  }
}
