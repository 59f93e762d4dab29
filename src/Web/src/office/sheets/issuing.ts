import { effect, signal } from '@preact/signals';
import { issueClassCodes, issueCode, type StudentCode } from '../../api/office';
import { known } from '../../app/session';
import type { Card } from '../codes/card';
import { nameOf } from '../people/standing';
import type { Pile } from './piles';

export type IssuedPile = { class: string | undefined; title: string; cards: readonly Card[] };

/** Codes being made, and those made: they can be read here only, until they are put away. */
export type Issuing = { school: string; total: number; piles: readonly IssuedPile[]; rest: readonly Pile[]; isUnderWay: boolean; error: unknown };

/** Of the page, not of its being shown: who looks at something else meanwhile finds the codes where they were. */
export const issuing = signal<Issuing | undefined>(undefined);

// The next one at this browser must not find them.
effect(() => {
  if (known.value.kind === 'nobody') {
    putAway();
  }
});

/** Makes codes for piles of students, one pile after the other. */
export async function issue(school: string, piles: readonly Pile[]): Promise<void> {
  issuing.value = { school, total: piles.reduce((sum, pile) => sum + pile.students.length, 0), piles: [], rest: piles, isUnderWay: false, error: undefined };
  addEventListener('beforeunload', keepPage);
  await goOn();
}

/** Goes on with the students that have none yet. What was made when the line broke and never arrived is made anew. */
export async function goOn(): Promise<void> {
  if (issuing.value === undefined || issuing.value.isUnderWay) {
    return;
  }

  const { school } = issuing.value;
  issuing.value = { ...issuing.value, isUnderWay: true, error: undefined };
  try {
    for (let pile = issuing.value.rest[0]; pile !== undefined; pile = issuing.value?.rest[0]) {
      await issuePile(school, pile);
    }
  } catch (error) {
    change((now) => ({ ...now, error }));
  } finally {
    change((now) => ({ ...now, isUnderWay: false }));
  }
}

/** Forgets the codes. */
export function putAway(): void {
  issuing.value = undefined;
  removeEventListener('beforeunload', keepPage);
}

async function issuePile(school: string, pile: Pile): Promise<void> {
  if (pile.isWhole && pile.class !== undefined) {
    const codes = await issueClassCodes(school, pile.class);
    change((now) => ({ ...now, piles: [...now.piles, { class: pile.class, title: pile.title, cards: codes.map((code) => cardOf(code, pile)) }], rest: now.rest.slice(1) }));
    return;
  }

  for (const student of pile.students) {
    if (issuing.value === undefined) {
      return;
    }

    const code = await issueCode(school, student.person);
    change((now) => {
      const [current, ...others] = now.rest;
      const students = current!.students.filter(({ person }) => person !== student.person);
      return { ...now, piles: added(now.piles, pile, cardOf(code, pile)), rest: students.length > 0 ? [{ ...current!, students }, ...others] : others };
    });
  }
}

/** The card joins those of its pile, which is the last one. */
function added(piles: readonly IssuedPile[], pile: Pile, card: Card): IssuedPile[] {
  const last = piles.at(-1);
  return last !== undefined && last.class === pile.class ? [...piles.slice(0, -1), { ...last, cards: [...last.cards, card] }] : [...piles, { class: pile.class, title: pile.title, cards: [card] }];
}

const cardOf = (code: StudentCode, pile: Pile): Card => ({ person: code.person, name: nameOf(code), className: pile.class === undefined ? undefined : pile.title, code: code.code });

function change(how: (now: Issuing) => Issuing): void {
  if (issuing.value !== undefined) {
    issuing.value = how(issuing.value);
  }
}

function keepPage(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
