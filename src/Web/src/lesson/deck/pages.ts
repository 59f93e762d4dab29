import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { loadDocuments } from './decks-state';
import type { Pages } from './documents';

/** Opens a deck while it is shown. What cannot be fetched for a while is tried again when the lesson is followed again, or when asked. */
export function usePages(lesson: string, deck: string): { pages: Pages | undefined; failed: boolean; again: () => void } {
  const pages = useSignal<Pages | undefined>(undefined);
  const failed = useSignal(false);
  const attempt = useSignal(0);
  useEffect(() => {
    let left = false;
    let opened: Pages | undefined;
    failed.value = false;
    void (async () => {
      try {
        opened = await (await loadDocuments()).openDeck(lesson, deck);
        if (left) {
          opened.close();
        } else {
          pages.value = opened;
        }
      } catch {
        failed.value = !left;
      }
    })();
    return () => {
      left = true;
      pages.value = undefined;
      opened?.close();
    };
  }, [lesson, deck, attempt.value]);
  return { pages: pages.value, failed: failed.value, again: () => attempt.value++ };
}
