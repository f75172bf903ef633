import type { ScopeLine } from './scope.ts';

/** What a holder answered of a lot; what is named as in {@link ScopeLine} means the same. */
export interface AnsweredLine {
  readonly found: bigint;
  readonly outside: bigint;
  readonly consumers: bigint;
  readonly destroyed: bigint;
  /** Of what was sold outside: so much came back or was put right. */
  readonly recovered: bigint;
}

/** How a line stands: what ended there, and how much of it is accounted for. */
export interface Standing {
  /** Neither used nor sold on within the platform nor sent back: it is there, was sold outside or destroyed. */
  readonly placed: bigint;
  /** Found, destroyed or recovered, by the holder's answer. */
  readonly secured: bigint;
  /** What nobody has answered for, or what has not come back. */
  readonly open: bigint;
}

/** How a lot stands at a holder. Without an answer all of it is open. */
export function standingOf(line: ScopeLine, answer?: AnsweredLine): Standing {
  if (answer === undefined) {
    const placed = line.onHand + line.outside + line.consumers + line.destroyed;
    return { placed, secured: 0n, open: placed };
  }
  const placed = answer.found + answer.outside + answer.consumers + answer.destroyed;
  const secured = answer.found + answer.destroyed + answer.recovered;
  return { placed, secured, open: placed - secured };
}

/** Whether what a lot's holders got is what became of it: nothing vanished and nothing came from nowhere. */
export interface Balance {
  /** What was made, by those who did not get it from somebody else. */
  readonly made: bigint;
  readonly onHand: bigint;
  readonly used: bigint;
  readonly outside: bigint;
  readonly consumers: bigint;
  readonly destroyed: bigint;
  /** Sent back to somebody outside the platform. */
  readonly returnedOutside: bigint;
  /** What was made less all of the others; nought where the graph is whole. */
  readonly missing: bigint;
}

/**
 * The balance of one lot over all its holders. What was sold on or sent back within the platform is what somebody else
 * got, so it falls out.
 * @param returnedWithin what was sent back to holders on the platform.
 */
export function balanceOf(
  lines: readonly Omit<ScopeLine, 'tier'>[],
  returnedWithin: bigint,
): Balance {
  const sum = (pick: (line: Omit<ScopeLine, 'tier'>) => bigint) =>
    lines.reduce((total, line) => total + pick(line), 0n);
  const made = sum(({ got }) => got) - sum(({ passed }) => passed) - returnedWithin;
  const parts = {
    onHand: sum(({ onHand }) => onHand),
    used: sum(({ used }) => used),
    outside: sum(({ outside }) => outside),
    consumers: sum(({ consumers }) => consumers),
    destroyed: sum(({ destroyed }) => destroyed),
    returnedOutside: sum(({ returned }) => returned) - returnedWithin,
  };
  const rest = Object.values(parts).reduce((total, part) => total + part, 0n);
  return { made, ...parts, missing: made - rest };
}
