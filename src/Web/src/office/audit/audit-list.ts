import { signal, type ReadonlySignal } from '@preact/signals';
import { readAudit, type AuditEntry, type AuditQuery } from '../../api/schools';

const PAGE = 50;

/** What is known of the entries asked for: `next` is where the following page begins. */
export type Found = { kind: 'asking' } | { kind: 'failed'; error: unknown } | { kind: 'found'; entries: readonly AuditEntry[]; next: string | undefined; isMoreComing: boolean };

export type AuditFilter = Pick<AuditQuery, 'action' | 'from' | 'to'>;

/** The entries of a trail that a filter lets through, the latest first, page after page. */
export class AuditList {
  readonly #found = signal<Found>({ kind: 'asking' });
  /** Grows with every question: an answer to an earlier one comes too late. */
  #asked = 0;
  #filter: AuditFilter = {};

  /** Of a school, or without one of the node. */
  constructor(private readonly school: string | undefined) {}

  get found(): ReadonlySignal<Found> {
    return this.#found;
  }

  /** Asks anew; what was found before stays until the answer is here. */
  async ask(filter: AuditFilter): Promise<void> {
    const asked = ++this.#asked;
    this.#filter = filter;
    try {
      const { items, next } = await readAudit(this.school, { ...filter, count: PAGE });
      this.#put(asked, { kind: 'found', entries: items, next, isMoreComing: false });
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
      const { items, next } = await readAudit(this.school, { ...this.#filter, after: before.next, count: PAGE });
      this.#put(asked, { kind: 'found', entries: [...before.entries, ...items], next, isMoreComing: false });
    } catch (error) {
      this.#put(asked, before);
      throw error;
    }
  }

  #put(asked: number, found: Found): void {
    if (asked === this.#asked) {
      this.#found.value = found;
    }
  }
}
