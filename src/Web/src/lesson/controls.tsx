import { useSignal } from '@preact/signals';
import { Hand, HandMetal, MessageSquareLock, MessageSquareText, PhoneOff, ShieldCheck } from 'lucide-preact';
import { t } from '../i18n';
import { EMOJI, type Emoji } from '../protocol';
import { Button, Dialog, Menu, type MenuItem } from '../ui';
import { useRoom } from './room';
import './controls.css';

/** What one can do with one's own hands: raise one, react; for a teacher, keep the room calm and end the lesson. */
export function Controls() {
  const room = useRoom();
  const view = room.view.value;
  if (view.phase !== 'live' || !room.isInside.value) {
    return null;
  }

  return (
    <section class="controls" aria-label={t('lesson.controls')}>
      {room.isTeacher.value ? (
        <>
          <Calm />
          <Reactions />
          <EndLesson />
        </>
      ) : (
        <>
          <RaiseHand />
          <Reactions />
        </>
      )}
    </section>
  );
}

function RaiseHand() {
  const room = useRoom();
  const { hands, handsOpen } = room.view.value;
  const place = hands.findIndex((hand) => hand.participant === room.you.value?.participant) + 1;
  const isUp = place > 0;
  return (
    <div class="controls__hand">
      <Button
        kind={isUp ? 'primary' : 'secondary'}
        size="large"
        icon={Hand}
        aria-pressed={isUp}
        disabled={!isUp && !handsOpen}
        busy={room.isSending('raiseHand') || room.isSending('lowerHand')}
        onClick={() => room.send({ type: isUp ? 'lowerHand' : 'raiseHand' })}
      >
        {t(isUp ? 'lesson.hand.lower' : handsOpen ? 'lesson.hand.raise' : 'lesson.hand.closed')}
      </Button>
      <span class="controls__place" role="status">
        {isUp && t('lesson.hand.place', { place })}
      </span>
    </div>
  );
}

function Reactions() {
  const room = useRoom();
  return (
    <div class="controls__reactions" role="group" aria-label={t('lesson.control.react')}>
      {EMOJI.map((emoji: Emoji) => (
        <button key={emoji} type="button" class="controls__reaction" aria-label={t('lesson.control.reaction', { emoji })} onClick={() => room.link.signal({ type: 'reaction', emoji })}>
          {emoji}
        </button>
      ))}
    </div>
  );
}

/** The teacher's switches. Each says what pressing it will do. */
function Calm() {
  const room = useRoom();
  const { chatOpen, handsOpen, hands } = room.view.value;
  const items: MenuItem[] = [
    { label: t(chatOpen ? 'lesson.chat.close' : 'lesson.chat.open'), icon: chatOpen ? MessageSquareLock : MessageSquareText, onPick: () => room.send({ type: chatOpen ? 'closeChat' : 'openChat' }) },
    { label: t(handsOpen ? 'lesson.hand.forbid' : 'lesson.hand.allow'), icon: HandMetal, onPick: () => room.send({ type: handsOpen ? 'closeHands' : 'openHands' }) },
    ...(hands.length > 0 ? [{ label: t('lesson.hand.lowerAll'), icon: Hand, onPick: () => room.send({ type: 'lowerAllHands' }) }] : []),
  ];
  return <Menu label={t('lesson.control.moderate')} icon={ShieldCheck} items={items} up labelled />;
}

function EndLesson() {
  const room = useRoom();
  const asking = useSignal(false);
  const others = Object.entries(room.view.value.people).filter(([participant, person]) => person.leftAt === undefined && participant !== room.you.value?.participant).length;
  return (
    <>
      <Button kind="danger" icon={PhoneOff} busy={room.isSending('endLesson')} onClick={() => (asking.value = true)}>
        {t('lesson.control.end')}
      </Button>
      <Dialog
        open={asking.value}
        title={t('lesson.control.endTitle')}
        onClose={() => (asking.value = false)}
        actions={
          <>
            <Button onClick={() => (asking.value = false)}>{t('lesson.control.goOn')}</Button>
            <Button
              kind="danger"
              icon={PhoneOff}
              onClick={() => {
                asking.value = false;
                room.send({ type: 'endLesson' });
              }}
            >
              {t('lesson.control.end')}
            </Button>
          </>
        }
      >
        <p>{others === 0 ? t('lesson.control.endAlone') : t('lesson.control.endText', { count: others })}</p>
      </Dialog>
    </>
  );
}
