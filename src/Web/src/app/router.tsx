import { signal, useSignalEffect } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { CloudOff, RotateCcw } from 'lucide-preact';
import { t } from '../i18n';
import { reloadFresh } from '../offline/keep';
import { Button, EmptyState, Waiting } from '../ui';

/** A page that is fetched when it is first shown, so that the first page stays light. */
export const lazyPage = <P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> => lazily(load, MissingPage);

/** A part of a page that is fetched when it is first shown. Without it, the rest of the page goes on. */
export const lazyPart = <P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> => lazily(load, MissingPart);

function lazily<P extends object>(load: () => Promise<ComponentType<P>>, Missing: ComponentType<{ onRetry: () => void }>): ComponentType<P> {
  const loaded = signal<ComponentType<P> | undefined>(undefined);
  const failed = signal(false);
  let asked = false;
  function ask(): void {
    asked = true;
    failed.value = false;
    load().then(
      (page) => (loaded.value = page),
      () => (failed.value = true),
    );
  }

  return (props: P) => {
    if (!asked) {
      ask();
    }

    const Page = loaded.value;
    return Page ? <Page {...props} /> : failed.value ? <Missing onRetry={ask} /> : <Waiting label={t('ui.loading')} />;
  };
}

const MissingPage = ({ onRetry }: { onRetry: () => void }) => (
  <main class="app-message" tabIndex={-1}>
    <MissingPart onRetry={onRetry} />
  </main>
);

/** What was to be shown cannot be fetched: there is no network, or the server has a newer page by now, without this part. */
function MissingPart({ onRetry }: { onRetry: () => void }) {
  useEffect(() => {
    addEventListener('online', onRetry);
    return () => removeEventListener('online', onRetry);
  }, [onRetry]);
  const action = (
    <Button kind="primary" icon={RotateCcw} onClick={() => void reloadFresh()}>
      {t('ui.reload')}
    </Button>
  );
  return (
    <EmptyState icon={CloudOff} title={t('ui.partMissingTitle')} action={action}>
      {t('ui.partMissingText')}
    </EmptyState>
  );
}

/** Names the page in the tab and for screen readers. */
export function useTitle(title: () => string): void {
  const latest = useRef(title);
  latest.current = title;
  useSignalEffect(() => {
    document.title = `${latest.current()} · ${t('ui.appName')}`;
  });
}
