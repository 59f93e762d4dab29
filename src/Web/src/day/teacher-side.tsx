import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { readAttention, readClasses, type ClassSummary, type DayLesson, type LessonAttention } from '../api/lessons';
import { loadMessages } from '../i18n';
import { isUrgent, together } from './attention';
import { AttentionList } from './attention-list';
import { ClassList } from './class-list';
import type { Planning } from './plan-dialog';
import './teacher-side.css';

/** How far back and ahead is looked for what asks for a look, in days. */
const REACH_DAYS = 7;
/** How often all of that is read again, in milliseconds: what is over changes seldom. */
const WEEK_MS = 5 * 60_000;
/** The time before now in which somebody may be needed, in milliseconds; half of it after. */
const HOUR_MS = 60 * 60_000;

/** Fetches what these parts say, then hands one out. */
export async function loadAttention(): Promise<typeof Attention> {
  await loadMessages('week');
  return Attention;
}

export async function loadClasses(): Promise<typeof Classes> {
  await loadMessages('week');
  return Classes;
}

type AttentionProps = { person: string; now: Date; lessons: readonly DayLesson[]; onChange: (planning: Planning) => void };

/** What asks for a look of a teacher. Reads this hour with every look at the day, and the weeks around it now and then and when a plan changed. */
function Attention({ person, now, lessons, onChange }: AttentionProps) {
  const week = useSignal<readonly LessonAttention[]>([]);
  const hour = useSignal<readonly LessonAttention[]>([]);
  const plans = lessons.map(({ plan }) => `${plan.lesson} ${plan.version}`).join();
  const turn = Math.floor(now.getTime() / WEEK_MS);
  useEffect(() => {
    const reach = REACH_DAYS * 86_400_000;
    readAttention(new Date(now.getTime() - reach), new Date(now.getTime() + reach)).then(
      (found) => {
        week.value = found;
        hour.value = found.filter(isUrgent);
      },
      () => {}, // The day itself says when the line is bad.
    );
  }, [plans, turn]);
  useEffect(() => {
    readAttention(new Date(now.getTime() - HOUR_MS), new Date(now.getTime() + HOUR_MS / 2)).then((found) => (hour.value = found), () => {});
  }, [now.getTime()]);

  return <AttentionList person={person} now={now} items={together(week.value, hour.value)} onChange={onChange} />;
}

type ClassesProps = { school: string; now: Date; lessons: readonly DayLesson[] };

/** The classes of a teacher. */
function Classes({ school, now, lessons }: ClassesProps) {
  const classes = useSignal<readonly ClassSummary[]>([]);
  useEffect(() => {
    readClasses(school).then((found) => (classes.value = found), () => {});
  }, [school]);

  return <ClassList classes={classes.value} lessons={lessons} now={now} />;
}
