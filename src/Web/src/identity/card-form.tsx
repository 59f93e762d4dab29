import { batch, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ArrowRight, RotateCcw } from 'lucide-preact';
import { ApiError } from '../api/http';
import { findCode, signIn, type CodeFound } from '../api/identity';
import { problemText } from '../api/problem';
import { useAttempt } from '../app/attempt';
import { known, signedIn, signOut } from '../app/session';
import { t } from '../i18n';
import { Avatar, Button, Check, Notice, Waiting } from '../ui';
import { printedCode, scanned, type PrintedCard } from './card';
import { rememberSchool } from './device';

type Asked = { kind: 'asking' } | { kind: 'failed'; error: unknown } | { kind: 'found'; whose: CodeFound };

/** The way in with a printed card: says whose it is, and signs in only if it is they. */
export function CardForm({ card }: { card: PrintedCard }) {
  const asked = useSignal<Asked>({ kind: 'asking' });
  const remember = useSignal(false);
  const { busy, failure, run } = useAttempt();
  const other = known.value.kind === 'somebody' ? known.value.session.displayName : undefined;

  async function ask(): Promise<void> {
    asked.value = { kind: 'asking' };
    try {
      asked.value = { kind: 'found', whose: await findCode(card) };
    } catch (error) {
      asked.value = { kind: 'failed', error };
    }
  }

  useEffect(() => void ask(), [card]);

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

  switch (asked.value.kind) {
    case 'asking':
      return <Waiting label={t('identity.cardReading')} />;
    case 'failed': {
      const { error } = asked.value;
      const isWrong = error instanceof ApiError && error.code === 'signInFailed';
      return (
        <div class="card-form">
          <Notice tone="danger" live>
            {isWrong ? t('identity.cardVoid') : problemText(error)}
          </Notice>
          {!isWrong && (
            <Button kind="primary" icon={RotateCcw} wide onClick={() => void ask()}>
              {t('ui.retry')}
            </Button>
          )}
          <Button wide onClick={() => (scanned.value = undefined)}>
            {t('identity.cardTyped')}
          </Button>
        </div>
      );
    }
    case 'found': {
      const { displayName, schoolName } = asked.value.whose;
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
          {other && (
            <Notice tone="sun">
              <p>{t('identity.cardInstead', { name: other })}</p>
            </Notice>
          )}
          <Check
            label={t('identity.rememberStudent')}
            hint={t('identity.rememberHint')}
            checked={remember.value}
            onCheck={(checked) => {
              remember.value = checked;
            }}
          />
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
  }
}
