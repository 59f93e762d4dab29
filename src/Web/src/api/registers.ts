import { request } from './http';

export type PresenceStatus = 'present' | 'late' | 'absent' | 'leftEarly';

/** A stretch of time; without an end, one that goes on. Instants are ISO 8601 in UTC. */
export type Interval = { from: string; to?: string };

export type Correction = { status: PresenceStatus; reason: string; by?: string; byName: string; at: string };

/** One student in a register: `recorded` is what the log says, `status` what counts. */
export type RegisterPerson = {
  person: string;
  givenName: string;
  familyName: string;
  status: PresenceStatus;
  recorded: PresenceStatus;
  arrivedAt?: string;
  leftAt?: string;
  lateMinutes: number;
  leftEarlyMinutes: number;
  presentMinutes: number;
  intervals: Interval[];
  corrections: Correction[];
};

/** Who was in a lesson; of a live one, so far. */
export type LessonRegister = {
  lesson: string;
  class: string;
  classTitle: string;
  title: string;
  startsAt: string;
  endsAt: string;
  startedAt?: string;
  endedAt?: string;
  lateAfterMinutes: number;
  through: number;
  asOf: string;
  people: RegisterPerson[];
};

/** A lesson of which somebody missed something. */
export type MissedLesson = {
  lesson: string;
  classTitle: string;
  title: string;
  startsAt: string;
  startedAt: string;
  endedAt: string;
  status: PresenceStatus;
  missed: Required<Interval>[];
};

export const readRegister = (lesson: string) => request<LessonRegister>('GET', `/api/v1/lessons/${lesson}/register`);

export const correctRegister = (lesson: string, person: string, correction: { status: PresenceStatus; reason: string }) =>
  request<RegisterPerson>('POST', `/api/v1/lessons/${lesson}/register/${person}/corrections`, { body: correction });

/** Where the register lies as a file for spreadsheets: in the language of the school, as everything it keeps, and with the times of here. */
export function csvAddress(lesson: string): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
  return `/api/v1/lessons/${lesson}/register.csv?${new URLSearchParams({ zone })}`;
}

/** What the caller missed of lessons that are over. */
export const readMissed = (from: Date, to: Date) =>
  request<MissedLesson[]>('GET', `/api/v1/me/missed?from=${encodeURIComponent(from.toISOString())}&to=${encodeURIComponent(to.toISOString())}`);
