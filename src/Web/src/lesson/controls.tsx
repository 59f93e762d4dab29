import { useSignal } from '@preact/signals';
import { CircleStop, FileText, Hand, MessageSquareLock, MessageSquareText, SlidersHorizontal, SmilePlus } from 'lucide-preact';
import { t } from '../i18n';
import { EMOJI, type Emoji } from '../protocol';
import { Button, Dialog, Menu, type MenuItem } from '../ui';
import { decksOpen } from './deck/decks-state';
import { useMedia } from './media';
import { useRoom } from './room';
import './controls.css';

/** What one can do with one's own hands: raise one, react; for a teacher, open and close what students may do, and end the lesson. */
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
          <Switches />
          <Documents />
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
        {t(isUp ? 'lesson.hand.lower' : 'lesson.hand.raise')}
      </Button>
      <span class="controls__place" role="status">
        {isUp ? t('lesson.hand.place', { count: place }) : !handsOpen && t('lesson.hand.closed')}
      </span>
    </div>
  );
}

/** All of them side by side; on a phone behind one button, so that none is cut. */
function Reactions() {
  const room = useRoom();
  const narrow = useMedia('(max-width: 560px)');
  const react = (emoji: Emoji) => room.link.signal({ type: 'reaction', emoji });
  if (narrow.value) {
    const items: MenuItem[] = EMOJI.map((emoji) => ({ label: emoji, name: t('lesson.control.reaction', { emoji }), onPick: () => react(emoji) }));
    return <Menu label={t('lesson.control.react')} icon={SmilePlus} items={items} up inLine />;
  }

  return (
    <div class="controls__reactions" role="group" aria-label={t('lesson.control.react')}>
      {EMOJI.map((emoji) => (
        <button key={emoji} type="button" class="controls__reaction" aria-label={t('lesson.control.reaction', { emoji })} onClick={() => react(emoji)}>
          {emoji}
        </button>
      ))}
    </div>
  );
}

/** Where there is no room for a button of their own, documents stand in the menu beside. */
const NARROW = '(max-width: 1100px)';

function Documents() {
  const narrow = useMedia(NARROW);
  return narrow.value ? null : (
    <Button icon={FileText} onClick={() => (decksOpen.value = true)}>
      {t('decks.open')}
    </Button>
  );
}

/** What a teacher allows. Each says what pressing it will do. */
function Switches() {
  const room = useRoom();
  const { chatOpen, handsOpen, hands } = room.view.value;
  const narrow = useMedia(NARROW);
  const items: MenuItem[] = [
    ...(narrow.value ? [{ label: t('decks.open'), icon: FileText, onPick: () => (decksOpen.value = true) }] : []),
    { label: t(chatOpen ? 'lesson.chat.close' : 'lesson.chat.open'), icon: chatOpen ? MessageSquareLock : MessageSquareText, onPick: () => room.send({ type: chatOpen ? 'closeChat' : 'openChat' }) },
    { label: t(handsOpen ? 'lesson.hand.forbid' : 'lesson.hand.allow'), icon: Hand, onPick: () => room.send({ type: handsOpen ? 'closeHands' : 'openHands' }) },
    ...(hands.length > 0 ? [{ label: t('lesson.hand.lowerAll'), icon: Hand, onPick: () => room.send({ type: 'lowerAllHands' }) }] : []),
  ];
  return <Menu label={t(narrow.value ? 'lesson.control.tools' : 'lesson.control.moderate')} icon={SlidersHorizontal} items={items} up start labelled />;
}

function EndLesson() {
  const room = useRoom();
  const asking = useSignal(false);
  const narrow = useMedia('(max-width: 720px)');
  const others = Object.entries(room.view.value.people).filter(([participant, person]) => person.leftAt === undefined && participant !== room.you.value?.participant).length;
  return (
    <>
      <Button kind="danger" icon={CircleStop} aria-label={t('lesson.control.end')} busy={room.isSending('endLesson')} onClick={() => (asking.value = true)}>
        {t(narrow.value ? 'lesson.control.endShort' : 'lesson.control.end')}
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
              icon={CircleStop}
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
