import type { Kept } from './outbox';

/** Where an outbox survives a reload. */
export type OutboxStore = {
  /** What is kept; from now on this tab answers for it. */
  load(): Kept | undefined;
  /** The highest counter that any tab of this device has given. */
  counter(): number;
  /** Keeps what this tab has, beside what other tabs have. */
  save(kept: Kept): void;
};

/**
 * Keeps the outbox of one person in one lesson on this device. Its tabs are one device to the lesson, so they count on from
 * each other, and none lets go of what another has not sent. A full or forbidden storage is no reason not to send.
 */
export function localOutbox(lesson: string, person: string): OutboxStore {
  const key = `classroom.outbox.${lesson}.${person}`;
  const own = new Set<number>();
  const read = (): Kept | undefined => {
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null;
      return kept !== null && Number.isSafeInteger(kept.counter) && Array.isArray(kept.items) ? kept : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    load: () => {
      const kept = read();
      kept?.items.forEach((item) => own.add(item.counter));
      return kept;
    },
    counter: () => read()?.counter ?? 0,
    save: (kept) => {
      kept.items.forEach((item) => own.add(item.counter));
      const stored = read();
      const others = (stored?.items ?? []).filter((item) => !own.has(item.counter));
      const items = [...others, ...kept.items].sort((a, b) => a.counter - b.counter);
      try {
        localStorage.setItem(key, JSON.stringify({ counter: Math.max(kept.counter, stored?.counter ?? 0), items }));
      } catch {
        // Then a reload forgets what was not sent; the counter is safe, since the welcome names the highest.
      }
    },
  };
}
