import type { PersonInOffice } from '../../api/office';
import { t } from '../../i18n';
import { formatDate } from '../../i18n/format';
import type { Tone } from '../../ui';

export const isStaff = ({ roles }: PersonInOffice): boolean => roles.includes('teacher') || roles.includes('office');
export const isStudent = ({ roles }: PersonInOffice): boolean => roles.includes('student');

export const nameOf = ({ givenName, familyName }: { givenName: string; familyName: string }): string => `${givenName} ${familyName}`.trim();

/** Titles said of somebody at most. */
const CLASSES_MAX = 3;

/** The classes somebody is in, in a few words that tell them from others of their name; empty if they are in none. */
export function classesOf({ classes }: Pick<PersonInOffice, 'classes'>): string {
  const titles = [...new Set(classes.map(({ title }) => title))];
  return titles.length > CLASSES_MAX ? `${titles.slice(0, CLASSES_MAX).join(', ')}…` : titles.join(', ');
}

/** How somebody gets in, in words: one for each way they have. */
export function standingsOf(person: PersonInOffice): { tone: Tone; text: string }[] {
  return [...(isStaff(person) ? [ofPassword(person)] : []), ...(isStudent(person) ? [ofCode(person)] : [])];
}

function ofPassword({ account, invitationExpiresAt }: PersonInOffice): { tone: Tone; text: string } {
  switch (account) {
    case 'none':
      return { tone: 'neutral', text: t('people.account.none') };
    case 'invited':
      return { tone: 'sun', text: invitationExpiresAt ? t('people.invitedUntil', { date: formatDate(new Date(invitationExpiresAt)) }) : t('people.account.invited') };
    case 'active':
      return { tone: 'live', text: t('people.account.active') };
  }
}

function ofCode({ hasCode, codeIssuedAt }: PersonInOffice): { tone: Tone; text: string } {
  return hasCode
    ? { tone: 'live', text: codeIssuedAt ? t('people.codeSince', { date: formatDate(new Date(codeIssuedAt)) }) : t('people.hasCode') }
    : { tone: 'neutral', text: t('people.noCode') };
}
