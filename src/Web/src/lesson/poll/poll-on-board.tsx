import type { ComponentChildren } from 'preact';
import { ChartColumn, Eraser } from 'lucide-preact';
import { t } from '../../i18n';
import type { PollInLesson } from '../../protocol';
import { Button } from '../../ui';
import { useRoom } from '../room';
import { choiceTexts } from './poll-text';
import { isResultNew, useResultSeen } from './result-seen';
import { TallyBars } from './tally-bars';

/** The latest question, and its result once that is published: they stay on the board until a teacher clears it, the next question, or a document. */
export function PollOnBoard({ otherwise }: { otherwise: ComponentChildren }) {
  const room = useRoom();
  const poll = room.view.value.polls.at(-1);
  return poll === undefined || poll.hidden ? <>{otherwise}</> : <Question poll={poll} />;
}

function Question({ poll }: { poll: PollInLesson }) {
  const room = useRoom();
  useResultSeen(room);
  return (
    <div class="board-poll">
      <p class="board-poll__label">{t(poll.published ? 'lesson.vote.result' : poll.open ? 'lesson.board.question' : 'lesson.board.closedQuestion')}</p>
      <h2 dir="auto">{poll.asked.question}</h2>
      {poll.published ? (
        <TallyBars asked={poll.asked} tally={poll.published} />
      ) : (
        <>
          <ul class="board-poll__choices">
            {choiceTexts(poll.asked).map((choice, at) => (
              <li key={at} dir="auto">
                {choice}
              </li>
            ))}
          </ul>
          <ToPoll />
        </>
      )}
      {room.isTeacher.value && !poll.open && (
        <Button kind="chalk" icon={Eraser} busy={room.isSending('hidePoll')} onClick={() => room.send({ type: 'hidePoll', poll: poll.sequence })}>
          {t('lesson.board.hide')}
        </Button>
      )}
    </div>
  );
}

/** The way to an open question, and to a result that is new, for students who do not have it before them: also under a document. */
export function ToPoll() {
  const room = useRoom();
  const poll = room.view.value.polls.at(-1);
  const isNew = isResultNew(room);
  if (poll === undefined || poll.hidden || !(poll.open || isNew) || room.isTeacher.value || room.panel.value === 'poll') {
    return null;
  }

  const answered = poll.sequence in room.given.value || (room.you.value !== undefined && Object.hasOwn(poll.answers, room.you.value.participant));
  return (
    <Button kind="primary" icon={ChartColumn} onClick={() => (room.panel.value = 'poll')}>
      {t(isNew ? 'lesson.vote.goResult' : answered ? 'lesson.vote.change' : 'lesson.vote.goAnswer')}
    </Button>
  );
}
