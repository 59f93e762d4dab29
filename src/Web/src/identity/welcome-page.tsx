import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { KeyRound, LogIn } from 'lucide-preact';
import { Link, useLocation } from 'wouter-preact';
import { ApiError } from '../api/http';
import { acceptInvitation, findInvitation, findSetup, setUp, signIn, type InvitationFound } from '../api/identity';
import { problemText } from '../api/problem';
import { useAttempt } from '../app/attempt';
import { useTitle } from '../app/router';
import { signedIn } from '../app/session';
import { suggestLanguage, t } from '../i18n';
import { Button, Field, LinkButton, Notice, PasswordField, Waiting } from '../ui';
import { Entrance } from './entrance';
import { LoginField } from './fields';

/** Characters below which the gateway refuses a password. */
const PASSWORD_MIN = 10;

/** The secret of a link stands after the #, which browsers send to nobody. */
export function secretOf(hash: string): { kind: 'setup' | 'invitation'; token: string } | undefined {
  const fragment = new URLSearchParams(hash.replace(/^#/, ''));
  const setup = fragment.get('setup');
  const invitation = fragment.get('invitation');
  return setup ? { kind: 'setup', token: setup } : invitation ? { kind: 'invitation', token: invitation } : undefined;
}

/** What is known of a link: not answered yet, good (for whom, if it is an invitation), or spent. */
type LinkState = { kind: 'asking' } | { kind: 'good'; invited?: InvitationFound } | { kind: 'spent' };

/** Where an invitation chooses a password, the first or a new one, and where an administrator of the node begins. */
export function WelcomePage() {
  const secret = useSignal(secretOf(location.hash)).value;
  const link = useSignal<LinkState>({ kind: secret === undefined ? 'good' : 'asking' });
  const isInvitation = secret?.kind === 'invitation';
  const invited = link.value.kind === 'good' ? link.value.invited : undefined;
  useTitle(() => t(titleOf(link.value)));
  useEffect(() => {
    if (secret === undefined) {
      return;
    }

    check(secret).then(
      (found) => {
        link.value = found;
        if (found.kind === 'good' && found.invited) {
          void suggestLanguage(found.invited.language);
        }
      },
      () => (link.value = { kind: 'good' }), // Only a link that is surely spent stops here; should the server be away, choosing a password says so.
    );
  }, []);

  const intro = link.value.kind === 'spent' ? 'identity.spentIntro' : !isInvitation ? 'identity.setupIntro' : invited?.hasPassword ? 'identity.renewIntro' : 'identity.invitationIntro';
  return (
    <Entrance greeting={t(titleOf(link.value))} intro={t(intro)}>
      {link.value.kind === 'asking' ? (
        <Waiting label={t('identity.checkingLink')} />
      ) : link.value.kind === 'spent' ? (
        <Spent isInvitation={isInvitation} />
      ) : (
        <>
          {invited && <Invited invited={invited} />}
          <WelcomeForm token={secret?.token ?? ''} invited={invited} setup={!isInvitation} onSpent={() => (link.value = { kind: 'spent' })} />
        </>
      )}
    </Entrance>
  );
}

function titleOf(link: LinkState): 'identity.spentTitle' | 'identity.renewTitle' | 'identity.welcomeTitle' {
  return link.kind === 'spent' ? 'identity.spentTitle' : link.kind === 'good' && link.invited?.hasPassword ? 'identity.renewTitle' : 'identity.welcomeTitle';
}

async function check({ kind, token }: { kind: 'setup' | 'invitation'; token: string }): Promise<LinkState> {
  try {
    return kind === 'invitation' ? { kind: 'good', invited: await findInvitation(token) } : (await findSetup(token), { kind: 'good' });
  } catch (error) {
    if (isSpent(error)) {
      return { kind: 'spent' };
    }

    throw error;
  }
}

function isSpent(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'tokenSpent';
}

/** Says for whom the link is before anything is typed. */
function Invited({ invited: { displayName, schoolName, login } }: { invited: InvitationFound }) {
  return (
    <div>
      <h2>{displayName ?? login}</h2>
      {schoolName && <p>{schoolName}</p>}
      <p class="entrance__foot">{t('identity.loginIs', { login })}</p>
    </div>
  );
}

/** Why a link does nothing any more, and what to do instead. */
function Spent({ isInvitation }: { isInvitation: boolean }) {
  return (
    <>
      <p role="alert">{t(isInvitation ? 'identity.spentInvitation' : 'identity.spentSetup')}</p>
      <LinkButton as={Link} kind="primary" size="large" icon={LogIn} href="/sign-in?as=staff">
        {t('identity.signIn')}
      </LinkButton>
      {isInvitation && <Link href="/forgotten-password">{t('identity.forgotPassword')}</Link>}
    </>
  );
}

type WelcomeFormProps = { token: string; invited?: InvitationFound | undefined; setup: boolean; onSpent: () => void };

function WelcomeForm({ token: given, invited, setup, onSpent }: WelcomeFormProps) {
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
    void run(!tooShort && token.value.trim() !== '' && (!setup || login.value.trim() !== ''), choose, explain);
  }

  /** A link that was spent meanwhile says so in place of the form; a code that was typed can be typed again. */
  function explain(error: unknown): string {
    if (isSpent(error) && given !== '') {
      onSpent();
    }

    return problemText(error);
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
      {invited && <input type="email" name="username" autoComplete="username" value={invited.login} readOnly hidden />}
      {setup && (
        <>
          <LoginField login={login} error={missing(login.value)} />
          <Field label={t('identity.displayName')} value={name.value} onText={(text) => (name.value = text)} name="name" autoComplete="name" maxLength={100} />
        </>
      )}
      <PasswordField
        label={t(invited?.hasPassword ? 'identity.newPassword' : 'identity.password')}
        hint={t('identity.newPasswordHint', { count: PASSWORD_MIN })}
        error={tried.value && tooShort ? t('identity.passwordTooShort', { count: PASSWORD_MIN }) : undefined}
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
