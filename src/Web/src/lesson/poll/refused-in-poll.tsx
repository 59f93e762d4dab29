import { RotateCcw, Trash2 } from 'lucide-preact';
import { isMessage, t } from '../../i18n';
import { Button, Notice } from '../../ui';
import { useRoom } from '../room';

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

        const key = `refusal.${state.refused}`;
        const reason = isMessage(key) ? t(key) : t('problem.unknown');
        const written = command.type === 'askPoll' ? [command.question, ...(command.choices ?? [])].join(' · ') : command.text;
        return (
          <Notice key={counter} tone="danger" title={t(command.type === 'askPoll' ? 'room.refused.question' : 'room.refused.answer', { reason })}>
            <p dir="auto">{written}</p>
            {isLive && (
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
