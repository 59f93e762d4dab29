import type { DayLesson } from '../api/lessons';

/** One day of a week, and what is in it. */
export type WeekDay = { date: Date; key: string; lessons: DayLesson[] };

/** A day as addresses name it: 2026-11-24. */
export function dayKey(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The day that an address names; undefined if it names none. */
export function dayOf(key: string): Date | undefined {
  const [year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(key)?.slice(1).map(Number) ?? [];
  const date = new Date(year ?? NaN, (month ?? NaN) - 1, day);
  return !Number.isNaN(date.getTime()) && dayKey(date) === key ? date : undefined;
}

/** So many calendar days later, at midnight, whatever the clocks do in between. */
export const daysAfter = (date: Date, count: number): Date => new Date(date.getFullYear(), date.getMonth(), date.getDate() + count);

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
