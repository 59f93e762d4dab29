import { signal, type ReadonlySignal } from '@preact/signals';
import type { Page } from '../api/lessons';

/** What is known of the items asked for: `next` is where the following page begins. */
export type Found<T> = { kind: 'asking' } | { kind: 'failed'; error: unknown } | { kind: 'found'; items: readonly T[]; next: string | undefined; isMoreComing: boolean };

/** Reads a page of what a filter lets through: the first, or the one that begins at `after`. */
export type ReadPage<T, F> = (filter: F, after: string | undefined) => Promise<Page<T>>;

/** What a filter lets through, page after page. */
export class PagedList<T, F> {
  readonly #found = signal<Found<T>>({ kind: 'asking' });
  /** Grows with every question: an answer to an earlier one comes too late. */
  #asked = 0;
  #filter: F | undefined;

  constructor(private readonly read: ReadPage<T, F>) {}

  get found(): ReadonlySignal<Found<T>> {
    return this.#found;
  }

  /** Asks anew; what was found before stays until the answer is here. */
  async ask(filter: F): Promise<void> {
    const asked = ++this.#asked;
    this.#filter = filter;
    try {
      const { items, next } = await this.read(filter, undefined);
      this.#put(asked, { kind: 'found', items, next, isMoreComing: false });
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
      const { items, next } = await this.read(this.#filter!, before.next);
      this.#put(asked, { kind: 'found', items: [...before.items, ...items], next, isMoreComing: false });
    } catch (error) {
      this.#put(asked, before);
      throw error;
    }
  }

  /** Notes what was just done to some, without asking again. */
  note(change: (item: T) => T): void {
    const found = this.#found.value;
    if (found.kind === 'found') {
      this.#found.value = { ...found, items: found.items.map(change) };
    }
  }

  #put(asked: number, found: Found<T>): void {
    if (asked === this.#asked) {
      this.#found.value = found;
    }
  }
}
