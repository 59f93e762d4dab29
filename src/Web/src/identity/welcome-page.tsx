import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { KeyRound } from 'lucide-preact';
import { Link, useLocation } from 'wouter-preact';
import { ApiError } from '../api/http';
import { acceptInvitation, findInvitation, setUp, signIn, type InvitationFound } from '../api/identity';
import { problemText } from '../api/problem';
import { useAttempt } from '../app/attempt';
import { useTitle } from '../app/router';
import { signedIn } from '../app/session';
import { t } from '../i18n';
import { Button, Field, LinkButton, Notice, PasswordField } from '../ui';
import { Entrance } from './entrance';

/** Characters below which the gateway refuses a password. */
const PASSWORD_MIN = 10;

/** The secret of a link stands after the #, which browsers send to nobody. */
export function secretOf(hash: string): { kind: 'setup' | 'invitation'; token: string } | undefined {
  const fragment = new URLSearchParams(hash.replace(/^#/, ''));
  const setup = fragment.get('setup');
  const invitation = fragment.get('invitation');
  return setup ? { kind: 'setup', token: setup } : invitation ? { kind: 'invitation', token: invitation } : undefined;
}

/** Where an invitation, or the first administrator of a node, chooses a password. */
export function WelcomePage() {
  const secret = useSignal(secretOf(location.hash));
  const setup = secret.value?.kind !== 'invitation';
  useTitle(() => t('identity.welcomeTitle'));
  return (
    <Entrance greeting={t('identity.welcomeTitle')} intro={t(setup ? 'identity.setupIntro' : 'identity.invitationIntro')}>
      {secret.value?.kind === 'invitation' ? <Invited token={secret.value.token} /> : <WelcomeForm token={secret.value?.token ?? ''} setup />}
    </Entrance>
  );
}

/** Says for whom the link is before anything is typed, or at once that it is spent. */
function Invited({ token }: { token: string }) {
  const found = useSignal<InvitationFound | undefined>(undefined);
  const spent = useSignal<unknown>(undefined);
  useEffect(() => {
    findInvitation(token).then(
      (invitation) => (found.value = invitation),
      // Only a link that is surely spent stops here; should the server be away, choosing a password says so.
      (error: unknown) => (spent.value = error instanceof ApiError && error.code === 'tokenSpent' ? error : undefined),
    );
  }, [token]);

  if (spent.value !== undefined) {
    return (
      <>
        <Notice tone="danger">{problemText(spent.value)}</Notice>
        <LinkButton as={Link} href="/sign-in?as=staff">
          {t('identity.signIn')}
        </LinkButton>
      </>
    );
  }

  const { displayName, schoolName, login } = found.value ?? {};
  return (
    <>
      {login && (
        <div>
          <h2>{displayName ?? login}</h2>
          {schoolName && <p>{schoolName}</p>}
          <p class="entrance__foot">{t('identity.loginIs', { login })}</p>
        </div>
      )}
      <WelcomeForm token={token} login={login} setup={false} />
    </>
  );
}

function WelcomeForm({ token: given, login: invited, setup }: { token: string; login?: string | undefined; setup: boolean }) {
  const [, go] = useLocation();
  const token = useSignal(given);
  const login = useSignal('');
  const name = useSignal('');
  const password = useSignal('');
  const { busy, tried, failure, missing, run } = useAttempt();
  const tooShort = password.value.length < PASSWORD_MIN;

  async function choose(): Promise<void> {
    const chosen = setup ? { login: await asAdministrator() } : await acceptInvitation({ token: token.value, password: password.value });
    history.replaceState(null, '', location.pathname); // The secret is spent; it need not stay in the address bar.
    signedIn(await signIn({ type: 'password', ...chosen, password: password.value, remember: false }));
    go('/');
  }

  function submit(event: Event): void {
    event.preventDefault();
    void run(!tooShort && token.value.trim() !== '' && (!setup || login.value.trim() !== ''), choose);
  }

  async function asAdministrator(): Promise<string> {
    const displayName = name.value.trim();
    await setUp({ token: token.value.trim(), login: login.value.trim(), password: password.value, ...(displayName === '' ? {} : { displayName }) });
    return login.value.trim();
  }

  return (
    <form onSubmit={submit} noValidate>
      {setup && <h2>{t('identity.setupTitle')}</h2>}
      {setup && given === '' && (
        <Field label={t('identity.setupToken')} hint={t('identity.setupTokenHint')} error={missing(token.value)} value={token.value} onText={(text) => (token.value = text)} class="field__control--code" autoComplete="off" spellcheck={false} />
      )}
      {/* For password managers: what the password is kept for. */}
      {invited !== undefined && <input type="email" name="username" autoComplete="username" value={invited} readOnly hidden />}
      {setup && (
        <>
          <Field label={t('identity.login')} error={missing(login.value)} value={login.value} onText={(text) => (login.value = text)} type="email" name="username" autoComplete="username" maxLength={254} />
          <Field label={t('identity.displayName')} value={name.value} onText={(text) => (name.value = text)} name="name" autoComplete="name" maxLength={100} />
        </>
      )}
      <PasswordField
        label={t('identity.newPassword')}
        hint={t('identity.newPasswordHint')}
        error={tried.value && tooShort ? t('identity.passwordTooShort') : undefined}
        value={password.value}
        onText={(text) => (password.value = text)}
        name="password"
        autoComplete="new-password"
        maxLength={256}
      />
      <div role="alert">{failure.value && <Notice tone="danger">{failure.value}</Notice>}</div>
      <Button type="submit" kind="primary" size="large" icon={KeyRound} busy={busy.value} wide>
        {t(setup ? 'identity.createAdministrator' : 'identity.choosePassword')}
      </Button>
    </form>
  );
}
