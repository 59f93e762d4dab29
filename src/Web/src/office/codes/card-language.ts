import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { readSettings } from '../../api/schools';
import { language, messagesIn, t, type Language } from '../../i18n';

/** What cards are written in, once that is known. */
const written = signal<{ code: Language; say: typeof t } | undefined>(undefined);

/** Has cards written in the language of the school: they are read at home, not by whoever prints them. Until it is known, or if it cannot be had, they are in that of the page. */
export function useCardLanguage(school: string): void {
  useEffect(() => {
    let isHere = true;
    void readSettings(school)
      .then(async ({ language: code }) => ({ code, say: await messagesIn(code) }))
      .then(
        (found) => {
          if (isHere) {
            written.value = found;
          }
        },
        () => {},
      );
    return () => {
      isHere = false;
      written.value = undefined;
    };
  }, [school]);
}

/** The language that cards are written in now. */
export const cardLanguage = (): Language => written.value?.code ?? language.value;

/** A message on a card. */
export const onCard: typeof t = (key, values) => (written.value?.say ?? t)(key, values);
