import { useSignal } from '@preact/signals';
import { Search, X } from 'lucide-preact';
import { useMemo } from 'preact/hooks';
import { t } from '../../i18n';
import { formatTime } from '../../i18n/format';
import { Avatar, Button, Field, IconButton } from '../../ui';
import { useRoom } from '../room';
import { MessageHistory } from './history';

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

/** Searches everything that was said and may be read. */
export function ChatSearch({ onClose }: { onClose: () => void }) {
  const room = useRoom();
  const text = useSignal('');
  const asked = useSignal('');
  const found = useMemo(() => new MessageHistory(room.lesson, () => undefined, asked.value), [room, asked.value]);
  const messages = found.messages.value;
  return (
    <div class="chat__search">
      <form
        role="search"
        class="chat__search-form"
        onSubmit={(event) => {
          event.preventDefault();
          asked.value = text.value.trim();
        }}
      >
        <Field label={t('room.history.search')} value={text.value} onText={(value) => (text.value = value)} maxLength={100} autoComplete="off" />
        <IconButton type="submit" kind="primary" icon={Search} label={t('room.history.search')} />
        <IconButton icon={X} label={t('ui.close')} onClick={onClose} />
      </form>
      {asked.value !== '' && <Found key={asked.value} found={found} />}
      {messages.length > 0 && (
        <ol class="chat__found">
          {messages.map((message) => (
            <li key={message.sequence} class="person">
              <Avatar id={message.by} name={room.nameOf(message.by)} size="small" />
              <span class="person__text">
                <span class="person__fact">
                  <bdi>{room.nameOf(message.by)}</bdi> · {formatTime(new Date(message.at))}
                </span>
                <span class="person__name" dir="auto">
                  {message.text}
                </span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** How a search stands; begins it. */
function Found({ found }: { found: MessageHistory }) {
  useMemo(() => void found.more(), [found]);
  const state = found.state.value;
  return (
    <div class="chat__older" role="status">
      {state === 'end' ? (
        <span class="said__time">{t('room.history.found', { count: found.messages.value.length })}</span>
      ) : (
        <Button size="small" kind="quiet" busy={state === 'reading'} onClick={() => void found.more()}>
          {t(state === 'failed' ? 'room.history.failed' : 'room.history.further')}
        </Button>
      )}
    </div>
  );
}
