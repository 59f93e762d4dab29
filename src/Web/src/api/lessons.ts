import { request } from './http';

/** One page of a list; `next` is where the following one begins. */
export type Page<T> = { items: T[]; next?: string };

/** Where a planned lesson stands; `notHeld` is over without ever having been started. */
export type LessonStatus = 'planned' | 'live' | 'ended' | 'cancelled' | 'notHeld';

/** One lesson in a timetable. Instants are ISO 8601 in UTC. */
export type LessonPlan = {
  lesson: string;
  class: string;
  title: string;
  startsAt: string;
  endsAt: string;
  status: LessonStatus;
  version: number;
};

/** Whether nothing more will come of a plan. */
export const isOver = ({ status }: LessonPlan): boolean => status === 'ended' || status === 'cancelled' || status === 'notHeld';

/** One lesson of somebody's day. */
export type DayLesson = { plan: LessonPlan; classTitle: string; role: 'student' | 'teacher' | 'office' };

export type ClassSummary = { class: string; title: string; subject?: string; students: number };

/** Somebody in a class; `until` is the end for a teacher who stands in. */
export type Enrollment = { person: string; role: 'student' | 'teacher' | 'office'; givenName: string; familyName: string; until?: string };

export type ClassRoster = { class: string; title: string; subject?: string; enrollments: Enrollment[]; version: number };

/** Come in by the first of these, or, if it cannot be reached, by the next; or wait and ask again. */
export type JoinAnswer =
  | { type: 'admitted'; role: 'student' | 'teacher'; entrances: readonly Entrance[] }
  | { type: 'waiting'; place: number; likelyMs: number; safeMs: number; retryAfterMs: number };

/** One gateway's door to a lesson. The address is relative to this page's if it starts with a slash; the ticket opens one connection, once, within 60 seconds. */
export type Entrance = { url: string; ticket: string };

/** The caller's lessons that end after `from` and start before `to`, by start. */
export const readDay = (from: Date, to: Date) => request<DayLesson[]>('GET', `/api/v1/me/day?from=${encodeURIComponent(from.toISOString())}&to=${encodeURIComponent(to.toISOString())}`);

/** The classes of a teacher or student: few enough for one page. */
export const readClasses = async (school: string) => (await request<Page<ClassSummary>>('GET', `/api/v1/schools/${school}/classes`)).items;

export const readLesson = (id: string) => request<LessonPlan>('GET', `/api/v1/lessons/${id}`);

/** The class of a lesson and everybody in it, by name: events hold ids only. */
export const readPeople = (id: string) => request<ClassRoster>('GET', `/api/v1/lessons/${id}/people`);

/** What a teacher says of a lesson; its id is chosen here, so that a retry plans it once. */
export type LessonDraft = { lesson?: string; title: string; startsAt: string; endsAt: string };

export const planLesson = (classId: string, draft: LessonDraft) => request<LessonPlan>('POST', `/api/v1/classes/${classId}/lessons`, { body: draft });

export const changeLesson = (plan: LessonPlan, draft: LessonDraft) => request<LessonPlan>('PUT', `/api/v1/lessons/${plan.lesson}`, { body: draft, ifMatch: `"${plan.version}"` });

export const cancelLesson = (plan: LessonPlan) => request<void>('DELETE', `/api/v1/lessons/${plan.lesson}`, { ifMatch: `"${plan.version}"` });

/** Asks for a place in a lesson, for one connection of this device. */
export const joinLesson = (id: string, device: string) => request<JoinAnswer>('POST', `/api/v1/lessons/${id}/join`, { body: { device } });
