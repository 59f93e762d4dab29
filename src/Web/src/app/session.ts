import { signal } from '@preact/signals';
import { ApiError, whenSignedOut } from '../api/http';
import { readSession, signOut as signOutAtServer, type Session } from '../api/identity';
import { isLanguageOpen, suggestLanguage } from '../i18n';
import { forgetKept } from '../lesson/kept';

/** What is known of who sits here: not asked yet, could not be asked, nobody, or somebody. */
export type Known = { kind: 'asking' } | { kind: 'failed'; error: unknown } | { kind: 'nobody' } | { kind: 'somebody'; session: Session };

export const known = signal<Known>({ kind: 'asking' });

/** Asks the gateway who is signed in. */
export async function loadSession(): Promise<void> {
  try {
    signedIn(await readSession());
  } catch (error) {
    known.value = error instanceof ApiError && error.status === 401 ? { kind: 'nobody' } : { kind: 'failed', error };
  }
}

/** Whether somebody looks after a school, or all of them. */
export const isOffice = (session: Session): boolean => session.isAdministrator || session.roles.includes('office');

/** The page that somebody begins with: their day, or the office if they have no lessons of their own. */
export const homeOf = (session: Session): string => (isOffice(session) && !session.roles.includes('teacher') ? '/office' : '/day');

export function signedIn(session: Session): void {
  known.value = { kind: 'somebody', session };
  void speakOfSchool(session);
}

/** Speaks as the school does to whoever chose no language and whose browser names none that we speak. */
async function speakOfSchool({ school }: Session): Promise<void> {
  if (school !== undefined && isLanguageOpen()) {
    try {
      const { readSettings } = await import('../api/schools'); // Few need it: it is not in the first page's share of code.
      await suggestLanguage((await readSettings(school)).language);
    } catch {
      // Only a courtesy: the page is shown anyway.
    }
  }
}

/** Signs out; what this person was writing does not stay on a device that others use. What was sent and still waits does. */
export async function signOut(): Promise<void> {
  await signOutAtServer();
  if (known.value.kind === 'somebody' && known.value.session.person !== undefined) {
    forgetKept(Date.now(), known.value.session.person);
  }

  known.value = { kind: 'nobody' };
}

whenSignedOut(() => {
  known.value = { kind: 'nobody' };
});
