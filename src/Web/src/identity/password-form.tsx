import { useSignal } from '@preact/signals';
import { LogIn } from 'lucide-preact';
import { ApiError } from '../api/http';
import { signIn } from '../api/identity';
import { problemText } from '../api/problem';
import { signedIn } from '../app/session';
import { t } from '../i18n';
import { Button, Check, Field, Notice, Select } from '../ui';

type SchoolChoice = { school: string; name: string };

/** The way in of teachers, the office and administrators. */
export function PasswordForm({ login: prefilled }: { login: string }) {
  const login = useSignal(prefilled);
  const password = useSignal('');
  const remember = useSignal(false);
  const schools = useSignal<readonly SchoolChoice[]>([]);
  const school = useSignal<string | undefined>(undefined);
  const busy = useSignal(false);
  const tried = useSignal(false);
  const failure = useSignal<string | undefined>(undefined);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    tried.value = true;
    failure.value = undefined;
    if (busy.value || login.value.trim() === '' || password.value === '') {
      return;
    }

    busy.value = true;
    try {
      signedIn(
        await signIn({
          type: 'password',
          login: login.value,
          password: password.value,
          remember: remember.value,
          ...(school.value === undefined ? {} : { school: school.value }),
        }),
      );
    } catch (error) {
      if (error instanceof ApiError && error.code === 'schoolRequired') {
        schools.value = schoolsOf(error.members['schools']);
        school.value = schools.value[0]?.school;
      }

      failure.value = error instanceof ApiError && error.code === 'signInFailed' ? t('problem.signInFailedPassword') : problemText(error);
    } finally {
      busy.value = false;
    }
  }

  const missing = (text: string) => (tried.value && text.trim() === '' ? t('identity.required') : undefined);
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Field
        label={t('identity.login')}
        error={missing(login.value)}
        value={login.value}
        onText={(text) => {
          login.value = text;
        }}
        name="username"
        type="email"
        autoComplete="username"
        autoCapitalize="none"
        spellcheck={false}
        maxLength={254}
      />
      <Field
        label={t('identity.password')}
        error={missing(password.value)}
        value={password.value}
        onText={(text) => {
          password.value = text;
        }}
        name="password"
        type="password"
        autoComplete="current-password"
        maxLength={256}
      />
      {schools.value.length > 0 && (
        <Select
          label={t('identity.whichSchool')}
          value={school.value ?? ''}
          onText={(text) => {
            school.value = text;
          }}
          options={schools.value.map((choice) => ({ value: choice.school, label: choice.name }))}
        />
      )}
      <Check
        label={t('identity.rememberStudent')}
        hint={t('identity.rememberHint')}
        checked={remember.value}
        onCheck={(checked) => {
          remember.value = checked;
        }}
      />
      <div role="alert">{failure.value && <Notice tone={schools.value.length > 0 ? 'sky' : 'danger'}>{failure.value}</Notice>}</div>
      <Button type="submit" kind="primary" size="large" icon={LogIn} busy={busy.value} wide>
        {t('identity.signIn')}
      </Button>
    </form>
  );
}

/** The schools that a login fits, as ids or as ids with names. */
function schoolsOf(member: unknown): SchoolChoice[] {
  return Array.isArray(member)
    ? member.flatMap((item: unknown) => {
        if (typeof item === 'string') {
          return [{ school: item, name: item }];
        }

        const { id, school = id, name = school } = (item ?? {}) as Record<string, unknown>;
        return typeof school === 'string' ? [{ school, name: String(name) }] : [];
      })
    : [];
}
