import { useSignal } from '@preact/signals';
import { GraduationCap, School } from 'lucide-preact';
import { Link, Redirect, useSearch } from 'wouter-preact';
import { known } from '../app/session';
import { lazyPage, useTitle } from '../app/router';
import { t } from '../i18n';
import { Tabs } from '../ui';
import { scanned } from './card';
import { CodeForm } from './code-form';
import { rememberedSchool } from './device';
import { Entrance } from './entrance';
import { PasswordForm } from './password-form';

const CardPage = lazyPage(async () => (await import('./card-page')).CardPage);

/** Where a signed-in person goes on: only to a path of this page, never to another site. */
export function destination(search: string): string {
  const to = new URLSearchParams(search).get('to') ?? '/';
  return /^\/(?![/\\])/.test(to) ? to : '/';
}

/** Two ways in: students by the two codes of their slip, everybody else by e-mail address and password. */
export function SignInPage() {
  const search = useSearch();
  const asStaff = new URLSearchParams(search).get('as') === 'staff';
  const who = useSignal<'student' | 'staff'>(asStaff ? 'staff' : 'student');
  useTitle(() => t('identity.pageTitle'));

  // Also somebody who is signed in may have scanned a card: theirs, or that of whoever sits here now.
  if (scanned.value !== undefined) {
    return <CardPage card={scanned.value} />;
  }

  if (known.value.kind === 'somebody') {
    return <Redirect to={destination(search)} replace />;
  }

  return (
    <Entrance greeting={t('identity.signInTitle')} intro={t('identity.signInIntro')}>
      <Tabs
        label={t('identity.tabsLabel')}
        value={who.value}
        onChange={(key) => {
          who.value = key;
        }}
        tabs={[
          { key: 'student', label: t('identity.student'), icon: GraduationCap },
          { key: 'staff', label: t('identity.staff'), icon: School },
        ]}
      >
        {who.value === 'student' ? <CodeForm school={rememberedSchool()} /> : <PasswordForm login={new URLSearchParams(search).get('login') ?? ''} />}
      </Tabs>
      <p class="entrance__foot">{who.value === 'student' ? t('identity.forgotCode') : <Link href="/forgotten-password">{t('identity.forgotPassword')}</Link>}</p>
    </Entrance>
  );
}
