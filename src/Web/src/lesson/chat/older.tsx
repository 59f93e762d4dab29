import { t } from '../../i18n';
import { Button } from '../../ui';
import type { MessageHistory } from './history';

/** The way to what was said before, above the conversation. */
export function OlderButton({ history }: { history: MessageHistory }) {
  const state = history.state.value;
  return (
    <div class="chat__older" role="status">
      {state === 'end' ? (
        <span class="said__time">{t('room.history.beginning')}</span>
      ) : (
        <Button size="small" kind="quiet" busy={state === 'reading'} onClick={() => void history.more()}>
          {t(state === 'failed' ? 'room.history.failed' : 'room.history.older')}
        </Button>
      )}
    </div>
  );
}
