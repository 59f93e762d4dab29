import type { Language } from '../i18n';
import { request, requestTagged } from './http';
import type { Page } from './lessons';

/** What a school decided for its lessons. */
export type SchoolSettings = {
  lateAfterMinutes: number;
  language: Language;
  /** Most people in a lesson; absent: as many as the node allows. */
  participantsMax?: number;
};

/** Settings as they are read: with the node's own bound. */
export type SettingsOfSchool = SchoolSettings & { participantsBound: number };

export const readSettings = (school: string) => request<SettingsOfSchool>('GET', `/api/v1/schools/${school}/settings`);

/** The settings, and the tag to change them by. */
export const readTaggedSettings = (school: string) => requestTagged<SettingsOfSchool>('GET', `/api/v1/schools/${school}/settings`);

/** Changes the settings; throws an ApiError with code versionConflict if they are no longer those of the tag. */
export const changeSettings = (school: string, settings: SchoolSettings, tag: string) =>
  requestTagged<SettingsOfSchool>('PUT', `/api/v1/schools/${school}/settings`, { body: settings, ifMatch: tag });

/** A teacher who stands in for those of a class, for a time. Names are absent of who or what the roster has no more. */
export type Substitute = {
  id: string;
  class: string;
  classTitle?: string;
  teacher: string;
  givenName?: string;
  familyName?: string;
  from: string;
  to: string;
  reason?: string;
};

export type SubstituteDraft = Pick<Substitute, 'class' | 'teacher' | 'from' | 'to' | 'reason'>;

/** Who stands in, will, or did in the last 31 days, by beginning. */
export const readSubstitutes = async (school: string) => (await request<Page<Substitute>>('GET', `/api/v1/schools/${school}/substitutes`)).items;

/** Lets a teacher stand in; the same twice is kept once. */
export const addSubstitute = (school: string, draft: SubstituteDraft) => request<Substitute>('POST', `/api/v1/schools/${school}/substitutes`, { body: draft });

/** Takes a substitution back: one that runs ends now, one that has not begun is gone. */
export const removeSubstitute = (school: string, id: string) => request<void>('DELETE', `/api/v1/schools/${school}/substitutes/${id}`);
