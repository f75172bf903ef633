/**
 * The place of an entry in the log as people count, from one. Checkpoints, proofs and the API count from zero.
 * @param index of the leaf, from zero.
 */
export function placeText(index: number): string {
  return `第${index + 1}条`;
}
