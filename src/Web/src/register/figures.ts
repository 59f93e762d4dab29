import type { Interval, LessonRegister, PresenceStatus, RegisterPerson } from '../api/registers';
import { byName } from '../i18n/format';

export type Tally = Record<PresenceStatus, number>;

/** How many of each. */
export function tallyOf(people: readonly RegisterPerson[]): Tally {
  const tally: Tally = { present: 0, late: 0, absent: 0, leftEarly: 0 };
  for (const { status } of people) {
    tally[status] += 1;
  }

  return tally;
}

/** What is so while the lesson goes on: who came and is not in it now counts as out, unless a teacher said what was so. */
export type LiveTally = { present: number; late: number; notYet: number; out: number };

export function liveTallyOf(people: readonly RegisterPerson[]): LiveTally {
  const tally: LiveTally = { present: 0, late: 0, notYet: 0, out: 0 };
  for (const person of people) {
    tally[isOut(person) ? 'out' : person.status === 'late' ? 'late' : person.status === 'absent' ? 'notYet' : person.status === 'leftEarly' ? 'out' : 'present'] += 1;
  }

  return tally;
}

/** Whether somebody was in a lesson that goes on and is not now, as far as no correction says otherwise. */
export const isOut = (person: RegisterPerson): boolean => person.corrections.length === 0 && person.status !== 'absent' && !isHere(person);

/** As a class list is ordered. */
export function inOrder(people: readonly RegisterPerson[]): RegisterPerson[] {
  return [...people].sort((a, b) => byName(a.familyName, b.familyName) || byName(a.givenName, b.givenName) || a.person.localeCompare(b.person));
}

/** The time that a timeline shows: from the planned or true start to the planned or true end, whichever is farther. */
export function spanOf({ startsAt, endsAt, startedAt, endedAt, asOf }: LessonRegister): { from: number; to: number } {
  const from = Math.min(Date.parse(startsAt), Date.parse(startedAt ?? startsAt));
  const to = Math.max(Date.parse(endedAt ?? endsAt), Date.parse(endedAt ?? asOf));
  return { from: startedAt && endedAt && Date.parse(startedAt) >= Date.parse(endsAt) ? Date.parse(startedAt) : from, to: Math.max(to, from + 60_000) };
}

/**
 * A gap shorter than this is shown as none, in milliseconds. An interval ends up to so long after whoever was there was last proved to
 * be; what a restart leaves between two of them says nothing of anybody, and cannot be seen on the bar of a lesson.
 */
export const GAP_MS = 15_000;

/** Intervals as they are shown: without the gaps that are too short to mean anything. */
export function shownOf(intervals: readonly Interval[]): Interval[] {
  const shown: Interval[] = [];
  for (const interval of intervals) {
    const last = shown.at(-1);
    if (last?.to !== undefined && Date.parse(interval.from) - Date.parse(last.to) < GAP_MS) {
      shown[shown.length - 1] = { ...interval, from: last.from };
    } else {
      shown.push(interval);
    }
  }

  return shown;
}

/** Where intervals lie on a line of a given length, cut to the span; nothing is thinner than can be seen. */
export function marksOf(intervals: readonly Interval[], span: { from: number; to: number }, asOf: string, length: number): { at: number; size: number }[] {
  const place = (ms: number) => ((Math.min(Math.max(ms, span.from), span.to) - span.from) / (span.to - span.from)) * length;
  return intervals.map(({ from, to }) => {
    const [start, end] = [place(Date.parse(from)), place(Date.parse(to ?? asOf))];
    return { at: Math.min(start, length - length / 200), size: Math.max(end - start, length / 200) };
  });
}

/** Whether somebody is in the lesson now. */
export const isHere = (person: RegisterPerson): boolean => person.intervals.at(-1)?.to === undefined && person.intervals.length > 0;
