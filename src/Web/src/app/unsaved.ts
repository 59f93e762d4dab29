import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RouterOptions } from 'wouter-preact';

type Go = () => void;

/** Who holds the page back, told what was to be done; undefined while nothing is unsaved. */
let holder: ((go: Go) => void) | undefined;

/** Does what takes the page away from whoever is at it; who holds the page is asked first. */
export function leave(go: Go): void {
  if (holder === undefined) {
    go();
  } else {
    holder(go);
  }
}

/** Has whoever holds the page asked before a link leads away. What replaces the address, as the end of a session does, asks nobody. */
export const askBeforeLeaving: NonNullable<RouterOptions['aroundNav']> = (navigate, to, options) => {
  const go = () => navigate(to, options);
  if (options?.replace) {
    go();
  } else {
    leave(go);
  }
};

/** Where somebody wanted to go from a page with something unsaved: `go` leaves, `stay` does not. */
export type Leaving = { go: Go; stay: Go };

const leaving = signal<Leaving | undefined>(undefined);

/** Holds the page while something on it is unsaved: links and the way back ask first, and the browser does before it closes or reloads. */
export function useUnsaved(isUnsaved: boolean): Leaving | undefined {
  useEffect(() => {
    if (!isUnsaved) {
      return;
    }

    const own = (go: Go) => {
      const stay = () => (leaving.value = undefined);
      leaving.value = {
        stay,
        go: () => {
          stay();
          release();
          go();
        },
      };
    };
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onNavigate = (event: NavigateEvent) => {
      // The way back is no link: only browsers that can be told to stay are.
      if (event.navigationType === 'traverse' && event.cancelable && holder === own) {
        event.preventDefault();
        const { key } = event.destination;
        own(() => void navigation.traverseTo(key));
      }
    };
    const release = () => {
      holder = holder === own ? undefined : holder;
      removeEventListener('beforeunload', onUnload);
      ways?.removeEventListener('navigate', onNavigate);
    };
    const ways = 'navigation' in globalThis ? navigation : undefined;
    holder = own;
    addEventListener('beforeunload', onUnload);
    ways?.addEventListener('navigate', onNavigate);
    return () => {
      release();
      leaving.value = undefined;
    };
  }, [isUnsaved]);
  return leaving.value;
}
