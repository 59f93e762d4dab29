import { Clock, DoorOpen, Users } from 'lucide-preact';
import { Link } from 'wouter-preact';
import type { DayLesson } from '../api/lessons';
import { t } from '../i18n';
import { daysBetween, formatDay, formatDistance, formatSpan } from '../i18n/format';
import { Badge, Card, Icon, LinkButton } from '../ui';
import { LessonMenu } from './lesson-menu';
import type { Planning } from './plan-dialog';

type LessonCardProps = { lesson: DayLesson; now: Date; onChange: (planning: Planning) => void; onChanged: () => void };

/** The lesson that matters now: large, with one thing to press. */
export function LessonCard({ lesson, now, onChange, onChanged }: LessonCardProps) {
  const { plan, classTitle, role } = lesson;
  const live = plan.status === 'live';
  const startsAt = new Date(plan.startsAt);
  const days = daysBetween(now, startsAt);
  const late = startsAt.getTime() < now.getTime();
  return (
    <Card tone={live ? 'live' : 'plain'} class="lesson-card">
      <div class="lesson-card__body">
        <div>
          {live ? <Badge tone="live">{t('day.live')}</Badge> : <Badge tone="sun">{t(late ? 'day.startedAgo' : 'day.startsIn', { distance: formatDistance(startsAt, now) })}</Badge>}
        </div>
        <h3 class="lesson-card__title">{plan.title}</h3>
        <p class="lesson-card__facts">
          <span>
            <Icon of={Users} size="1em" /> {classTitle}
          </span>
          <span>
            <Icon of={Clock} size="1em" /> {days > 0 && `${days === 1 ? t('day.tomorrow') : formatDay(startsAt, now)}, `}
            {formatSpan(startsAt, new Date(plan.endsAt))}
          </span>
        </p>
      </div>
      <div class="lesson-card__go">
        {role === 'teacher' && <LessonMenu plan={plan} onChange={onChange} onChanged={onChanged} />}
        <LinkButton as={Link} href={`/lessons/${plan.lesson}`} kind={live || days === 0 ? 'primary' : 'secondary'} size="large" icon={DoorOpen}>
          {t(live ? 'day.enterLive' : role === 'teacher' ? 'day.openRoom' : 'day.enter')}
        </LinkButton>
      </div>
    </Card>
  );
}
