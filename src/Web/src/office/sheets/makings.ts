import { ApiError } from '../../api/http';
import { invite, issueClassCodes, issueCode, type PersonInOffice, type StudentCode } from '../../api/office';
import { t } from '../../i18n';
import type { Card } from '../codes/card';
import { nameOf } from '../people/standing';
import type { Making } from './issuing';
import type { Pile } from './piles';

/** New codes for piles of students: of a whole class by one request. */
export function codesFor(school: string, piles: readonly Pile[]): Making[] {
  return piles.map((pile) => {
    const cardOf = (code: StudentCode): Card => ({ kind: 'code', person: code.person, name: nameOf(code), className: pile.title, code: code.code });
    const about = { key: pile.class ?? '', title: () => pile.title ?? t('sheets.noClass'), count: pile.students.length };
    return pile.isWhole && pile.class !== undefined
      ? { ...about, all: async () => (await issueClassCodes(school, pile.class!)).map(cardOf) }
      : { ...about, each: pile.students.map(({ person }) => async () => cardOf(await issueCode(school, person))) };
  });
}

/** Links for teachers and the office. Whoever has no address to sign in with is left out: they are asked for it one by one. */
export function invitationsFor(school: string, people: readonly PersonInOffice[]): Making[] {
  const each = people.map((person) => async (): Promise<Card | undefined> => {
    try {
      const { login, path, expiresAt } = await invite(school, person.id);
      return { kind: 'invitation', person: person.id, name: nameOf(person), login, path, expiresAt };
    } catch (error) {
      if (error instanceof ApiError && OF_THEIR_OWN.has(error.code)) {
        return undefined;
      }

      throw error;
    }
  });
  return each.length === 0 ? [] : [{ key: 'staff', title: () => t('sheets.staffTab'), count: each.length, each }];
}

/** Codes of what is wrong with one person's login, not with the line or the server. */
const OF_THEIR_OWN = new Set(['loginRequired', 'loginInvalid', 'loginTaken', 'notStaff', 'notFound']);
