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

const between = (from: Date, to: Date) => `from=${encodeURIComponent(from.toISOString())}&to=${encodeURIComponent(to.toISOString())}`;

/** The caller's lessons that end after `from` and start before `to`, by start. */
export const readDay = (from: Date, to: Date) => request<DayLesson[]>('GET', `/api/v1/me/day?${between(from, to)}`);

/** Why a lesson asks for a look of its teacher. */
export type AttentionReason = 'waiting' | 'unattended' | 'overlap' | 'nobodyCame' | 'absences' | 'notHeld';

/** A lesson that asks for a look, and why. */
export type LessonAttention = { plan: LessonPlan; classTitle: string; reason: AttentionReason; students: number; since?: string; other?: LessonPlan };

/** Of the lessons that the caller teaches, those that ask for a look; what is urgent first. */
export const readAttention = (from: Date, to: Date) => request<LessonAttention[]>('GET', `/api/v1/me/attention?${between(from, to)}`);

/** The classes of a teacher or student: few enough for one page. */
export const readClasses = async (school: string) => (await request<Page<ClassSummary>>('GET', `/api/v1/schools/${school}/classes`)).items;

/** A class and everybody in it, by name; somebody who stands in for a teacher has the end of that. */
export const readClass = (id: string) => request<ClassRoster>('GET', `/api/v1/classes/${id}`);

/** The students of a class who have a personal code, and since when. */
export const readClassCodes = (id: string) => request<{ person: string; issuedAt?: string }[]>('GET', `/api/v1/classes/${id}/codes`);

/** The lessons of a class that end after `from` and start before `to`, by start. */
export const readClassLessons = (id: string, from: Date, to: Date) => request<LessonPlan[]>('GET', `/api/v1/classes/${id}/lessons?${between(from, to)}`);

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
