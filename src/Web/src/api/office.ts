import { request } from './http';
import type { SchoolRole } from './identity';
import type { ClassRoster, ClassSummary, Page } from './lessons';

export type School = { id: string; name: string; rosterVersion: number };

/** How far somebody got with a password. */
export type AccountState = 'none' | 'invited' | 'active';

/** One person of a school, with how they sign in; never a secret. */
export type PersonInOffice = {
  id: string;
  givenName: string;
  familyName: string;
  roles: SchoolRole[];
  email?: string;
  account: AccountState;
  login?: string;
  invitationExpiresAt?: string;
  hasCode: boolean;
  codeIssuedAt?: string;
  classes: ClassOfPerson[];
};

/** A class that somebody learns or teaches in. */
export type ClassOfPerson = { class: string; title: string };

/** Somebody said that the password of this account is forgotten. */
export type PasswordReset = { person: string; givenName: string; familyName: string; login: string; requestedAt: string };

/** A link with which somebody chooses their password, once: shown only in this answer. */
export type Invitation = { person: string; login: string; path: string; expiresAt: string };

/** A student's new personal code: shown only in this answer. */
export type StudentCode = { person: string; givenName: string; familyName: string; code: string };

/** Most that a page of a list may hold. */
const PAGE_MAX = 500;

/** All schools that the caller may know of. */
export const readSchools = () => readAll<School>('/api/v1/schools');

/** All classes of a school, for its office. */
export const readAllClasses = (school: string) => readAll<ClassSummary>(`/api/v1/schools/${school}/classes`);

export const readClass = (id: string) => request<ClassRoster>('GET', `/api/v1/classes/${id}`);

export type PeopleQuery = { role?: SchoolRole | undefined; search?: string; class?: string | undefined; after?: string | undefined; limit?: number };

/** People of a school by family name, page by page. */
export function readPeople(school: string, { role, search = '', class: ofClass, after, limit = 100 }: PeopleQuery): Promise<Page<PersonInOffice>> {
  const query = new URLSearchParams({ limit: String(limit), ...(role ? { role } : {}), ...(search.trim() === '' ? {} : { search: search.trim() }), ...(ofClass ? { class: ofClass } : {}), ...(after ? { after } : {}) });
  return request('GET', `/api/v1/schools/${school}/people?${query.toString()}`);
}

/** All students of a school. */
export const readStudents = (school: string) => readAll<PersonInOffice>(`/api/v1/schools/${school}/people?role=student`);

/** How many people a school has; of its staff, those with neither a password nor a link that can still be used; of its students, those without a code. */
export type PeopleCounts = { people: number; staffUninvited: number; studentsUncoded: number };

export const countPeople = (school: string) => request<PeopleCounts>('GET', `/api/v1/schools/${school}/people/counts`);

/** All teachers of a school. */
export const readTeachers = (school: string) => readAll<PersonInOffice>(`/api/v1/schools/${school}/people?role=teacher`);

/** All teachers of a school, and its office, each once. */
export async function readStaff(school: string): Promise<PersonInOffice[]> {
  const both = await Promise.all((['teacher', 'office'] as const).map((role) => readAll<PersonInOffice>(`/api/v1/schools/${school}/people?role=${role}`)));
  return [...new Map(both.flat().map((person) => [person.id, person])).values()];
}

export const readPasswordResets = async (school: string) => (await request<Page<PasswordReset>>('GET', `/api/v1/schools/${school}/password-resets`)).items;

/** Makes a link for a teacher or the office; an earlier one is void. Without a login: the one they have, else their e-mail address. */
export const invite = (school: string, person: string, login?: string) => request<Invitation>('POST', `/api/v1/schools/${school}/people/${person}/invitation`, { body: login === undefined ? {} : { login } });

/** Gives a student a new code; the one before, and the sessions that it opened, end. */
export const issueCode = (school: string, person: string) => request<StudentCode>('POST', `/api/v1/schools/${school}/people/${person}/code`);

/** Gives every student of a class a new code. */
export const issueClassCodes = async (school: string, classId: string) => (await request<{ codes: StudentCode[] }>('POST', `/api/v1/schools/${school}/classes/${classId}/codes`)).codes;

/** A list whole, page after page. */
async function readAll<T>(path: string): Promise<T[]> {
  const items: T[] = [];
  for (let after: string | undefined = ''; after !== undefined; ) {
    const page: Page<T> = await request<Page<T>>('GET', `${path}${path.includes('?') ? '&' : '?'}limit=${PAGE_MAX}${after && `&after=${encodeURIComponent(after)}`}`);
    items.push(...page.items);
    after = page.next;
  }

  return items;
}
