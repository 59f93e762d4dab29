import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { loadDocuments } from './decks-state';
import type { Pages, Unshowable } from './documents';

/** Why nothing is drawn: it could not be fetched, or cannot be shown, or has no such page. */
export type PageFault = 'failed' | Unshowable | 'missing';

/** Opens a deck while it is shown. What cannot be fetched for a while is tried again when the lesson is followed again, or when asked. */
export function usePages(lesson: string, deck: string): { pages: Pages | undefined; fault: PageFault | undefined; again: () => void } {
  const pages = useSignal<Pages | undefined>(undefined);
  const fault = useSignal<PageFault | undefined>(undefined);
  const attempt = useSignal(0);
  useEffect(() => {
    let left = false;
    let opened: Pages | undefined;
    fault.value = undefined;
    void (async () => {
      try {
        opened = await (await loadDocuments()).openDeck(lesson, deck);
        if (left) {
          opened.close();
        } else {
          pages.value = opened;
        }
      } catch (error) {
        if (!left) {
          fault.value = whyOf(error) ?? 'failed';
        }
      }
    })();
    return () => {
      left = true;
      pages.value = undefined;
      opened?.close();
    };
  }, [lesson, deck, attempt.value]);
  return { pages: pages.value, fault: fault.value, again: () => attempt.value++ };
}

function whyOf(error: unknown): Unshowable | undefined {
  const why = error instanceof Error && 'why' in error ? error.why : undefined;
  return why === 'locked' || why === 'broken' ? why : undefined;
}
