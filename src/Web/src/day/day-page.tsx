import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { CalendarPlus, Play } from 'lucide-preact';
import { readDay } from '../api/lessons';
import { useTitle } from '../app/router';
import { known } from '../app/session';
import { Shell } from '../app/shell';
import { t } from '../i18n';
import { formatDay } from '../i18n/format';
import { Button } from '../ui';
import { DayLessons, type Read } from './day-lessons';
import { Missed } from './missed';
import { PlanDialog, type Planning } from './plan-dialog';
import './day-page.css';

/** How often the day is read again while the page is looked at, in milliseconds. */
const REFRESH_MS = 20_000;
/** How far ahead the day looks, in days. */
const AHEAD_DAYS = 7;

/** What this person has today and this week, and for a teacher the way to begin. */
export function DayPage() {
  const read = useSignal<Read>({ kind: 'waiting' });
  const now = useSignal(new Date());
  const planning = useSignal<Planning | undefined>(undefined);
  const session = known.value.kind === 'somebody' ? known.value.session : undefined;
  const teaches = session?.roles.includes('teacher') ?? false;
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
        <div>
          <p class="day__date">{formatDay(now.value, now.value)}</p>
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
      <DayLessons read={read.value} now={now.value} teaches={teaches} onRetry={() => void load()} onChange={(plan) => (planning.value = plan)} onChanged={() => void load()} />
      {session?.roles.includes('student') && <Missed />}
      <PlanDialog planning={planning.value} school={session?.school} onClose={() => (planning.value = undefined)} onPlanned={() => void load()} />
    </Shell>
  );
}
