import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { uploadDeck } from '../../api/decks';
import { ApiError } from '../../api/http';
import { problemText } from '../../api/problem';
import { t } from '../../i18n';
import { toast } from '../../ui';
import type { Room } from '../room';
import { decksOpen, loadDocuments } from './decks-state';

const TITLE_MAX = 200;

/** Checks a file here, so that what is wrong is said before it is sent; sends it; shows it if the lesson goes on. */
export function useUpload(room: Room) {
  const state = useSignal<{ name: string; done: number | undefined } | undefined>(undefined);
  const failure = useSignal<string | undefined>(undefined);
  const stop = useRef<AbortController | undefined>(undefined);

  async function send(file: File): Promise<void> {
    if (state.value !== undefined) {
      return;
    }

    const cancelled = (stop.current = new AbortController());
    failure.value = undefined;
    state.value = { name: file.name, done: undefined };
    try {
      const pages = await (await loadDocuments()).openFile(file);
      const { count } = pages;
      pages.close();
      if (cancelled.signal.aborted) {
        return;
      }

      const title = (file.name.replace(/\.\w{1,5}$/, '').trim() || file.name).slice(0, TITLE_MAX);
      state.value = { name: file.name, done: 0 };
      const { deck } = await uploadDeck(room.lesson, file, { title, pages: count }, (done) => (state.value = { name: file.name, done }), cancelled.signal);
      toast(t('decks.added', { title }), 'good');
      if (room.view.value.phase === 'live') {
        room.send({ type: 'showDeck', deck });
        decksOpen.value = false;
      }
    } catch (error) {
      failure.value = error instanceof ApiError && error.code === 'cancelled' ? undefined : problemText(error);
    } finally {
      state.value = undefined;
    }
  }

  return { state, failure, send, cancel: () => stop.current?.abort() };
}
