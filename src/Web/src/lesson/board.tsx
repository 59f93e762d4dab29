import { ChevronLeft, ChevronRight, Eraser, Hand, MessageSquareText } from 'lucide-preact';
import { t } from '../i18n';
import { formatTime } from '../i18n/format';
import { Avatar, Icon, IconButton } from '../ui';
import { BoardEnded, BoardOutside, BoardWaiting } from './board-states';
import { PollOnBoard } from './poll/poll-on-board';
import { useRoom } from './room';
import type { Stage } from '../protocol';
import './board.css';

/** The blackboard: what everybody looks at. */
export function Board() {
  return (
    <main class="board" id="board" tabIndex={-1} aria-label={t('lesson.stage')}>
      <OnBoard />
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
          <div class="board__middle" tabIndex={0}>{view.stage ? <Page stage={view.stage} /> : <PollOnBoard otherwise={<EmptyBoard />} />}</div>
          <Reactions />
        </>
      );
  }
}

function EmptyBoard() {
  const room = useRoom();
  return (
    <p class="board__empty">
      <Icon of={MessageSquareText} size="2rem" />
      {t(room.isTeacher.value ? 'lesson.board.emptyTeacher' : 'lesson.board.emptyStudent')}
    </p>
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
    <ol class="board__hands" aria-label={t('lesson.hand.title')}>
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

/** A page of a deck, until decks can be drawn: the sheet and its number, and the way to the next for whoever presents. */
function Page({ stage }: { stage: Stage }) {
  const room = useRoom();
  const { presenter } = room.view.value;
  const mayTurn = room.isTeacher.value || presenter === room.you.value?.participant;
  return (
    <figure class="board__page">
      <div class="board__sheet" aria-hidden="true">
        {stage.page}
      </div>
      <figcaption class="board__caption">
        {mayTurn && (
          <IconButton kind="chalk" icon={ChevronLeft} label={t('lesson.board.previous')} disabled={stage.page <= 1} onClick={() => room.send({ type: 'turnPage', page: stage.page - 1 })} />
        )}
        <span>{t('lesson.board.page', { page: stage.page, pages: stage.pages })}</span>
        {mayTurn && (
          <IconButton kind="chalk" icon={ChevronRight} label={t('lesson.board.next')} disabled={stage.page >= stage.pages} onClick={() => room.send({ type: 'turnPage', page: stage.page + 1 })} />
        )}
        {room.isTeacher.value && (
          <IconButton kind="chalk" icon={Eraser} label={t('lesson.board.hide')} onClick={() => room.send({ type: 'hideDeck' })} />
        )}
      </figcaption>
    </figure>
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
