import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { BookOpen, CloudOff, RotateCcw } from 'lucide-preact';
import type { DayLesson } from '../api/lessons';
import { problemText } from '../api/problem';
import { t } from '../i18n';
import { daysBetween, formatDay } from '../i18n/format';
import { Button, EmptyState, Waiting } from '../ui';
import { agendaOf, byDay, type Agenda, type DayGroup } from './agenda';
import { LessonCard } from './lesson-card';
import { LessonRow } from './lesson-row';
import type { Planning } from './plan-dialog';

/** Days shown at once; the rest of the week opens on demand. */
const DAYS_SHOWN = 2;

/** What is known of the day: asked for, could not be had, or there. */
export type Read = { kind: 'waiting' } | { kind: 'failed'; error: unknown } | { kind: 'read'; lessons: DayLesson[] };

type Changes = { onChange: (planning: Planning) => void; onChanged: () => void };
type DayLessonsProps = Changes & { read: Read; now: Date; teaches: boolean; onRetry: () => void };

export function DayLessons({ read, now, teaches, onRetry, ...changes }: DayLessonsProps) {
  switch (read.kind) {
    case 'waiting':
      return <Waiting label={t('ui.loading')} />;
    case 'failed':
      return (
        <EmptyState icon={CloudOff} title={t('day.failed')} action={<Button icon={RotateCcw} onClick={onRetry}>{t('ui.retry')}</Button>}>
          {problemText(read.error)}
        </EmptyState>
      );
    case 'read':
      return read.lessons.length === 0 ? (
        <EmptyState icon={BookOpen} title={t(teaches ? 'day.teacherEmptyTitle' : 'day.studentEmptyTitle')}>
          {t(teaches ? 'day.teacherEmptyText' : 'day.studentEmptyText')}
        </EmptyState>
      ) : (
        <Parts agenda={agendaOf(read.lessons, now)} now={now} {...changes} />
      );
  }
}

function Parts({ agenda, now, ...changes }: Changes & { agenda: Agenda; now: Date }) {
  const days = byDay(agenda.later);
  return (
    <div class="day">
      {agenda.now.length > 0 && (
        <Part title={t('day.now')}>
          {agenda.now.map((lesson) => (
            <LessonCard key={lesson.plan.lesson} lesson={lesson} now={now} isDue {...changes} />
          ))}
        </Part>
      )}
      {agenda.next && (
        <Part title={t('day.next')}>
          <LessonCard lesson={agenda.next} now={now} isDue={false} {...changes} />
        </Part>
      )}
      {agenda.later.length > 0 && (
        <Part title={t('day.later')}>
          <Days days={days.slice(0, DAYS_SHOWN)} now={now} {...changes} />
          {days.length > DAYS_SHOWN && (
            <details class="day__rest">
              <summary>{t('day.restOfWeek')}</summary>
              <Days days={days.slice(DAYS_SHOWN)} now={now} {...changes} />
            </details>
          )}
        </Part>
      )}
      {agenda.past.length > 0 && (
        <Part title={t('day.past')}>
          <Rows lessons={agenda.past} now={now} {...changes} />
        </Part>
      )}
    </div>
  );
}

function Days({ days, now, ...changes }: Changes & { days: readonly DayGroup[]; now: Date }) {
  return (
    <>
      {days.map(({ day, lessons }) => (
        <div key={day.toDateString()} class="day__group">
          <h3 class="day__when">{daysBetween(now, day) === 0 ? t('day.today') : formatDay(day, now)}</h3>
          <Rows lessons={lessons} now={now} {...changes} />
        </div>
      ))}
    </>
  );
}

function Rows({ lessons, now, ...changes }: Changes & { lessons: readonly DayLesson[]; now: Date }) {
  return (
    <ul class="page-of-lessons">
      {lessons.map((lesson) => (
        <LessonRow key={lesson.plan.lesson} lesson={lesson} now={now} {...changes} />
      ))}
    </ul>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="day__part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
