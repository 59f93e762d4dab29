import { batch, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ArrowRight, RotateCcw } from 'lucide-preact';
import { ApiError } from '../api/http';
import { findCode, signIn, type CodeFound } from '../api/identity';
import { problemText } from '../api/problem';
import { useAttempt } from '../app/attempt';
import { known, signedIn, signOut } from '../app/session';
import { t } from '../i18n';
import { Avatar, Button, Notice, Waiting } from '../ui';
import { printedCode, scanned, type PrintedCard } from './card';
import { rememberSchool } from './device';
import { Entrance } from './entrance';
import { RememberMe } from './fields';

type Asked = { kind: 'asking' } | { kind: 'failed'; error: unknown } | { kind: 'found'; whose: CodeFound };

/** The way in with a printed card: says whose it is, and signs in only if it is they. */
export function CardPage({ card }: { card: PrintedCard }) {
  const asked = useSignal<Asked>({ kind: 'asking' });
  async function ask(): Promise<void> {
    asked.value = { kind: 'asking' };
    try {
      asked.value = { kind: 'found', whose: await findCode(card) };
    } catch (error) {
      asked.value = { kind: 'failed', error };
    }
  }

  useEffect(() => void ask(), [card]);

  switch (asked.value.kind) {
    case 'asking':
      return (
        <Entrance greeting={t('identity.cardTitle')} intro={t('identity.cardIntro')}>
          <Waiting label={t('identity.cardReading')} />
        </Entrance>
      );
    case 'failed':
      return <Failed error={asked.value.error} onRetry={() => void ask()} />;
    case 'found':
      return (
        <Entrance greeting={t('identity.cardTitle')} intro={t('identity.cardIntro')}>
          <Owner card={card} whose={asked.value.whose} />
        </Entrance>
      );
  }
}

/** Either the card is no longer good, or nobody could be asked. */
function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const isVoid = error instanceof ApiError && error.code === 'signInFailed';
  return (
    <Entrance greeting={t(isVoid ? 'identity.cardVoidTitle' : 'identity.cardTitle')} intro={t(isVoid ? 'identity.cardVoidIntro' : 'identity.cardIntro')}>
      <div class="card-form">
        <Notice tone={isVoid ? 'sun' : 'danger'} live>
          {isVoid ? t('identity.cardVoid') : problemText(error)}
        </Notice>
        {!isVoid && (
          <Button kind="primary" size="large" icon={RotateCcw} wide onClick={onRetry}>
            {t('ui.retry')}
          </Button>
        )}
        <Button wide onClick={() => (scanned.value = undefined)}>
          {t('identity.cardTyped')}
        </Button>
      </div>
    </Entrance>
  );
}

function Owner({ card, whose: { displayName, schoolName } }: { card: PrintedCard; whose: CodeFound }) {
  const remember = useSignal(false);
  const { busy, failure, run } = useAttempt();
  const other = known.value.kind === 'somebody' ? known.value.session.displayName : undefined;

  async function enter(): Promise<void> {
    if (known.value.kind === 'somebody') {
      await signOut(); // Whoever was here before stays signed in nowhere.
    }

    const session = await signIn({ type: 'code', ...card, remember: remember.value });
    rememberSchool(card.school);
    batch(() => {
      scanned.value = undefined;
      signedIn(session);
    });
  }

  return (
    <form
      class="card-form"
      onSubmit={(event) => {
        event.preventDefault();
        void run(true, enter);
      }}
    >
      <div class="card-form__who" role="status">
        <Avatar id={card.code} name={displayName} size="large" />
        <div>
          <h2 dir="auto">{displayName}</h2>
          {schoolName && <p>{schoolName}</p>}
          <p class="card-form__code">{printedCode(card.code)}</p>
        </div>
      </div>
      {other && <Notice tone="sun">{t('identity.cardInstead', { name: other })}</Notice>}
      <RememberMe remember={remember} />
      <div role="alert">{failure.value && <Notice tone="danger">{failure.value}</Notice>}</div>
      <Button type="submit" kind="primary" size="large" icon={ArrowRight} busy={busy.value} wide>
        {t('identity.cardMe')}
      </Button>
      <Button wide onClick={() => (scanned.value = undefined)}>
        {other ? t('identity.cardStay', { name: other }) : t('identity.cardNotMe')}
      </Button>
    </form>
  );
}
