import { RotateCcw } from 'lucide-preact';
import { t } from '../../i18n';
import { Button } from '../../ui';
import type { PageFault } from './pages';

/** What is said where a page is not drawn, or not yet. Trying again is offered only where it can help. */
export function SheetState({ fault, isDrawn, count, onAgain }: { fault: PageFault | undefined; isDrawn: boolean; /** How many pages the document really has. */ count: number; onAgain: () => void }) {
  return (
    <p class={`deck__state${fault === undefined ? '' : ' deck__state--bad'}`} role="status">
      {fault === undefined ? !isDrawn && t('decks.loading') : fault === 'missing' ? t('decks.missing', { count }) : t(`decks.${fault}`)}
      {fault === 'failed' && (
        <Button kind="chalk" size="small" icon={RotateCcw} onClick={onAgain}>
          {t('ui.retry')}
        </Button>
      )}
    </p>
  );
}
