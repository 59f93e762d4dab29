import { ClipboardList } from 'lucide-preact';
import { Link } from 'wouter-preact';
import { isOver, type DayLesson } from '../api/lessons';
import { t } from '../i18n';
import { formatTime } from '../i18n/format';
import { Badge, LinkButton } from '../ui';
import { LessonMenu } from './lesson-menu';
import type { Planning } from './plan-dialog';
import { standingOf } from './standing';

type LessonRowProps = { lesson: DayLesson; now: Date; onChange: (planning: Planning) => void; onChanged: () => void };

/** One line of the exercise book: the hour in the margin, the lesson on the line. */
export function LessonRow({ lesson, now, onChange, onChanged }: LessonRowProps) {
  const { plan, classTitle, role } = lesson;
  const over = isOver(plan);
  const standing = standingOf(plan, now);
  return (
    <li class={`lesson-row${plan.status === 'cancelled' ? ' lesson-row--cancelled' : ''}`}>
      <span class="lesson-row__time">{formatTime(new Date(plan.startsAt))}</span>
      <span class="lesson-row__text">
        <Link class="lesson-row__title" href={`/lessons/${plan.lesson}`}>
          {plan.title}
        </Link>
        <span class="lesson-row__facts">
          {classTitle} · {t('day.until', { time: formatTime(new Date(plan.endsAt)) })}
          {standing && <Badge tone={standing.tone}>{standing.text}</Badge>}
          {plan.status === 'ended' && <Badge>{t('day.ended')}</Badge>}
        </span>
      </span>
      {role === 'teacher' && plan.status === 'ended' && (
        <LinkButton as={Link} size="small" kind="quiet" icon={ClipboardList} href={`/lessons/${plan.lesson}/register`} aria-label={t('register.openOf', { title: plan.title })}>
          {t('register.open')}
        </LinkButton>
      )}
      {role === 'teacher' && !over && <LessonMenu plan={plan} onChange={onChange} onChanged={onChanged} />}
    </li>
  );
}
