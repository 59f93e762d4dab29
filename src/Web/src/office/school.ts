import { signal } from '@preact/signals';
import type { Session } from '../api/identity';

/** The school that a page of the office is about. */
export type SchoolHere = { id: string; name: string };

const STORED_AS = 'classroom.office.school';

/** What an administrator chose to look at, kept for this tab. */
const chosen = signal<SchoolHere | undefined>(undefined);

/** Grows with whatever may have made or renamed schools: lists of them are read again. */
export const schoolsRead = signal(0);

/** The school of whoever is signed in: their own, or for an administrator the one chosen. */
export function schoolOf(session: Session): SchoolHere | undefined {
  return session.school === undefined ? (chosen.value ??= stored()) : { id: session.school, name: session.schoolName ?? session.school };
}

/** Looks at another school from now on. */
export function chooseSchool(school: SchoolHere): void {
  sessionStorage.setItem(STORED_AS, JSON.stringify(school));
  chosen.value = school;
}

function stored(): SchoolHere | undefined {
  try {
    const { id, name } = JSON.parse(sessionStorage.getItem(STORED_AS) ?? 'null') as SchoolHere;
    return typeof id === 'string' && typeof name === 'string' ? { id, name } : undefined;
  } catch {
    return undefined;
  }
}
