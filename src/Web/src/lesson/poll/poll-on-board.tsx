import type { ComponentChildren } from 'preact';
import { ChartColumn } from 'lucide-preact';
import { t } from '../../i18n';
import { Button } from '../../ui';
import { useRoom } from '../room';
import { choiceTexts } from './poll-text';
import { TallyBars } from './tally-bars';

/** The question that is open, or the result that was just published, written on the board. */
export function PollOnBoard({ otherwise }: { otherwise: ComponentChildren }) {
  const room = useRoom();
  const poll = room.view.value.polls.at(-1);
  if (poll === undefined || (!poll.open && !poll.published)) {
    return <>{otherwise}</>;
  }

  const answered = room.you.value !== undefined && Object.hasOwn(poll.answers, room.you.value.participant);
  return (
    <div class="board-poll">
      <p class="board-poll__label">{t(poll.published ? 'lesson.vote.result' : 'lesson.board.question')}</p>
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
          {!room.isTeacher.value && room.panel.value !== 'poll' && (
            <Button kind="primary" icon={ChartColumn} onClick={() => (room.panel.value = 'poll')}>
              {t(answered ? 'lesson.vote.change' : 'lesson.vote.goAnswer')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}
