import type { LessonSignal, SignalBy } from '../protocol';

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

/** When the next one fades; undefined if none is shown. */
export function nextFade(shown: readonly Fleeting[]): number | undefined {
  return shown.length === 0 ? undefined : Math.min(...shown.map((signal) => signal.until));
}

function keyOf({ by, signal }: SignalBy): string {
  return `${signal.type} ${by}`;
}
