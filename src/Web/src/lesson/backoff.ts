/** Upper bound of the first wait when the server named none, in milliseconds. */
const FIRST_MS = 1_000;
/** No wait is longer than this, in milliseconds. */
const WAIT_MAX_MS = 30_000;
/** Teachers come back first: a lesson waits for them. */
const TEACHER_SHARE = 1 / 8;

export type Break = {
  /** Attempts that have failed since the line was last good; 0 for the first wait. */
  attempt: number;
  /** How far the server wants clients spread, in milliseconds. */
  spreadMs: number;
  teacher: boolean;
};

/** How long to wait before the next attempt: anything from nothing to the bound, so that a class does not come back in step. */
export function waitBefore({ attempt, spreadMs, teacher }: Break, random: () => number): number {
  const bound = Math.min(WAIT_MAX_MS, FIRST_MS * 2 ** attempt);
  const spread = attempt === 0 ? spreadMs : 0;
  return Math.round(random() * Math.max(bound, spread) * (teacher ? TEACHER_SHARE : 1));
}
