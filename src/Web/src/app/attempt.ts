import { useSignal, type ReadonlySignal } from '@preact/signals';
import { problemText } from '../api/problem';
import { t } from '../i18n';
import { focusWrong } from '../ui';

/** What a form knows of its being sent. */
export type Attempt = {
  /** Whether it is under way. */
  busy: ReadonlySignal<boolean>;
  /** Whether it was tried: from then on what is missing is marked. */
  tried: ReadonlySignal<boolean>;
  /** What went wrong the last time, in words. */
  failure: ReadonlySignal<string | undefined>;
  /** What to say beside a field that must not be empty, once the form was tried. */
  missing: (text: string) => string | undefined;
  /** Does the work once, if nothing is missing; `explain` puts what went wrong in words. */
  run: (isComplete: boolean, work: () => Promise<void>, explain?: (error: unknown) => string) => Promise<void>;
  /** Says what went wrong before anything was sent. */
  fail: (error: unknown) => void;
};

/** Sends a form once, however often its button is pressed. */
export function useAttempt(): Attempt {
  const busy = useSignal(false);
  const tried = useSignal(false);
  const failure = useSignal<string | undefined>(undefined);

  async function run(isComplete: boolean, work: () => Promise<void>, explain: (error: unknown) => string = problemText): Promise<void> {
    tried.value = true;
    failure.value = undefined;
    if (!isComplete) {
      focusWrong();
    }

    if (busy.value || !isComplete) {
      return;
    }

    busy.value = true;
    try {
      await work();
    } catch (error) {
      failure.value = explain(error);
    } finally {
      busy.value = false;
    }
  }

  const missing = (text: string) => (tried.value && text.trim() === '' ? t('identity.required') : undefined);
  return { busy, tried, failure, missing, run, fail: (error) => (failure.value = problemText(error)) };
}
