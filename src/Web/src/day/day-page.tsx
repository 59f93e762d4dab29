import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { CalendarDays, CalendarPlus, Play } from 'lucide-preact';
import { Link } from 'wouter-preact';
import { readDay } from '../api/lessons';
import { lazyPart, useTitle } from '../app/router';
import { known } from '../app/session';
import { Shell } from '../app/shell';
import { t } from '../i18n';
import { dayKey } from '../i18n/days';
import { formatDay } from '../i18n/format';
import { Button, Icon } from '../ui';
import { DayLessons, type Read } from './day-lessons';
import { Missed } from './missed';
import { PlanDialog, type Planning } from './plan-dialog';
import './day-page.css';

/** How often the day is read again while the page is looked at, in milliseconds. */
const REFRESH_MS = 20_000;
/** How far ahead the day looks, in days. */
const AHEAD_DAYS = 7;

// Beside the lessons, for teachers.
const Attention = lazyPart(async () => (await import('./teacher-side')).loadAttention());
const Classes = lazyPart(async () => (await import('./teacher-side')).loadClasses());

/** What this person has today and this week, and for a teacher the way to begin. */
export function DayPage() {
  const read = useSignal<Read>({ kind: 'waiting' });
  const now = useSignal(new Date());
  const planning = useSignal<Planning | undefined>(undefined);
  const session = known.value.kind === 'somebody' ? known.value.session : undefined;
  const teaches = session?.roles.includes('teacher') ?? false;
  const lessons = read.value.kind === 'read' ? read.value.lessons : [];
  useTitle(() => t('day.title'));

  async function load(): Promise<void> {
    const today = new Date();
    now.value = today;
    const from = new Date(today.getFullYear(), today.getMonth(), today.getDate());
    try {
      read.value = { kind: 'read', lessons: await readDay(from, new Date(from.getTime() + AHEAD_DAYS * 86_400_000)) };
    } catch (error) {
      // What was read before is still the best that is known.
      if (read.value.kind !== 'read') {
        read.value = { kind: 'failed', error };
      }
    }
  }

  useEffect(() => {
    void load();
    const refresh = () => {
      if (document.visibilityState === 'visible') {
        void load();
      }
    };
    const timer = setInterval(refresh, REFRESH_MS);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [session?.person]);

  return (
    <Shell>
      <header class="day__head">
        <div class="day__who">
          <p class="day__row">
            <span class="day__date">{formatDay(now.value, now.value)}</span>
            <Link class="day__week" href={`/days/${dayKey(now.value)}`}>
              <Icon of={CalendarDays} size="1.05em" /> {t('day.week')}
            </Link>
          </p>
          <h1>{t('day.greeting', { name: session?.displayName ?? '' })}</h1>
        </div>
        {teaches && (
          <div class="day__actions">
            <Button icon={CalendarPlus} kind="chalk" onClick={() => (planning.value = { kind: 'plan' })}>
              {t('day.plan')}
            </Button>
            <Button icon={Play} kind="primary" onClick={() => (planning.value = { kind: 'now' })}>
              {t('day.startNow')}
            </Button>
          </div>
        )}
      </header>
      <div class={`desk${teaches ? ' desk--teacher' : ''}`}>
        {teaches && session?.person !== undefined && (
          <div class="desk__attention">
            <Attention person={session.person} now={now.value} lessons={lessons} onChange={(plan) => (planning.value = plan)} />
          </div>
        )}
        <div class="desk__lessons">
          <DayLessons read={read.value} now={now.value} teaches={teaches} onRetry={() => void load()} onChange={(plan) => (planning.value = plan)} onChanged={() => void load()} />
          {session?.roles.includes('student') && <Missed />}
        </div>
        {teaches && session?.school !== undefined && (
          <div class="desk__classes">
            <Classes school={session.school} now={now.value} lessons={lessons} />
          </div>
        )}
      </div>
      <PlanDialog planning={planning.value} school={session?.school} onClose={() => (planning.value = undefined)} onPlanned={() => void load()} />
    </Shell>
  );
}
