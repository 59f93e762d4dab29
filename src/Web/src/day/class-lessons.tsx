import { useId } from 'preact/hooks';
import { ClipboardList, DoorOpen } from 'lucide-preact';
import { Link } from 'wouter-preact';
import { isOver, type LessonPlan } from '../api/lessons';
import { t } from '../i18n';
import { dayName, formatSpan } from '../i18n/format';
import { Badge, Card, LinkButton } from '../ui';
import { standingOf } from './standing';

/** The lesson that comes next, or goes on. */
export function NextLesson({ coming }: { coming: readonly LessonPlan[] }) {
  const id = useId();
  const next = coming.find((plan) => plan.status === 'live') ?? coming.find((plan) => !isOver(plan));
  return (
    <section class="day__part class-page__next" aria-labelledby={id}>
      <h2 id={id}>{t(next?.status === 'live' ? 'classes.liveTitle' : 'classes.nextTitle')}</h2>
      {next === undefined ? (
        <p class="class-page__nothing">{t('classes.noNext')}</p>
      ) : (
        <Card tone={next.status === 'live' ? 'live' : 'plain'} class="class-next">
          <div>
            <h3 class="class-next__title">{next.title}</h3>
            <p class="class-next__when">{when(next)}</p>
          </div>
          <LinkButton as={Link} icon={DoorOpen} kind={next.status === 'live' ? 'primary' : 'secondary'} href={`/lessons/${next.lesson}`}>
            {t(next.status === 'live' ? 'day.enterLive' : 'day.openRoom')}
          </LinkButton>
        </Card>
      )}
    </section>
  );
}

/** Lessons that are over, the latest first, with the way to their registers. */
export function ClassLessons({ past, teaches }: { past: readonly LessonPlan[]; teaches: boolean }) {
  const id = useId();
  const over = past.filter(isOver).reverse();
  return (
    <section class="day__part class-page__past" aria-labelledby={id}>
      <h2 id={id}>{t('classes.past')}</h2>
      {over.length === 0 && <p class="class-page__nothing">{t('classes.nonePast')}</p>}
      {over.length > 0 && (
        <ul class="class-past">
          {over.map((plan) => (
            <Past key={plan.lesson} plan={plan} teaches={teaches} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Past({ plan, teaches }: { plan: LessonPlan; teaches: boolean }) {
  const standing = standingOf(plan, new Date());
  return (
    <li class="class-past__one">
      <span class="class-past__text">
        <Link class="class-past__title" href={`/lessons/${plan.lesson}`}>
          {plan.title}
        </Link>
        <span class="class-past__when">{when(plan)}</span>
      </span>
      {standing && <Badge tone={standing.tone}>{standing.text}</Badge>}
      {teaches && plan.status === 'ended' && (
        <LinkButton as={Link} size="small" kind="quiet" icon={ClipboardList} href={`/lessons/${plan.lesson}/register`} aria-label={t('register.openOf', { title: plan.title })}>
          {t('register.open')}
        </LinkButton>
      )}
    </li>
  );
}

function when(plan: LessonPlan): string {
  return `${dayName(new Date(plan.startsAt), new Date())}, ${formatSpan(new Date(plan.startsAt), new Date(plan.endsAt))}`;
}
