import { signal, type ReadonlySignal } from '@preact/signals';
import { readPeople, type PersonInOffice } from '../../api/office';
import type { SchoolRole } from '../../api/identity';

/** What is known of the people asked for: `next` is where the following page begins. */
export type Found = { kind: 'asking' } | { kind: 'failed'; error: unknown } | { kind: 'found'; people: readonly PersonInOffice[]; next: string | undefined; isMoreComing: boolean };

export type PeopleFilter = { role: SchoolRole | undefined; search: string };

/** The people of a school that a filter lets through, page after page. */
export class PeopleList {
  readonly #found = signal<Found>({ kind: 'asking' });
  /** Grows with every question: an answer to an earlier one comes too late. */
  #asked = 0;
  #filter: PeopleFilter = { role: undefined, search: '' };

  constructor(private readonly school: string) {}

  get found(): ReadonlySignal<Found> {
    return this.#found;
  }

  /** Asks anew; what was found before stays until the answer is here. */
  async ask(filter: PeopleFilter): Promise<void> {
    const asked = ++this.#asked;
    this.#filter = filter;
    try {
      const { items, next } = await readPeople(this.school, filter);
      this.#put(asked, { kind: 'found', people: items, next, isMoreComing: false });
    } catch (error) {
      this.#put(asked, { kind: 'failed', error });
    }
  }

  /** Adds the following page; throws, and leaves the list as it is, if it cannot be had. */
  async more(): Promise<void> {
    const before = this.#found.value;
    if (before.kind !== 'found' || before.next === undefined || before.isMoreComing) {
      return;
    }

    const asked = ++this.#asked;
    this.#found.value = { ...before, isMoreComing: true };
    try {
      const { items, next } = await readPeople(this.school, { ...this.#filter, after: before.next });
      this.#put(asked, { kind: 'found', people: [...before.people, ...items], next, isMoreComing: false });
    } catch (error) {
      this.#put(asked, before);
      throw error;
    }
  }

  /** Notes what was just done for somebody, without asking again. */
  note(person: string, change: Partial<PersonInOffice>): void {
    const found = this.#found.value;
    if (found.kind === 'found') {
      this.#found.value = { ...found, people: found.people.map((one) => (one.id === person ? { ...one, ...change } : one)) };
    }
  }

  #put(asked: number, found: Found): void {
    if (asked === this.#asked) {
      this.#found.value = found;
    }
  }
}
