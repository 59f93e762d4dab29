import type { LessonEntry, LessonSignal, SignalBy } from '../protocol';

/** How long each kind is shown, in milliseconds. */
const SHOWN_MS: Record<LessonSignal['type'], number> = { typing: 3_000, reaction: 5_000, pointing: 3_000 };

/** A signal of somebody, until it fades. */
export type Fleeting = SignalBy & { readonly until: number };

/** Takes new signals: the latest of each kind and person stays, faded ones go. */
export function withSignals(shown: readonly Fleeting[], signals: readonly SignalBy[], now: number): readonly Fleeting[] {
  const latest = new Map(shown.filter((signal) => signal.until > now).map((signal) => [keyOf(signal), signal]));
  for (const signal of signals) {
    const stays = SHOWN_MS[signal.signal.type];
    if (stays !== undefined) {
      latest.set(keyOf(signal), { ...signal, until: now + stays });
    }
  }

  return [...latest.values()];
}

/** How long after somebody said something their having written it may still be told, in milliseconds: signals travel slower. */
const LATE_MS = 1_000;

/** Who said something when, so that nobody seems to be writing what they have said. */
export class Spoken {
  readonly #at = new Map<string, number>();

  /** Takes note of what was said. */
  hear(entries: readonly LessonEntry[], now: number): void {
    for (const { by, event } of entries) {
      if (by !== null && event.type === 'messagePosted') {
        this.#at.set(by, now);
      }
    }
  }

  /** Those of the signals that are not of somebody's writing what they have just said. */
  without<T extends SignalBy>(signals: readonly T[], now: number): readonly T[] {
    return signals.filter(({ by, signal }) => signal.type !== 'typing' || now - (this.#at.get(by) ?? -Infinity) >= LATE_MS);
  }
}

/** When the next one fades; undefined if none is shown. */
export function nextFade(shown: readonly Fleeting[]): number | undefined {
  return shown.length === 0 ? undefined : Math.min(...shown.map((signal) => signal.until));
}

function keyOf({ by, signal }: SignalBy): string {
  return `${signal.type} ${by}`;
}
