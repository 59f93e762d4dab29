import { signal, useSignalEffect } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useRef } from 'preact/hooks';
import { t } from '../i18n';
import { Waiting } from '../ui';

/** A page that is fetched when it is first shown, so that the first page stays light. */
export function lazyPage<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const loaded = signal<ComponentType<P> | undefined>(undefined);
  const failed = signal<unknown>(undefined);
  let asked: Promise<void> | undefined;
  return (props: P) => {
    asked ??= load().then(
      (page) => {
        loaded.value = page;
      },
      (error: unknown) => {
        asked = undefined;
        failed.value = error;
      },
    );
    if (failed.value !== undefined) {
      throw failed.value;
    }

    const Page = loaded.value;
    return Page ? <Page {...props} /> : <Waiting label={t('ui.loading')} />;
  };
}

/** Names the page in the tab and for screen readers. */
export function useTitle(title: () => string): void {
  const latest = useRef(title);
  latest.current = title;
  useSignalEffect(() => {
    document.title = `${latest.current()} · ${t('ui.appName')}`;
  });
}
