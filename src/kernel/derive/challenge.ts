import { fromBase64, utf8 } from '#ledger/bytes.ts';
import { sha256 } from '#ledger/sha256.ts';
import type { PlainDate } from '../calendar/plain-date.ts';

/**
 * Picks the item of which a photo must be taken on a day, so that nobody can take it beforehand: the choice follows
 * from the root of the ledger's latest checkpoint, which nobody knows before it is written, and everybody can compute
 * it again afterwards.
 * @param rootHashBase64 root of the checkpoint, standard Base64 as in the checkpoint itself.
 * @param itemCodes codes that may be picked; their order does not matter.
 * @returns one of the codes, each with the same chance; undefined where there is none to pick.
 * @throws Error where the root is not Base64 or a code is given twice.
 */
export function challengeFor(
  rootHashBase64: string,
  organisationId: string,
  day: PlainDate,
  itemCodes: readonly string[],
): string | undefined {
  const root = fromBase64(rootHashBase64);
  if (root === undefined) throw new Error('the root hash is not Base64');
  const codes = [...itemCodes].sort();
  if (new Set(codes).size !== codes.length) throw new Error('an item code is given twice');
  if (codes.length === 0) return undefined;
  const digest = sha256(utf8(`sifang/challenge/v1\n${organisationId}\n${day}\n`), root);
  // 48 bits over a few hundred items: the bias is below one in 2^39, and the number stays exact.
  const number = digest.slice(0, 6).reduce((sum, byte) => sum * 256 + byte, 0);
  return codes[number % codes.length];
}
