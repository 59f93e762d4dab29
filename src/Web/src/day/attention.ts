import type { LessonAttention } from '../api/lessons';

/** What a look now says of the hour, over what an earlier one said of the week. */
export function together(week: readonly LessonAttention[], hour: readonly LessonAttention[]): LessonAttention[] {
  const told = new Set(hour.map(keyOf));
  const urgent = hour.filter(isUrgent);
  const rest = [...hour.filter((one) => !isUrgent(one)), ...week.filter((one) => !isUrgent(one) && !told.has(keyOf(one)))];
  return [...urgent, ...rest.filter(isToCome), ...rest.filter((one) => !isToCome(one)).sort((a, b) => b.plan.startsAt.localeCompare(a.plan.startsAt))];
}

/** Names an item for as long as it says the same. */
export const keyOf = ({ plan, reason, other }: LessonAttention): string => (other ? `${plan.lesson} ${reason} ${other.lesson}` : `${plan.lesson} ${reason}`);

/** Whether it passes by itself: somebody is needed there now. */
export const isUrgent = ({ reason }: LessonAttention): boolean => reason === 'waiting' || reason === 'unattended';

const isToCome = ({ reason }: LessonAttention): boolean => reason === 'overlap';

/** How many items somebody put aside are kept; the oldest go. */
const KEPT_MAX = 300;

const storedAs = (person: string) => `classroom.seen.${person}`;

/**
 * What this person has looked at, or put aside, on this device. The server does not keep who looked at what; so another
 * device tells it once more.
 */
export function seenBy(person: string): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storedAs(person)) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.filter((key) => typeof key === 'string') : []);
  } catch {
    return new Set();
  }
}

/** Keeps that an item was looked at; how many there may be is bounded. */
export function see(person: string, key: string): void {
  const kept = [...seenBy(person)].filter((one) => one !== key);
  try {
    localStorage.setItem(storedAs(person), JSON.stringify([...kept, key].slice(-KEPT_MAX)));
  } catch {
    // A device that keeps nothing tells it again.
  }
}

/** Keeps that somebody looked at the register of a lesson, whatever asked for it. */
export function seeRegister(person: string, lesson: string): void {
  see(person, `${lesson} absences`);
  see(person, `${lesson} nobodyCame`);
}
