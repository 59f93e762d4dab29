import type { ClassRoster } from '../../api/lessons';
import { byName } from '../../i18n/format';
import type { LessonView } from '../../protocol';

export type Someone = { participant: string; name: string; isHere: boolean; leftAt?: string };

export type PeopleList = { teachers: Someone[]; students: Someone[]; notHere: string[] };

/** Sorts who holds a place as a class list does, and names the enrolled students who hold none. */
export function peopleOf(view: LessonView, roster: ClassRoster | undefined, nameOf: (participant: string) => string): PeopleList {
  const sortKeys = new Map((roster?.enrollments ?? []).map((one) => [one.person, `${one.familyName} ${one.givenName}`]));
  const keyOf = (participant: string) => sortKeys.get(participant) ?? nameOf(participant);
  const inOrder = (a: { participant: string }, b: { participant: string }) => byName(keyOf(a.participant), keyOf(b.participant));
  const list: PeopleList = { teachers: [], students: [], notHere: [] };
  for (const [participant, person] of Object.entries(view.people)) {
    const someone = { participant, name: nameOf(participant), isHere: person.leftAt === undefined, ...(person.leftAt === undefined ? {} : { leftAt: person.leftAt }) };
    (person.role === 'teacher' ? list.teachers : list.students).push(someone);
  }

  list.teachers.sort(inOrder);
  list.students.sort(inOrder);
  list.notHere = (roster?.enrollments ?? [])
    .filter((one) => one.role === 'student' && !Object.hasOwn(view.people, one.person) && !view.sentOut.includes(one.person))
    .map((one) => `${one.givenName} ${one.familyName}`);
  return list;
}
