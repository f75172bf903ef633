import { hash, verify } from '@node-rs/argon2';
import { randomBytes } from 'node:crypto';
import type { FieldIssue } from '#kernel/refusal.ts';
import { policy } from './policy.ts';

/** Argon2id as OWASP's password storage sheet has it: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashes a password with Argon2id. @returns a PHC string with its own salt. */
export function hashPassword(password: string): Promise<string> {
  return hash(normal(password), cost);
}

/** A hash that no password fits; checking against it costs what a real check costs. */
let nobody: Promise<string> | undefined;

/** Makes the hash for unknown logins ahead of the first sign-in. */
export function prepareNobody(): Promise<string> {
  return (nobody ??= hashPassword(randomBytes(32).toString('base64')));
}

/**
 * Checks a password. Without a hash (unknown login, or an account that signs on elsewhere) it works as long and says no.
 */
export async function checkPassword(phc: string | null, password: string): Promise<boolean> {
  const fits = await verify(phc ?? (await prepareNobody()), normal(password));
  return fits && phc !== null;
}

/** What is wrong with a new password, by the operator's policy; empty where it will do. */
export function weaknesses(password: string, login: string): readonly FieldIssue[] {
  const issue = (sentence: string): FieldIssue => ({ path: 'new', sentence });
  const found: FieldIssue[] = [];
  const characters = Array.from(normal(password));
  if (characters.length < policy.passwordMin) {
    found.push(issue(`新密码至少${policy.passwordMin}个字符。`));
  }
  if (characters.length > policy.passwordMax) {
    found.push(issue(`新密码最多${policy.passwordMax}个字符。`));
  }
  if (new Set(characters).size < policy.passwordVariety) {
    found.push(issue(`新密码至少使用${policy.passwordVariety}种不同的字符。`));
  }
  if (normal(password).toLowerCase().includes(login)) {
    found.push(issue('新密码不得包含登录名。'));
  }
  return found;
}

/** Letters without those that look alike: one-time passwords are read out and typed. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A one-time password of four groups of four, 79 bits; to be changed at the first sign-in. */
export function oneTimePassword(): string {
  const letters: string[] = [];
  while (letters.length < 16) {
    // Bytes past the last whole multiple would make the first letters likelier.
    const usable = [...randomBytes(32)].filter((byte) => byte < 8 * alphabet.length);
    letters.push(...usable.map((byte) => alphabet.charAt(byte % alphabet.length)));
  }
  const groups = [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join(''));
  return groups.join('-');
}

/** Keyboards compose characters in different ways; the same password must stay the same. */
function normal(password: string): string {
  return password.normalize('NFKC');
}
