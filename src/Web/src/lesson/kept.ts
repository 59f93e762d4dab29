import { signal, type Signal } from '@preact/signals';

/** A value of this tab that survives a reload; what was kept is taken only if it still is what it should be. */
export function keptSignal<T>(key: string, initial: T, isValid: (value: unknown) => boolean): Signal<T> {
  const kept = signal(read(key, initial, isValid));
  kept.subscribe((value) => write(key, value));
  return kept;
}

/** Lets go of what was kept. */
export function forget(key: string): void {
  sessionStorage.removeItem(key);
}

function read<T>(key: string, initial: T, isValid: (value: unknown) => boolean): T {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return value !== null && isValid(value) ? (value as T) : initial;
  } catch {
    return initial;
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === undefined || value === '') {
      sessionStorage.removeItem(key);
    } else {
      sessionStorage.setItem(key, JSON.stringify(value));
    }
  } catch {
    // A full or forbidden storage: then a reload forgets it.
  }
}
