import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import { readMissed, type MissedLesson } from '../api/registers';
import { t } from '../i18n';
import { formatDay, formatSpan, formatTime } from '../i18n/format';

/** How far back is told what was missed, in days. */
const BACK_DAYS = 7;

/** What a student missed of the lessons of the last days; nothing at all if that is nothing. */
export function Missed() {
  const id = useId();
  const missed = useSignal<readonly MissedLesson[]>([]);
  useEffect(() => {
    const now = new Date();
    readMissed(new Date(now.getTime() - BACK_DAYS * 86_400_000), now).then(
      (found) => (missed.value = found),
      () => {}, // The day itself says when the line is bad.
    );
  }, []);

  if (missed.value.length === 0) {
    return null;
  }

  return (
    <section class="day__part day__missed" aria-labelledby={id}>
      <h2 id={id}>{t('register.missed')}</h2>
      <ul class="page-of-lessons">
        {missed.value.map((lesson) => (
          <li key={lesson.lesson} class="lesson-row">
            <span class="lesson-row__time">{formatTime(new Date(lesson.startedAt))}</span>
            <span class="lesson-row__text">
              <strong>{lesson.title}</strong>
              <span class="lesson-row__facts">
                {lesson.classTitle} · {formatDay(new Date(lesson.startedAt), new Date())} · {missedText(lesson)}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function missedText(lesson: MissedLesson): string {
  return lesson.status === 'absent'
    ? t('register.missedWhole')
    : t('register.missedPart', { times: lesson.missed.map(({ from, to }) => formatSpan(new Date(from), new Date(to))).join(', ') });
}
