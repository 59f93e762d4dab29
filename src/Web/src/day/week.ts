import type { DayLesson } from '../api/lessons';
import { dayKey, daysAfter } from '../i18n/days';

/** One day of a week, and what is in it. */
export type WeekDay = { date: Date; key: string; lessons: DayLesson[] };

/** The Monday on or before a day. */
export const mondayOf = (date: Date): Date => daysAfter(date, -((date.getDay() + 6) % 7));

/** A week's days with their lessons by start; Saturday and Sunday only if there is something in them, or one of them is asked for. */
export function weekOf(monday: Date, lessons: readonly DayLesson[], chosen: string): WeekDay[] {
  const days: WeekDay[] = Array.from({ length: 7 }, (_, index) => {
    const date = daysAfter(monday, index);
    const key = dayKey(date);
    return { date, key, lessons: lessons.filter(({ plan }) => dayKey(new Date(plan.startsAt)) === key) };
  });
  return days.filter((_, index) => index < 5 || days.slice(index).some((later) => later.lessons.length > 0 || later.key === chosen));
}
