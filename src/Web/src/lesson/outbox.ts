import type { CommandAnswer, LessonCommand, LessonRefusal } from '../protocol';

/** Commands waiting at most; the next is refused here rather than piled up. */
export const WAITING_MAX = 100;

/** How long a command in which nothing was typed stays worth sending after a reload, in milliseconds: nobody wants yesterday's raised hand. */
const FRESH_MS = 60_000;

/** Wait before a retry if the server named none, in milliseconds. */
const RETRY_MS = 1_000;

/** One command on its way. */
export type Outgoing = {
  readonly counter: number;
  readonly command: LessonCommand;
  /** When it was given, in milliseconds of this device's clock. */
  readonly at: number;
  /** Not answered yet; accepted, but its entry has not come; or refused for good. */
  readonly state: 'waiting' | { accepted: number } | { refused: LessonRefusal };
};

/** What is kept of an outbox through a reload. */
export type Kept = { counter: number; items: readonly Outgoing[] };

/** What an answer asks of the outbox's owner. */
export type Answered = { outcome: 'done' | 'retry' | 'refused' | 'unknown'; retryAfterMs: number; refusal?: LessonRefusal };

/** Commands in order, each under one counter for ever. Holds no connection and no clock. */
export class Outbox {
  #counter: number;
  #items: Outgoing[];

  constructor(kept: Kept | undefined, now: number) {
    this.#counter = kept?.counter ?? 0;
    this.#items = (kept?.items ?? []).filter((item) => isTyped(item.command) || now - item.at < FRESH_MS);
  }

  get items(): readonly Outgoing[] {
    return this.#items;
  }

  /** Those that the server has not answered, in order. */
  get waiting(): readonly Outgoing[] {
    return this.#items.filter((item) => item.state === 'waiting');
  }

  get kept(): Kept {
    return { counter: this.#counter, items: this.#items };
  }

  /** Takes a command in; undefined if too many are waiting. */
  add(command: LessonCommand, now: number): Outgoing | undefined {
    if (this.waiting.length >= WAITING_MAX) {
      return undefined;
    }

    const item: Outgoing = { counter: ++this.#counter, command, at: now, state: 'waiting' };
    this.#items = [...this.#items, item];
    return item;
  }

  /** Never counts below what the lesson remembers of this device, even if this device forgot. */
  countOnFrom(counter: number): void {
    this.#counter = Math.max(this.#counter, counter);
  }

  /** Takes the server's answer. A refusal that passes keeps the command, and its counter, for a retry. */
  answered({ counter, sequence, refusal, retryAfterMs }: CommandAnswer): Answered {
    const wait = retryAfterMs ?? RETRY_MS;
    if (!this.#items.some((item) => item.counter === counter && item.state === 'waiting')) {
      return { outcome: 'unknown', retryAfterMs: wait };
    }

    if (refusal !== undefined && passes(refusal)) {
      return { outcome: 'retry', retryAfterMs: wait, refusal };
    }

    if (refusal !== undefined) {
      this.#change(counter, (item) => (isTyped(item.command) ? { ...item, state: { refused: refusal } } : undefined));
      return { outcome: 'refused', retryAfterMs: wait, refusal };
    }

    this.#change(counter, (item) => (sequence === undefined ? undefined : { ...item, state: { accepted: sequence } }));
    return { outcome: 'done', retryAfterMs: wait };
  }

  /** Lets go of accepted commands whose entries are now held. */
  covered(sequence: number): void {
    this.#items = this.#items.filter((item) => !(typeof item.state === 'object' && 'accepted' in item.state && item.state.accepted <= sequence));
  }

  /** Lets go of a command that was refused. */
  discard(counter: number): void {
    this.#change(counter, () => undefined);
  }

  #change(counter: number, change: (item: Outgoing) => Outgoing | undefined): void {
    this.#items = this.#items.flatMap((item) => (item.counter === counter ? (change(item) ?? []) : [item]));
  }
}

/** Whether somebody typed what the command says: that is never let go of, only they may. */
function isTyped(command: LessonCommand): boolean {
  return command.type === 'askPoll' || ('text' in command && command.text !== undefined);
}

/** Whether the same command, under the same counter, may be accepted a little later. */
function passes(refusal: LessonRefusal): boolean {
  return refusal === 'unavailable' || refusal === 'rateLimited' || refusal === 'tooManyWaiting';
}
