import { isOver, type DayLesson } from '../api/lessons';

/** Milliseconds before its planned start from which a lesson counts as the thing to do now. */
const DOOR_OPENS_MS = 15 * 60_000;

export type Agenda = { now: DayLesson[]; next: DayLesson | undefined; later: DayLesson[]; past: DayLesson[] };

/** Sorts a day into what is happening, the very next thing, the rest, and what is over. */
export function agendaOf(lessons: readonly DayLesson[], now: Date): Agenda {
  const agenda: Agenda = { now: [], next: undefined, later: [], past: [] };
  const byStart = [...lessons].sort((a, b) => a.plan.startsAt.localeCompare(b.plan.startsAt) || a.plan.lesson.localeCompare(b.plan.lesson));
  for (const lesson of byStart) {
    const { status, startsAt, endsAt } = lesson.plan;
    if (isOver(lesson.plan) || (status === 'planned' && Date.parse(endsAt) <= now.getTime())) {
      agenda.past.push(lesson);
    } else if (status === 'live' || Date.parse(startsAt) - DOOR_OPENS_MS <= now.getTime()) {
      agenda.now.push(lesson);
    } else if (agenda.next === undefined) {
      agenda.next = lesson;
    } else {
      agenda.later.push(lesson);
    }
  }

  // A lesson that is going on comes first; then the one whose hour has come, the latest of several; then those that are near.
  const live = ({ plan }: DayLesson) => Number(plan.status === 'live');
  const away = ({ plan }: DayLesson) => Date.parse(plan.startsAt) - now.getTime();
  agenda.now.sort((a, b) => live(b) - live(a) || Number(away(a) > 0) - Number(away(b) > 0) || Math.abs(away(a)) - Math.abs(away(b)));
  return agenda;
}

export type DayGroup = { day: Date; lessons: DayLesson[] };

/** Groups by calendar day, in order. */
export function byDay(lessons: readonly DayLesson[]): DayGroup[] {
  const groups: DayGroup[] = [];
  for (const lesson of lessons) {
    const day = new Date(lesson.plan.startsAt);
    const last = groups.at(-1);
    if (last && last.day.toDateString() === day.toDateString()) {
      last.lessons.push(lesson);
    } else {
      groups.push({ day, lessons: [lesson] });
    }
  }

  return groups;
}
