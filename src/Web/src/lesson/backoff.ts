// When to come back: docs/protocol.md, "Coming back". src/Client/Reconnecting follows the same policy, with constants of the same names.

/** Bound of the first wait after a failed attempt; doubles with every further one. In milliseconds, as all below. */
export const FIRST_MS = 500;
/** No bound grows beyond this. */
export const CAP_MS = 20_000;
/** What is assumed about spreading until the server says more. */
export const SPREAD_FIRST_MS = 1_000;
/** A server cannot send its clients away for longer than this. */
export const SPREAD_MAX_MS = 300_000;
/** A class waits for its teacher: they wait this part of the spread. */
export const TEACHER_SHARE = 8;
/** A line that lived this long was a good one; several that did not, one after the other, are failed attempts. */
export const STABLE_MS = 5_000;

/** Decides when to come back: all it knows is how lines ended, and chance comes from the outside. */
export class ReconnectPolicy {
  readonly #random: () => number;
  #failures = 0;
  #shortLives = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** A line that was good broke after so long: the first attempt is only spread, so that a server's clients do not all come back at once. */
  afterLoss(livedMs: number, spreadMs: number, isTeacher: boolean): number {
    this.#lived(livedMs);
    const spread = this.#spread(spreadMs, isTeacher);
    return this.#shortLives < 2 ? spread : Math.max(this.#retry(), spread);
  }

  /** The server closed a line that could not go on: coming back at once is of no use. */
  afterTrouble(livedMs: number, spreadMs: number, isTeacher: boolean): number {
    this.#lived(livedMs);
    return Math.max(this.#retry(), this.#spread(spreadMs, isTeacher));
  }

  /** An attempt failed: full jitter under a growing bound, and never sooner than the server asked. */
  afterFailure(askedMs = 0): number {
    return Math.max(this.#retry(), this.afterAsked(askedMs));
  }

  /** Up to a third longer than asked, never sooner: those who were sent away together do not come back together. */
  afterAsked(askedMs: number): number {
    return Math.round(askedMs * (1 + this.#random() / 3));
  }

  /** The device has a network again, as a whole school may have at this moment. */
  afterOffline(): number {
    return this.#jitter(SPREAD_FIRST_MS);
  }

  #lived(livedMs: number): void {
    this.#shortLives = livedMs >= STABLE_MS ? 0 : this.#shortLives + 1;
    this.#failures = Math.max(0, this.#shortLives - 2);
  }

  #spread(spreadMs: number, isTeacher: boolean): number {
    const spread = Math.min(Math.max(0, spreadMs), SPREAD_MAX_MS);
    return this.#jitter(isTeacher ? spread / TEACHER_SHARE : spread);
  }

  #retry(): number {
    return this.#jitter(Math.min(CAP_MS, FIRST_MS * 2 ** this.#failures++));
  }

  #jitter(boundMs: number): number {
    return Math.round(this.#random() * boundMs);
  }
}
