import type { Language } from '../i18n';
import { request } from './http';

export type SchoolRole = 'student' | 'teacher' | 'office';

/** Who is signed in. Members that do not apply are absent. */
export type Session = {
  account: string;
  displayName: string;
  roles: SchoolRole[];
  isAdministrator: boolean;
  school?: string;
  schoolName?: string;
  person?: string;
  expiresAt: string;
};

/** Whom an invitation is for. */
export type InvitationFound = { login: string; displayName?: string; schoolName?: string; hasPassword: boolean; language: Language };

/** Whose a personal code is. */
export type CodeFound = { displayName: string; schoolName?: string };

export type SignIn =
  | { type: 'password'; login: string; password: string; school?: string; remember: boolean }
  | { type: 'code'; school: string; code: string; remember: boolean };

/** Who is signed in; throws an ApiError with code signInRequired if nobody is. */
export const readSession = () => request<Session>('GET', '/api/v1/session');

export const signIn = async (body: SignIn) => (await request<{ session: Session }>('POST', '/api/v1/session', { body })).session;

export const signOut = () => request<void>('DELETE', '/api/v1/session');

/** Makes the first administrator of a node with the token that it printed. */
export const setUp = (body: { token: string; login: string; password: string; displayName?: string }) => request<void>('POST', '/api/v1/setup', { body });

/** Throws an ApiError with code tokenSpent if the setup token makes no administrator any more. */
export const findSetup = (token: string) => request<void>('POST', '/api/v1/setup/find', { body: { token } });

/** Says that a password is forgotten, at one school or at all that know the login. The answer is the same whoever has the login. */
export const requestPasswordReset = (login: string, school?: string) => request<void>('POST', '/api/v1/password-resets', { body: { login, ...(school === undefined ? {} : { school }) } });

/** Whom an invitation is for; throws an ApiError with code tokenSpent if it cannot be accepted any more. */
export const findInvitation = (token: string) => request<InvitationFound>('POST', '/api/v1/invitations/find', { body: { token } });

/** Chooses the password of an account with the secret of an invitation. */
export const acceptInvitation = (body: { token: string; password: string }) => request<{ school: string; login: string }>('POST', '/api/v1/invitations/accept', { body });

/** Whose card this is; throws an ApiError with code signInFailed if nobody's. Signs nobody in. */
export const findCode = (body: { school: string; code: string }) => request<CodeFound>('POST', '/api/v1/codes/find', { body });
