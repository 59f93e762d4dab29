import { useSignal } from '@preact/signals';
import { ArrowLeft, BellRing } from 'lucide-preact';
import { Link, useSearch } from 'wouter-preact';
import { requestPasswordReset } from '../api/identity';
import { useAttempt } from '../app/attempt';
import { useTitle } from '../app/router';
import { t } from '../i18n';
import { Button, Icon, Notice } from '../ui';
import { Entrance } from './entrance';
import { LoginField } from './fields';
import { NamedSchoolField, NameSchool, useNamedSchool } from './named-school';

/** Says to the office that a password is forgotten. What comes next is told truthfully: a person helps, and no mail comes. */
export function ForgottenPage() {
  const login = useSignal(new URLSearchParams(useSearch()).get('login') ?? '');
  const told = useSignal<string | undefined>(undefined);
  const named = useNamedSchool();
  const { busy, tried, failure, missing, run } = useAttempt();
  useTitle(() => t('identity.forgottenTitle'));

  function submit(event: Event): void {
    event.preventDefault();
    const written = login.value.trim();
    void run(written !== '' && !named.isWrong, async () => {
      await requestPasswordReset(written, named.code);
      told.value = written;
    });
  }

  return (
    <Entrance greeting={t('identity.forgottenTitle')} intro={t('identity.forgottenIntro')}>
      {told.value === undefined ? (
        <form onSubmit={submit} noValidate>
          <p>{t('identity.forgottenHow')}</p>
          <LoginField login={login} hint={t('identity.forgottenLoginHint')} error={missing(login.value)} />
          <NamedSchoolField named={named} error={tried.value && named.isWrong ? t('identity.schoolCodeWrong') : undefined} />
          <div role="alert">{failure.value && <Notice tone="danger">{failure.value}</Notice>}</div>
          <Button type="submit" kind="primary" size="large" icon={BellRing} busy={busy.value} wide>
            {t('identity.forgottenTell')}
          </Button>
          <NameSchool named={named} />
          <p class="entrance__foot">{t('identity.forgottenOthers')}</p>
        </form>
      ) : (
        <Told login={told.value} />
      )}
      <Link class="entrance__back" href="/sign-in?as=staff">
        <Icon of={ArrowLeft} size="1em" /> {t('identity.backToSignIn')}
      </Link>
    </Entrance>
  );
}

function Told({ login }: { login: string }) {
  return (
    <div class="entrance__told" role="status">
      <h2>{t('identity.toldTitle')}</h2>
      <p>{t('identity.toldText', { login })}</p>
      <ol class="entrance__steps">
        <li>{t('identity.toldStep1')}</li>
        <li>{t('identity.toldStep2')}</li>
        <li>{t('identity.toldStep3')}</li>
      </ol>
      <p class="entrance__foot">{t('identity.toldNothing')}</p>
    </div>
  );
}
