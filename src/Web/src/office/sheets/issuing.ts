import { effect, signal } from '@preact/signals';
import { known } from '../../app/session';
import type { Card } from '../codes/card';

/** Cards to be made that are handed out together: all by one request, or each by its own. */
export type Making = { key: string; title: () => string; count: number } & (
  | { all: () => Promise<Card[]> }
  /** One that cannot be made for a reason of its own is left out. */
  | { each: readonly (() => Promise<Card | undefined>)[] }
);

/** Its title is asked for when it is shown, in the language of the page by then. */
export type IssuedPile = { key: string; title: () => string; cards: readonly Card[] };

/** Cards being made, and those made: they can be read here only, until they are put away. */
export type Issuing = { school: string; total: number; leftOut: number; piles: readonly IssuedPile[]; rest: readonly Making[]; isUnderWay: boolean; error: unknown };

/** Of the page, not of its being shown: who looks at something else meanwhile finds the cards where they were. */
export const issuing = signal<Issuing | undefined>(undefined);

// The next one at this browser must not find them.
effect(() => {
  if (known.value.kind === 'nobody') {
    putAway();
  }
});

/** Makes cards, one pile after the other. */
export async function issue(school: string, makings: readonly Making[]): Promise<void> {
  issuing.value = { school, total: makings.reduce((sum, { count }) => sum + count, 0), leftOut: 0, piles: [], rest: makings, isUnderWay: false, error: undefined };
  addEventListener('beforeunload', keepPage);
  await goOn();
}

/** Goes on with those that are not made yet. What was made when the line broke and never arrived is made anew. */
export async function goOn(): Promise<void> {
  if (issuing.value === undefined || issuing.value.isUnderWay) {
    return;
  }

  issuing.value = { ...issuing.value, isUnderWay: true, error: undefined };
  try {
    for (let next = issuing.value.rest[0]; next !== undefined; next = issuing.value?.rest[0]) {
      await make(next);
    }
  } catch (error) {
    change((now) => ({ ...now, error }));
  } finally {
    change((now) => ({ ...now, isUnderWay: false }));
  }
}

/** Forgets the cards. */
export function putAway(): void {
  issuing.value = undefined;
  removeEventListener('beforeunload', keepPage);
}

/** Makes the first of the rest: a pile, or one card of it. */
async function make(making: Making): Promise<void> {
  if ('all' in making) {
    const cards = await making.all();
    change((now) => ({ ...now, piles: added(now.piles, making, cards), rest: now.rest.slice(1) }));
    return;
  }

  const [first, ...others] = making.each;
  const card = first === undefined ? undefined : await first();
  change((now) => ({
    ...now,
    leftOut: now.leftOut + (first !== undefined && card === undefined ? 1 : 0),
    piles: card === undefined ? now.piles : added(now.piles, making, [card]),
    rest: others.length > 0 ? [{ ...making, each: others }, ...now.rest.slice(1)] : now.rest.slice(1),
  }));
}

/** The cards join those of their pile, which is the last one. */
function added(piles: readonly IssuedPile[], { key, title }: Making, cards: readonly Card[]): IssuedPile[] {
  const last = piles.at(-1);
  return last?.key === key ? [...piles.slice(0, -1), { ...last, cards: [...last.cards, ...cards] }] : [...piles, { key, title, cards }];
}

function change(how: (now: Issuing) => Issuing): void {
  if (issuing.value !== undefined) {
    issuing.value = how(issuing.value);
  }
}

function keepPage(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
