import { RotateCcw, Trash2 } from 'lucide-preact';
import { t } from '../../i18n';
import { Button, Notice } from '../../ui';
import { mayHaveCounted, refusalText, useRoom } from '../room';

/** Questions and typed answers that were refused: what somebody wrote stays until they let go of it. */
export function RefusedInPoll() {
  const room = useRoom();
  const isLive = room.view.value.phase === 'live';
  return (
    <>
      {room.link.outgoing.value.map((item) => {
        const { command, counter, state } = item;
        if (typeof state !== 'object' || !('refused' in state) || (command.type !== 'askPoll' && command.type !== 'answerPoll')) {
          return null;
        }

        const reason = refusalText(state.refused);
        const title = mayHaveCounted(room, state.refused, command) ? t('room.refused.perhapsCounted') : t(command.type === 'askPoll' ? 'room.refused.question' : 'room.refused.answer', { reason });
        const written = command.type === 'askPoll' ? [command.question, ...(command.choices ?? [])].join(' · ') : command.text;
        return (
          <Notice key={counter} tone="danger" title={title}>
            <p dir="auto">{written}</p>
            {isLive && state.refused !== 'pollClosed' && (
              <Button
                size="small"
                kind="quiet"
                icon={RotateCcw}
                onClick={() => {
                  room.link.discard(counter);
                  room.send(command);
                }}
              >
                {t('lesson.chat.again')}
              </Button>
            )}
            <Button size="small" kind="quiet" icon={Trash2} onClick={() => room.link.discard(counter)}>
              {t('lesson.chat.discard')}
            </Button>
          </Notice>
        );
      })}
    </>
  );
}
