import { signal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

const TICK_MS = 1_000;

const now = signal(Date.now());
let watchers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** The time, a second at a time, while somebody looks at it. In milliseconds of this device's clock. */
export function useClock(): ReadonlySignal<number> {
  useEffect(() => {
    if (watchers++ === 0) {
      now.value = Date.now();
      timer = setInterval(() => (now.value = Date.now()), TICK_MS);
    }

    return () => {
      if (--watchers === 0) {
        clearInterval(timer);
      }
    };
  }, []);
  return now;
}
