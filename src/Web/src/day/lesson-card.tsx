import { Clock, DoorOpen, Play, Users } from 'lucide-preact';
import { Link, useLocation } from 'wouter-preact';
import type { DayLesson, LessonPlan } from '../api/lessons';
import { t } from '../i18n';
import { daysBetween, formatDay, formatDistance, formatSpan } from '../i18n/format';
import { startOnEntry } from '../lesson/starting';
import { Badge, Button, Card, Icon, LinkButton } from '../ui';
import { LessonMenu } from './lesson-menu';
import type { Planning } from './plan-dialog';

type LessonCardProps = { lesson: DayLesson; now: Date; isDue: boolean; onChange: (planning: Planning) => void; onChanged: () => void };

/** The lesson that matters now: large, with one thing to press. For a teacher whose lesson is due, that starts it. */
export function LessonCard({ lesson, now, isDue, onChange, onChanged }: LessonCardProps) {
  const { plan, classTitle, role } = lesson;
  const live = plan.status === 'live';
  const starts = isDue && !live && role === 'teacher';
  const startsAt = new Date(plan.startsAt);
  const days = daysBetween(now, startsAt);
  const waits = role === 'student' && !live && !isDue; // There is nothing to do there yet.
  return (
    <Card tone={live ? 'live' : 'plain'} class="lesson-card">
      <div class="lesson-card__body">
        <div>
          <Badge tone={live ? 'live' : 'sun'}>{standing(plan, now)}</Badge>
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
        {role === 'teacher' && <LessonMenu plan={plan} canEnterOnly={starts} onChange={onChange} onChanged={onChanged} />}
        {starts ? (
          <StartButton lesson={plan.lesson} />
        ) : (
          <LinkButton as={Link} href={`/lessons/${plan.lesson}`} kind={waits ? 'quiet' : live || days === 0 ? 'primary' : 'secondary'} size={waits ? 'medium' : 'large'} icon={DoorOpen}>
            {t(live ? 'day.enterLive' : role === 'teacher' ? 'day.openRoom' : waits ? 'day.seeRoom' : 'day.enter')}
          </LinkButton>
        )}
      </div>
    </Card>
  );
}

function StartButton({ lesson }: { lesson: string }) {
  const [, go] = useLocation();
  return (
    <Button
      kind="primary"
      size="large"
      icon={Play}
      onClick={() => {
        startOnEntry(lesson);
        go(`/lessons/${lesson}`);
      }}
    >
      {t('day.startThis')}
    </Button>
  );
}

/** How a lesson stands, in a few words that are true whether or not its hour has come. */
export function standing(plan: LessonPlan, now: Date): string {
  const startsAt = new Date(plan.startsAt);
  if (plan.status === 'live') {
    return t('day.live');
  }

  const minutes = Math.round((startsAt.getTime() - now.getTime()) / 60_000);
  return minutes > 0 ? t('day.startsIn', { distance: formatDistance(startsAt, now) }) : t('day.notYet');
}
