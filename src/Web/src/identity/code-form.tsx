import { useSignal } from '@preact/signals';
import { ArrowRight } from 'lucide-preact';
import { ApiError } from '../api/http';
import { signIn } from '../api/identity';
import { problemText } from '../api/problem';
import { useAttempt } from '../app/attempt';
import { signedIn } from '../app/session';
import { t } from '../i18n';
import { Button, Field, Notice } from '../ui';
import { rememberSchool } from './device';
import { RememberMe } from './fields';

/** A student's way in: the code of the school, remembered here, and the personal one. */
export function CodeForm({ school: remembered }: { school: string }) {
  const school = useSignal(remembered);
  const code = useSignal('');
  const remember = useSignal(false);
  const { busy, failure, missing, run } = useAttempt();

  async function enter(): Promise<void> {
    const session = await signIn({ type: 'code', school: school.value, code: code.value, remember: remember.value });
    rememberSchool(school.value.trim());
    signedIn(session);
  }

  function submit(event: Event): void {
    event.preventDefault();
    void run(school.value.trim() !== '' && code.value.trim() !== '', enter, explain);
  }

  return (
    <form onSubmit={submit} noValidate>
      <Field
        label={t('identity.schoolCode')}
        hint={t('identity.schoolCodeHint')}
        error={missing(school.value)}
        value={school.value}
        onText={(text) => (school.value = text)}
        class="field__control--code"
        name="school"
        autoComplete="organization"
        autoCapitalize="none"
        spellcheck={false}
        maxLength={64}
      />
      <Field
        label={t('identity.personalCode')}
        hint={t('identity.personalCodeHint')}
        error={missing(code.value)}
        value={code.value}
        onText={(text) => (code.value = text)}
        class="field__control--code"
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellcheck={false}
        maxLength={64}
      />
      <RememberMe remember={remember} />
      <div role="alert">{failure.value && <Notice tone="danger">{failure.value}</Notice>}</div>
      <Button type="submit" kind="primary" size="large" icon={ArrowRight} busy={busy.value} wide>
        {t('identity.enter')}
      </Button>
    </form>
  );
}

function explain(error: unknown): string {
  return error instanceof ApiError && error.code === 'signInFailed' ? t('problem.signInFailedCode') : problemText(error);
}
