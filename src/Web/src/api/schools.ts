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

/** What can stand in the audit trail. */
export const AUDIT_ACTIONS = [
  'invitationIssued',
  'invitationAccepted',
  'passwordChanged',
  'codeIssued',
  'rosterImported',
  'settingsChanged',
  'substituteAdded',
  'substituteRemoved',
  'registerCorrected',
  'administratorSetUp',
  'administratorInvited',
  'recoveryIssued',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** One act, with the names that its ids have now. Without an actor it was the node itself; an actor without a tilde administers the node. */
export type AuditEntry = {
  sequence: number;
  at: string;
  actor?: string;
  actorName?: string;
  /** A server newer than this page may know more. */
  action: AuditAction | (string & {});
  subject?: string;
  personName?: string;
  classTitle?: string;
  lessonTitle?: string;
  lessonStartsAt?: string;
  /** Of a substitution. */
  from?: string;
  to?: string;
};

export type AuditQuery = { action?: AuditAction | undefined; from?: Date | undefined; to?: Date | undefined; after?: string | undefined; count: number };

/** The audit trail of a school, or of the node, the latest first, page by page. */
export function readAudit(school: string | undefined, { action, from, to, after, count }: AuditQuery): Promise<Page<AuditEntry>> {
  const query = new URLSearchParams({
    order: 'newest',
    count: String(count),
    ...(action ? { action } : {}),
    ...(from ? { from: from.toISOString() } : {}),
    ...(to ? { to: to.toISOString() } : {}),
    ...(after ? { after } : {}),
  });
  return request('GET', `/api/v1/${school === undefined ? '' : `schools/${school}/`}audit?${query.toString()}`);
}
