import { useSignal } from '@preact/signals';
import { LogIn } from 'lucide-preact';
import { ApiError } from '../api/http';
import { signIn } from '../api/identity';
import { problemText } from '../api/problem';
import { useAttempt } from '../app/attempt';
import { signedIn } from '../app/session';
import { t } from '../i18n';
import { Button, Notice, PasswordField, Select } from '../ui';
import { LoginField, RememberMe } from './fields';
import { NamedSchoolField, NameSchool, useNamedSchool } from './named-school';

/** One of the schools at which a login and password are right. */
type SchoolChoice = { school: string; name: string };

/** The way in of teachers, the office and administrators. */
export function PasswordForm({ login: prefilled }: { login: string }) {
  const login = useSignal(prefilled);
  const password = useSignal('');
  const remember = useSignal(false);
  const schools = useSignal<readonly SchoolChoice[]>([]);
  const school = useSignal<string | undefined>(undefined);
  const named = useNamedSchool();
  const { busy, failure, missing, run } = useAttempt();

  async function enter(): Promise<void> {
    const where = school.value ?? named.code;
    signedIn(
      await signIn({
        type: 'password',
        login: login.value,
        password: password.value,
        remember: remember.value,
        ...(where === undefined ? {} : { school: where }),
      }),
    );
  }

  function explain(error: unknown): string {
    if (error instanceof ApiError && error.code === 'schoolRequired') {
      schools.value = error.members['schools'] as SchoolChoice[];
      school.value = schools.value[0]?.school;
    }

    if (error instanceof ApiError && named.code !== undefined && (error.code === 'signInFailed' || error.code === 'malformed')) {
      return t('problem.signInFailedSchool');
    }

    return error instanceof ApiError && error.code === 'signInFailed' ? t('problem.signInFailedPassword') : problemText(error);
  }

  function submit(event: Event): void {
    event.preventDefault();
    void run(login.value.trim() !== '' && password.value !== '', enter, explain);
  }

  return (
    <form onSubmit={submit} noValidate>
      <LoginField login={login} error={missing(login.value)} />
      <PasswordField
        label={t('identity.password')}
        error={missing(password.value)}
        value={password.value}
        onText={(text) => (password.value = text)}
        name="password"
        autoComplete="current-password"
        maxLength={256}
      />
      {schools.value.length === 0 && <NamedSchoolField named={named} />}
      {schools.value.length > 0 && (
        <Select
          label={t('identity.whichSchool')}
          value={school.value ?? ''}
          onText={(text) => (school.value = text)}
          options={schools.value.map((choice) => ({ value: choice.school, label: choice.name }))}
        />
      )}
      <RememberMe remember={remember} />
      <div role="alert">{failure.value && <Notice tone={schools.value.length > 0 ? 'sky' : 'danger'}>{failure.value}</Notice>}</div>
      <Button type="submit" kind="primary" size="large" icon={LogIn} busy={busy.value} wide>
        {t('identity.signIn')}
      </Button>
      {schools.value.length === 0 && <NameSchool named={named} />}
    </form>
  );
}
