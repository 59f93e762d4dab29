import { CircleCheck, Eye, Lock } from 'lucide-preact';
import { t } from '../../i18n';
import { tallyOf, type PollAnswer, type PollInLesson, type Tally } from '../../protocol';
import { Badge, Button, Icon } from '../../ui';
import { useRoom } from '../room';
import { AnswerForm } from './answer-form';
import { choiceTexts } from './poll-text';
import { TallyBars } from './tally-bars';

/** One poll as its viewer may see it. */
export function PollCard({ poll }: { poll: PollInLesson }) {
  const room = useRoom();
  const isTeacher = room.isTeacher.value;
  const mine = room.given.value[poll.sequence] ?? (room.you.value && Object.hasOwn(poll.answers, room.you.value.participant) ? poll.answers[room.you.value.participant] : undefined);
  const tally = poll.published ?? (isTeacher ? tallyForTeacher(poll) : undefined);
  return (
    <article class="poll">
      <p class="poll__state">
        <Badge tone={poll.open ? 'live' : poll.published ? 'sky' : 'neutral'}>{t(poll.open ? 'lesson.vote.open' : poll.published ? 'lesson.vote.published' : 'lesson.vote.closed')}</Badge>
        {poll.asked.anonymous && <Badge>{t('lesson.vote.anonymousBadge')}</Badge>}
      </p>
      <h3 class="poll__question" dir="auto">
        {poll.asked.question}
      </h3>
      {!isTeacher && poll.open && room.view.value.phase === 'live' && <AnswerForm poll={poll} mine={mine} />}
      {tally && !isSecret(poll) && <TallyBars asked={poll.asked} tally={tally} mine={mine?.choices ?? []} />}
      {mine && !poll.open && <YourAnswer poll={poll} answer={mine} />}
      {!isTeacher && !tally && !poll.open && <p class="poll__note">{t('lesson.vote.waitResult')}</p>}
      {isTeacher && <TeacherPart poll={poll} tally={tally} />}
    </article>
  );
}

function YourAnswer({ poll, answer }: { poll: PollInLesson; answer: PollAnswer }) {
  const texts = choiceTexts(poll.asked);
  return (
    <p class="poll__note" dir="auto">
      <Icon of={CircleCheck} size="1em" /> {t('lesson.vote.yoursWas', { answer: answer.text ?? answer.choices.map((choice) => texts[choice] ?? '').join(', ') })}
    </p>
  );
}

function TeacherPart({ poll, tally }: { poll: PollInLesson; tally: Tally | undefined }) {
  const room = useRoom();
  const students = Object.values(room.view.value.people).filter((person) => person.role !== 'teacher' && person.leftAt === undefined).length;
  const isLive = room.view.value.phase === 'live';
  const answered = tally?.answered ?? 0;
  return (
    <>
      <p class="poll__note">
        {isSecret(poll)
          ? `${answered === 0 ? t('lesson.vote.fewerThanFive') : t('lesson.vote.atLeast', { count: answered })} ${t('lesson.vote.byFives')}`
          : poll.open
            ? t('lesson.vote.answersOf', { count: answered, of: Math.max(students, answered) })
            : t('lesson.vote.answers', { count: answered })}
      </p>
      {isLive && poll.open && (
        <Button icon={Lock} busy={room.isSending('closePoll')} onClick={() => room.send({ type: 'closePoll', poll: poll.sequence })}>
          {t('lesson.vote.close')}
        </Button>
      )}
      {isLive && !poll.open && (!poll.published || poll.hidden) && (
        <Button kind="primary" icon={Eye} busy={room.isSending('publishPoll')} onClick={() => room.send({ type: 'publishPoll', poll: poll.sequence })}>
          {t('lesson.vote.publish')}
        </Button>
      )}
    </>
  );
}

/** Whether what was answered is told to nobody yet: only how many answered, by fives. */
function isSecret(poll: PollInLesson): boolean {
  return poll.open === true && poll.asked.anonymous === true;
}

/** What a teacher sees before publishing: live while answers are named, else what the lesson tallies. */
function tallyForTeacher(poll: PollInLesson): Tally | undefined {
  return poll.tally ?? (poll.open && !poll.asked.anonymous ? tallyOf(poll) : undefined);
}
