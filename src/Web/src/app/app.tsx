import { useEffect, useErrorBoundary } from 'preact/hooks';
import { CloudOff, Compass, RotateCcw } from 'lucide-preact';
import { Link, Redirect, Route, Router, Switch, useLocation } from 'wouter-preact';
import { ApiError } from '../api/http';
import type { Session } from '../api/identity';
import { problemText } from '../api/problem';
import { DayPage } from '../day/day-page';
import { SignInPage } from '../identity/sign-in-page';
import { t } from '../i18n';
import { reloadFresh } from '../offline/keep';
import { Button, EmptyState, LinkButton, Toasts, Waiting } from '../ui';
import { lazyPage, useTitle } from './router';
import { homeOf, isOffice, known, loadSession } from './session';
import { Shell } from './shell';
import { askBeforeLeaving } from './unsaved';
import './app.css';

/** Fetches the code of the lesson. */
export const loadLessonPage = async () => (await import('../lesson/lesson-page')).LessonPage;

const LessonPage = lazyPage(loadLessonPage);
const OfficePage = lazyPage(async () => (await import('../office/office-page')).loadOfficePage());
const RegisterPage = lazyPage(async () => (await import('../register/register-page')).RegisterPage);
const WelcomePage = lazyPage(async () => (await import('../identity/welcome-page')).WelcomePage);
const WeekPage = lazyPage(async () => (await import('../day/week-page')).loadWeekPage());
const ClassPage = lazyPage(async () => (await import('../day/class-page')).loadClassPage());
const ForgottenPage = lazyPage(async () => (await import('../identity/forgotten-page')).ForgottenPage);
const ShowcasePage = lazyPage(async () => (await import('../showcase/showcase-page')).ShowcasePage);

export function App() {
  const [error, retry] = useErrorBoundary();
  return (
    <>
      <Router aroundNav={askBeforeLeaving}>{error ? <Broken onRetry={retry} /> : <Pages />}</Router>
      <Toasts />
    </>
  );
}

function Pages() {
  const [path] = useLocation();
  return (
    <Switch>
      <Route path="/ui">
        <ShowcasePage />
      </Route>
      <Route path="/welcome">
        <WelcomePage />
      </Route>
      <Route path="/sign-in">
        <SignInPage />
      </Route>
      <Route path="/forgotten-password">
        <ForgottenPage />
      </Route>
      <Route path="/">
        <ForSomebody from={path}>{(session) => <Redirect to={homeOf(session)} replace />}</ForSomebody>
      </Route>
      <Route path="/day">
        <ForSomebody from={path}>{(session) => (homeOf(session) === path ? <DayPage /> : <Redirect to={homeOf(session)} replace />)}</ForSomebody>
      </Route>
      <Route path="/days/:day">{({ day }) => <ForSomebody from={path}>{() => <WeekPage day={day} />}</ForSomebody>}</Route>
      <Route path="/classes/:id">{({ id }) => <ForSomebody from={path}>{() => <ClassPage key={id} id={decodeURIComponent(id)} />}</ForSomebody>}</Route>
      <Route path="/office/*?">
        <ForSomebody from={path}>{(session) => (isOffice(session) ? <OfficePage session={session} /> : <NotFound />)}</ForSomebody>
      </Route>
      <Route path="/lessons/:id/register">{({ id }) => <ForSomebody from={path}>{() => <RegisterPage key={id} lesson={decodeURIComponent(id)} />}</ForSomebody>}</Route>
      <Route path="/lessons/:id">{({ id }) => <ForSomebody from={path}>{() => <LessonPage key={id} lesson={decodeURIComponent(id)} />}</ForSomebody>}</Route>
      <Route>
        <NotFound />
      </Route>
    </Switch>
  );
}

/** Shows a page to whoever is signed in; sends others to sign in, and back here afterwards. */
function ForSomebody({ from, children }: { from: string; children: (session: Session) => preact.ComponentChildren }) {
  const who = known.value;
  switch (who.kind) {
    case 'asking':
      return <Waiting label={t('ui.loading')} />;
    case 'failed':
      return <Unreachable error={who.error} />;
    case 'nobody':
      return <Redirect to={from === '/' || from === '/day' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(from)}`} replace />;
    case 'somebody':
      return <>{children(who.session)}</>;
  }
}

/** How often a page that could not ask who sits here asks again, in milliseconds; up to twice as long, so that a school does not ask at once. */
const ASK_AGAIN_MS = 5_000;

/** Nobody could be asked who sits here: says why, what is kept meanwhile, and asks again by itself. */
function Unreachable({ error }: { error: unknown }) {
  useTitle(() => t('ui.unreachableTitle'));
  useEffect(() => {
    const askAgain = () => void loadSession();
    const timer = setTimeout(askAgain, ASK_AGAIN_MS * (1 + Math.random()));
    addEventListener('online', askAgain);
    return () => {
      clearTimeout(timer);
      removeEventListener('online', askAgain);
    };
  }, [error]);
  const isOffline = error instanceof ApiError && error.status === 0;
  return (
    <main class="app-message" tabIndex={-1}>
      <EmptyState icon={CloudOff} title={problemText(error)} action={<Button icon={RotateCcw} onClick={() => void loadSession()}>{t('ui.retry')}</Button>}>
        {isOffline && t('ui.unreachableText')}
      </EmptyState>
    </main>
  );
}

function NotFound() {
  useTitle(() => t('ui.notFoundTitle'));
  const action = (
    <LinkButton as={Link} href="/">
      {t(known.value.kind === 'nobody' ? 'ui.toSignIn' : 'ui.home')}
    </LinkButton>
  );
  return (
    <Shell>
      <EmptyState icon={Compass} title={t('ui.notFoundTitle')} action={action}>
        {t('ui.notFoundText')}
      </EmptyState>
    </Shell>
  );
}

function Broken({ onRetry }: { onRetry: () => void }) {
  return (
    <main class="app-message" tabIndex={-1}>
      <EmptyState
        icon={RotateCcw}
        title={t('ui.brokenTitle')}
        action={
          <Button
            kind="primary"
            onClick={() => {
              onRetry();
              void reloadFresh();
            }}
          >
            {t('ui.reload')}
          </Button>
        }
      >
        {t('ui.brokenText')}
      </EmptyState>
    </main>
  );
}
