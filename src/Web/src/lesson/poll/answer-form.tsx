import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { Check, CircleCheck } from 'lucide-preact';
import { t } from '../../i18n';
import { isWritten, type PollAnswer, type PollInLesson } from '../../protocol';
import { Button, Field, Icon } from '../../ui';
import { keptOnDevice } from '../kept';
import { useRoom } from '../room';
import { choiceTexts } from './poll-text';

/** Longest typed answer, in UTF-16 code units. */
const TYPED_MAX = 200;

/** Where a student answers, or changes their answer. An anonymous answer is known to this page alone. */
export function AnswerForm({ poll, mine }: { poll: PollInLesson; mine: PollAnswer | undefined }) {
  const room = useRoom();
  const chosen = useSignal<readonly number[]>(mine?.choices ?? []);
  const typed = useMemo(() => keptOnDevice(room.keptAs(`answer.${poll.sequence}`), mine?.text ?? '', (value) => typeof value === 'string'), [room, poll.sequence]);
  const busy = room.isSending('answerPoll');

  function answer(choices: readonly number[], text?: string): void {
    if (room.send({ type: 'answerPoll', poll: poll.sequence, choices: [...choices], ...(text === undefined ? {} : { text }) })) {
      room.given.value = { ...room.given.value, [poll.sequence]: { choices, ...(text === undefined ? {} : { text }) } };
    }
  }

  function pick(at: number): void {
    if (poll.asked.severalAnswers) {
      chosen.value = chosen.value.includes(at) ? chosen.value.filter((other) => other !== at) : [...chosen.value, at].sort((a, b) => a - b);
    } else {
      chosen.value = [at];
      answer([at]);
    }
  }

  return (
    <form
      class="answer"
      onSubmit={(event) => {
        event.preventDefault();
        const text = typed.value.trim();
        if (poll.asked.kind === 'typed' ? isWritten(text) : chosen.value.length > 0) {
          answer(poll.asked.kind === 'typed' ? [] : chosen.value, poll.asked.kind === 'typed' ? text : undefined);
        }
      }}
    >
      {poll.asked.kind === 'typed' ? (
        <Field label={t('lesson.vote.yours')} value={typed.value} onText={(text) => (typed.value = text)} maxLength={TYPED_MAX} placeholder={t('lesson.vote.typedPlaceholder')} autoComplete="off" />
      ) : (
        <div class="answer__choices" role={poll.asked.severalAnswers ? 'group' : 'radiogroup'} aria-label={poll.asked.question}>
          {choiceTexts(poll.asked).map((text, at) => (
            <button
              key={at}
              type="button"
              role={poll.asked.severalAnswers ? 'checkbox' : 'radio'}
              aria-checked={chosen.value.includes(at)}
              class="answer__choice"
              onClick={() => pick(at)}
            >
              <span class="answer__mark">{chosen.value.includes(at) && <Icon of={Check} size="1em" />}</span>
              <span dir="auto">{text}</span>
            </button>
          ))}
        </div>
      )}
      {(poll.asked.kind === 'typed' || poll.asked.severalAnswers) && (
        <Button type="submit" kind="primary" busy={busy}>
          {t(mine ? 'lesson.vote.change' : 'lesson.vote.answer')}
        </Button>
      )}
      <p class="poll__note" role="status">
        {mine && !busy && (
          <>
            <Icon of={CircleCheck} size="1em" /> {t('lesson.vote.sent')}
          </>
        )}
      </p>
    </form>
  );
}
