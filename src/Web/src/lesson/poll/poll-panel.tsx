import { useSignal } from '@preact/signals';
import { ChartColumn, Plus } from 'lucide-preact';
import { t } from '../../i18n';
import { Button, EmptyState } from '../../ui';
import { useRoom } from '../room';
import { PollCard } from './poll-card';
import { PollDialog } from './poll-form';
import { RefusedInPoll } from './refused-in-poll';
import { useResultSeen } from './result-seen';
import './poll.css';

/** Polls: making and following one for a teacher, answering for a student; earlier ones below. */
export function PollPanel() {
  const room = useRoom();
  useResultSeen(room);
  const { polls, phase } = room.view.value;
  const asking = useSignal(room.pollDraft.value.question !== '');
  const latest = polls.at(-1);
  const earlier = polls.slice(0, -1).reverse();
  const mayAsk = room.isTeacher.value && phase === 'live' && !latest?.open;
  const ask = (
    <Button kind="primary" icon={Plus} onClick={() => (asking.value = true)}>
      {t('lesson.vote.newTitle')}
    </Button>
  );
  return (
    <div class="panel-scroll polls" role="group" aria-label={t('lesson.poll')} tabIndex={0}>
      <RefusedInPoll />
      {latest === undefined ? (
        <EmptyState icon={ChartColumn} title={t(room.isTeacher.value ? 'lesson.vote.noneTeacher' : 'lesson.vote.noneStudent')} action={mayAsk && ask}>
          {t(room.isTeacher.value ? 'lesson.vote.noneTeacherText' : 'lesson.vote.noneStudentText')}
        </EmptyState>
      ) : (
        <>
          <PollCard key={latest.sequence} poll={latest} />
          {mayAsk && <div class="polls__ask">{ask}</div>}
        </>
      )}
      {earlier.length > 0 && (
        <section class="polls__earlier">
          <h3>{t('lesson.vote.earlier')}</h3>
          {earlier.map((poll) => (
            <PollCard key={poll.sequence} poll={poll} />
          ))}
        </section>
      )}
      {asking.value && mayAsk && <PollDialog onClose={() => (asking.value = false)} />}
    </div>
  );
}
