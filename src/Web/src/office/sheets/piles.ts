import type { ClassRoster } from '../../api/lessons';
import { byClass } from '../../i18n/format';

export type Student = { person: string; givenName: string; familyName: string };

/** Students whose cards are handed out together. */
export type Pile = {
  /** The class they are handed out in; absent for those who are in none. */
  class: string | undefined;
  title: string | undefined;
  students: readonly Student[];
  /** Whether these are all students of the class. */
  isWhole: boolean;
};

/**
 * Sorts students into piles, each student into one, however many classes they are in: a second card would void the first.
 * The class with the most students left comes first, so that the class of an age takes them before its options do.
 * @param wanted who is to have a card
 */
export function pilesOf(classes: readonly ClassRoster[], wanted: (person: string) => boolean): Pile[] {
  const taken = new Set<string>();
  const left = new Map(classes.map((roster) => [roster, roster.enrollments.filter(({ role }) => role === 'student')]));
  const piles: Pile[] = [];
  for (let next = largest(); next !== undefined; next = largest()) {
    const { roster, students } = next;
    students.forEach(({ person }) => taken.add(person));
    piles.push({ class: roster.class, title: roster.title, students, isWhole: students.length === left.get(roster)!.length });
    left.delete(roster);
  }

  function largest(): { roster: ClassRoster; students: Student[] } | undefined {
    let found: { roster: ClassRoster; students: Student[] } | undefined;
    for (const [roster, all] of left) {
      const students = all.filter(({ person }) => wanted(person) && !taken.has(person));
      if (students.length > (found?.students.length ?? 0)) {
        found = { roster, students };
      }
    }

    return found;
  }

  return piles.sort((a, b) => byClass(a.title ?? '', b.title ?? ''));
}

/** Those who are in none of the piles. */
export function restOf(piles: readonly Pile[], students: readonly Student[], wanted: (person: string) => boolean): Pile[] {
  const taken = new Set(piles.flatMap((pile) => pile.students.map(({ person }) => person)));
  const rest = students.filter(({ person }) => wanted(person) && !taken.has(person));
  return rest.length === 0 ? [] : [{ class: undefined, title: undefined, students: rest, isWhole: false }];
}

export const countOf = (piles: readonly Pile[]): number => piles.reduce((sum, pile) => sum + pile.students.length, 0);
