import { useId } from 'preact/hooks';
import { ChevronRight } from 'lucide-preact';
import { Link } from 'wouter-preact';
import { isOver, type ClassSummary, type DayLesson } from '../api/lessons';
import { t } from '../i18n';
import { dayName, formatTime } from '../i18n/format';
import { Icon } from '../ui';

/** The classes somebody teaches, each with its next lesson of these days. */
export function ClassList({ classes, lessons, now }: { classes: readonly ClassSummary[]; lessons: readonly DayLesson[]; now: Date }) {
  const id = useId();
  if (classes.length === 0) {
    return null;
  }

  return (
    <section class="day__part" aria-labelledby={id}>
      <h2 id={id}>{t('classes.title')}</h2>
      <ul class="class-list">
        {classes.map((one) => (
          <li key={one.class}>
            <Link class="class-list__link" href={`/classes/${one.class}`}>
              <span class="class-list__text">
                <strong>{one.title}</strong>
                <span class="class-list__facts">
                  {one.subject && one.subject !== one.title && `${one.subject} · `}
                  {t('classes.students', { count: one.students })}
                </span>
                <span class="class-list__facts">{nextText(one.class, lessons, now)}</span>
              </span>
              <Icon of={ChevronRight} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function nextText(id: string, lessons: readonly DayLesson[], now: Date): string {
  const next = lessons.find(({ plan }) => plan.class === id && !isOver(plan) && (plan.status === 'live' || Date.parse(plan.endsAt) > now.getTime()))?.plan;
  if (next === undefined) {
    return t('classes.noneSoon');
  }

  const startsAt = new Date(next.startsAt);
  return next.status === 'live' ? t('classes.live', { title: next.title }) : t('classes.next', { when: dayName(startsAt, now), time: formatTime(startsAt) });
}
