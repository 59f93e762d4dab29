import type { ComponentChildren } from 'preact';
import { CloudOff, RotateCcw } from 'lucide-preact';
import { problemText } from '../api/problem';
import { t } from '../i18n';
import { Button, EmptyState, toast, Waiting } from '../ui';
import type { PagedList } from './paged-list';

type PagedProps<T, F> = {
  list: PagedList<T, F>;
  /** What could not be read. */
  failed: string;
  /** What fetches the following page. */
  more: string;
  onRetry: () => void;
  /** Shows what was found; `isWhole` unless more follow. */
  children: (items: readonly T[], isWhole: boolean) => ComponentChildren;
};

/** A list that comes page after page: waits for the first, says if it cannot be had, and ends with the way to the next. */
export function Paged<T, F>({ list, failed, more, onRetry, children }: PagedProps<T, F>) {
  const found = list.found.value;
  switch (found.kind) {
    case 'asking':
      return <Waiting label={t('ui.loading')} />;
    case 'failed':
      return (
        <EmptyState icon={CloudOff} title={failed} action={<Button icon={RotateCcw} onClick={onRetry}>{t('ui.retry')}</Button>}>
          {problemText(found.error)}
        </EmptyState>
      );
    case 'found':
      return (
        <>
          {children(found.items, found.next === undefined)}
          {found.next !== undefined && (
            <div class="office__more">
              <Button busy={found.isMoreComing} onClick={() => void list.more().catch((error: unknown) => toast(problemText(error), 'bad'))}>
                {more}
              </Button>
            </div>
          )}
        </>
      );
  }
}
