import type { Language } from '../i18n';
import { request } from './http';

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
