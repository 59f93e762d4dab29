import { FileUp, Hand, MessageSquareText } from 'lucide-preact';
import { t } from '../i18n';
import { formatTime } from '../i18n/format';
import { lazyPart } from '../app/router';
import { Avatar, Button, Icon } from '../ui';
import { BoardEnded, BoardOutside, BoardWaiting } from './board-states';
import { decksOpen, dropped } from './deck/decks-state';
import { PollOnBoard, ToPoll } from './poll/poll-on-board';
import { useRoom } from './room';
import './board.css';

// What draws documents is fetched with the first one.
const DeckPage = lazyPart(async () => (await import('./deck/deck-page')).DeckPage);
const DecksDialog = lazyPart(async () => (await import('./deck/decks-dialog')).DecksDialog);

/** The blackboard: what everybody looks at. */
export function Board() {
  const room = useRoom();
  const mayBring = room.isTeacher.value && room.isInside.value && room.view.value.phase !== 'ended';
  return (
    <main
      class="board"
      id="board"
      tabIndex={-1}
      aria-label={t('lesson.stage')}
      onDragOver={(event) => mayBring && event.preventDefault()}
      onDrop={(event) => {
        const files = [...(event.dataTransfer?.files ?? [])];
        if (mayBring && files.length > 0) {
          event.preventDefault();
          dropped.value = files;
          decksOpen.value = true;
        }
      }}
    >
      <OnBoard />
      {decksOpen.value && mayBring && <DecksDialog />}
    </main>
  );
}

function OnBoard() {
  const room = useRoom();
  const view = room.view.value;
  if (!room.isInside.value) {
    return <BoardOutside />;
  }

  switch (view.phase) {
    case 'planned':
      return <BoardWaiting />;
    case 'ended':
      return <BoardEnded />;
    case 'live':
      return (
        <>
          <Hands />
          <div class="board__middle" role="group" aria-label={t('lesson.board.shown')} tabIndex={0}>
            {view.stage ? <DeckPage stage={view.stage} /> : <PollOnBoard otherwise={<EmptyBoard />} />}
          </div>
          {view.stage && (
            <div class="board__answer">
              <ToPoll />
            </div>
          )}
          <Reactions />
        </>
      );
  }
}

function EmptyBoard() {
  const room = useRoom();
  return (
    <div class="board__empty">
      <Icon of={MessageSquareText} size="2rem" />
      <p>{t(room.isTeacher.value ? 'lesson.board.emptyTeacher' : 'lesson.board.emptyStudent')}</p>
      {room.isTeacher.value && (
        <Button kind="chalk" icon={FileUp} onClick={() => (decksOpen.value = true)}>
          {t('decks.open')}
        </Button>
      )}
    </div>
  );
}

/** Who wants to speak, in order, for everybody to see. */
function Hands() {
  const room = useRoom();
  const { hands } = room.view.value;
  if (hands.length === 0) {
    return null;
  }

  return (
    <ol class="board__hands" aria-label={t('lesson.hand.title')} tabIndex={0}>
      {hands.map(({ participant, at }) => (
        <li key={participant} class="board__hand">
          <Icon of={Hand} size="1.05em" />
          <span>{room.nameOf(participant)}</span>
          <time dateTime={at} class="visually-hidden">
            {t('lesson.hand.since', { time: formatTime(new Date(at)) })}
          </time>
        </li>
      ))}
    </ol>
  );
}

/** Reactions of the last seconds. Decorative: they are not read aloud, as thirty thumbs would drown the lesson. */
function Reactions() {
  const room = useRoom();
  return (
    <div class="board__reactions" aria-hidden="true">
      {room.link.fleeting.value.flatMap(({ by, signal }) =>
        signal.type === 'reaction'
          ? [
              <span key={by} class="board__reaction">
                <Avatar id={by} name={room.nameOf(by)} size="small" />
                {signal.emoji}
              </span>,
            ]
          : [],
      )}
    </div>
  );
}
