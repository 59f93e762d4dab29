import { signal, type Signal } from '@preact/signals';

/** Under this lies what is kept on the device, each with the time of its last change. */
const PREFIX = 'classroom.kept.';

/** So long after its last change it is let go of, in milliseconds: a week. */
const KEPT_MS = 7 * 86_400_000;

/** What other tabs of this device have written, told to whoever shows it here. */
const shown = new Map<string, () => void>();
addEventListener('storage', ({ key }) => key !== null && shown.get(key)?.());

/** A value of this tab that survives a reload; what was kept is taken only if it still is what it should be. */
export function keptInTab<T>(key: string, initial: T, isValid: (value: unknown) => boolean): Signal<T> {
  const kept = signal(valid(read(sessionStorage, key), initial, isValid));
  kept.subscribe((value) => write(sessionStorage, key, isNothing(value) ? undefined : value));
  return kept;
}

/** A value of this device that survives the tab and the browser too, the same in all tabs. Somebody typed it: they alone let go of it. */
export function keptOnDevice<T>(name: string, initial: T, isValid: (value: unknown) => boolean): Signal<T> {
  const key = PREFIX + name;
  const now = () => valid((read(localStorage, key) as Held | null)?.value, initial, isValid);
  const kept = signal(now());
  let isHearing = true; // What is only read is not written back.
  kept.subscribe((value) => isHearing || write(localStorage, key, isNothing(value) ? undefined : { at: Date.now(), value }));
  isHearing = false;
  shown.set(key, () => {
    isHearing = true;
    kept.value = now();
    isHearing = false;
  });
  return kept;
}

type Held = { at: number; value: unknown };

/** Lets go of what has been kept on the device for long, or of all that a person kept there. */
export function forgetKept(now: number, person?: string): void {
  for (const key of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
    const { at } = (read(localStorage, key) as Held | null) ?? { at: 0 };
    if (person === undefined ? !(now - at < KEPT_MS) : key.endsWith(`.${person}`)) {
      write(localStorage, key, undefined);
    }
  }
}

const isNothing = (value: unknown) => value === undefined || value === '';

function valid<T>(value: unknown, initial: T, isValid: (value: unknown) => boolean): T {
  return value !== null && value !== undefined && isValid(value) ? (value as T) : initial;
}

function read(storage: Storage, key: string): unknown {
  try {
    return JSON.parse(storage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function write(storage: Storage, key: string, value: unknown): void {
  try {
    if (value === undefined) {
      storage.removeItem(key);
    } else {
      storage.setItem(key, JSON.stringify(value));
    }
  } catch {
    // A full or forbidden storage: then a reload forgets it.
  }
}
