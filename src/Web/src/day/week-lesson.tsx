import { ClipboardList } from 'lucide-preact';
import { Link } from 'wouter-preact';
import type { DayLesson } from '../api/lessons';
import type { MissedLesson } from '../api/registers';
import { t } from '../i18n';
import { formatSpan } from '../i18n/format';
import { Badge, Icon } from '../ui';
import { standingOf } from './standing';

/** One lesson of a week: when, what, with whom, how it stands, and for a teacher the way to its register. */
export function WeekLesson({ lesson: { plan, classTitle, role }, now, missed }: { lesson: DayLesson; now: Date; missed: MissedLesson | undefined }) {
  const standing = standingOf(plan, now);
  return (
    <li class={`week-lesson week-lesson--${plan.status}`}>
      <span class="week-lesson__time">{formatSpan(new Date(plan.startsAt), new Date(plan.endsAt))}</span>
      <Link class="week-lesson__title" href={`/lessons/${plan.lesson}`}>
        {plan.title}
      </Link>
      <span class="week-lesson__facts">{classTitle}</span>
      {(standing || missed) && (
        <span class="week-lesson__marks">
          {standing && <Badge tone={standing.tone}>{standing.text}</Badge>}
          {missed && <Badge tone="sun">{missedText(missed)}</Badge>}
        </span>
      )}
      {role === 'teacher' && plan.status === 'ended' && (
        <Link class="week-lesson__register" href={`/lessons/${plan.lesson}/register`} aria-label={t('register.openOf', { title: plan.title })}>
          <Icon of={ClipboardList} size="1.05em" /> {t('register.open')}
        </Link>
      )}
    </li>
  );
}

function missedText({ status, missed }: MissedLesson): string {
  return status === 'absent' ? t('week.missedWhole') : t('week.missed', { times: missed.map(({ from, to }) => formatSpan(new Date(from), new Date(to))).join(', ') });
}
