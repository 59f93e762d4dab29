import type { Kept } from './outbox';

/** Where an outbox survives a reload. */
export type OutboxStore = { load(): Kept | undefined; save(kept: Kept): void };

/** Keeps the outbox of one person in one lesson on this device. A full or forbidden storage is no reason not to send. */
export function localOutbox(lesson: string, person: string): OutboxStore {
  const key = `classroom.outbox.${lesson}.${person}`;
  return {
    load: () => {
      try {
        const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Kept | null;
        return kept !== null && Number.isSafeInteger(kept.counter) && Array.isArray(kept.items) ? kept : undefined;
      } catch {
        return undefined;
      }
    },
    save: (kept) => {
      try {
        localStorage.setItem(key, JSON.stringify(kept));
      } catch {
        // Then a reload forgets what was not sent; the counter is safe, since the welcome names the highest.
      }
    },
  };
}
