import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { ChevronLeft, ChevronRight, CloudOff, RotateCcw } from 'lucide-preact';
import { Link } from 'wouter-preact';
import { readDay, type DayLesson } from '../api/lessons';
import { problemText } from '../api/problem';
import { readMissed, type MissedLesson } from '../api/registers';
import { PageHead } from '../app/page-head';
import { useTitle } from '../app/router';
import { known } from '../app/session';
import { Shell } from '../app/shell';
import { loadMessages, t } from '../i18n';
import { dayKey, dayOf, daysAfter } from '../i18n/days';
import { formatDay, formatDays, formatDayShort } from '../i18n/format';
import { Button, EmptyState, LinkButton, Waiting } from '../ui';
import { mondayOf, weekOf, type WeekDay } from './week';
import { WeekLesson } from './week-lesson';
import './week-page.css';

type Read = { kind: 'waiting' } | { kind: 'failed'; error: unknown } | { kind: 'read'; monday: string; lessons: DayLesson[]; missed: readonly MissedLesson[] };

/** Fetches what it says, then hands it out. */
export async function loadWeekPage(): Promise<typeof WeekPage> {
  await loadMessages('week');
  return WeekPage;
}

/** A week, past or coming: its days side by side where there is room, else one day at a time. */
function WeekPage({ day }: { day: string }) {
  const now = new Date();
  const chosen = dayOf(day) ?? now;
  const monday = mondayOf(chosen);
  const last = daysAfter(monday, 6);
  const key = dayKey(monday);
  const read = useSignal<Read>({ kind: 'waiting' });
  const asked = useSignal(0);
  const isStudent = known.value.kind === 'somebody' && known.value.session.roles.includes('student');
  useTitle(() => t('week.pageTitle', { days: formatDays(monday, last, new Date()) }));

  useEffect(() => {
    let isLatest = true;
    read.value = { kind: 'waiting' };
    const [from, to] = [monday, daysAfter(monday, 7)];
    Promise.all([readDay(from, to), isStudent && from < now ? readMissed(from, to) : []]).then(
      ([lessons, missed]) => isLatest && (read.value = { kind: 'read', monday: key, lessons, missed }),
      (error: unknown) => isLatest && (read.value = { kind: 'failed', error }),
    );
    return () => {
      isLatest = false;
    };
  }, [key, isStudent, asked.value]);

  const found = read.value;
  const shown = dayKey(chosen);
  return (
    <Shell>
      <PageHead
        back={t('week.back')}
        title={formatDays(monday, last, now)}
        tools={
          <nav class="week-nav" aria-label={t('week.nav')}>
            <LinkButton as={Link} kind="quiet" icon={ChevronLeft} href={`/days/${dayKey(daysAfter(chosen, -7))}`} aria-label={t('week.previous')} title={t('week.previous')} />
            {dayKey(mondayOf(now)) !== key && (
              <LinkButton as={Link} size="small" href={`/days/${dayKey(now)}`}>
                {t('week.current')}
              </LinkButton>
            )}
            <LinkButton as={Link} kind="quiet" icon={ChevronRight} href={`/days/${dayKey(daysAfter(chosen, 7))}`} aria-label={t('week.next')} title={t('week.next')} />
          </nav>
        }
      />
      {found.kind === 'waiting' && <Waiting label={t('ui.loading')} />}
      {found.kind === 'failed' && (
        <EmptyState icon={CloudOff} title={t('week.failed')} action={<Button icon={RotateCcw} onClick={() => (asked.value += 1)}>{t('ui.retry')}</Button>}>
          {problemText(found.error)}
        </EmptyState>
      )}
      {found.kind === 'read' && <Week days={weekOf(monday, found.lessons, shown)} shown={shown} now={now} missed={found.missed} />}
    </Shell>
  );
}

type WeekProps = { days: readonly WeekDay[]; shown: string; now: Date; missed: readonly MissedLesson[] };

function Week({ days, shown, now, missed }: WeekProps) {
  return (
    <>
      <nav class="week-strip" aria-label={t('week.days')}>
        {days.map((day) => (
          <Link key={day.key} class="week-strip__day" href={`/days/${day.key}`} replace aria-current={day.key === shown ? 'date' : undefined}>
            <DayMark day={day} now={now} /> <span class="visually-hidden">{t('week.lessons', { count: day.lessons.length })}</span>
            <span class={`week-strip__dot${day.lessons.length > 0 ? ' week-strip__dot--some' : ''}`} />
          </Link>
        ))}
      </nav>
      <ol class="week">
        {days.map((day) => (
          <li key={day.key} class={`week__day${day.key === shown ? ' week__day--shown' : ''}${day.key === dayKey(now) ? ' week__day--today' : ''}`}>
            <h2 class="week__name">
              <span class="week__long">{formatDay(day.date, now)}</span>
              <span class="week__short" aria-hidden="true">
                <DayMark day={day} now={now} />
              </span>
            </h2>
            {day.lessons.length === 0 ? (
              <p class="week__none">
                <span class="week__short">{t('week.none')}</span>
                <span class="week__long">{t('week.noneDay')}</span>
              </p>
            ) : (
              <ul class="week__lessons">
                {day.lessons.map((lesson) => (
                  <WeekLesson key={lesson.plan.lesson} lesson={lesson} now={now} missed={missed.find((one) => one.lesson === lesson.plan.lesson)} />
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function DayMark({ day, now }: { day: WeekDay; now: Date }) {
  const { weekday, day: number } = formatDayShort(day.date);
  return (
    <span class={`day-mark${day.key === dayKey(now) ? ' day-mark--today' : ''}`}>
      <span class="day-mark__name">{weekday}</span> <span class="day-mark__number">{number}</span>
    </span>
  );
}
