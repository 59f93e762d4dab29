import { signal, type Signal } from '@preact/signals';
import { readMessages, type MessagePage, type Sought } from '../../api/messages';
import type { ChatMessage } from '../../protocol';

/** Pages that hold nothing, gone through by themselves: then whoever searches says whether to go on. */
const EMPTY_MAX = 5;

/** Messages read backwards from a place in the lesson, for as long as somebody asks for more. */
export class MessageHistory {
  /** What was read so far, the oldest first. */
  readonly messages: Signal<readonly ChatMessage[]> = signal([]);
  readonly state: Signal<'more' | 'reading' | 'failed' | 'end'> = signal('more');
  readonly #read: (before: number | undefined) => Promise<MessagePage>;
  /** What the conversation held since: it lets go of its oldest, which must not leave a hole here. */
  readonly #kept = new Map<number, ChatMessage>();
  #before: number | undefined;
  #begun = false;
  readonly #start: () => number | undefined;

  constructor(lesson: string, start: () => number | undefined, sought: Sought = {}) {
    this.#start = start;
    this.#read = (from) => readMessages(lesson, from, sought);
  }

  /** All that was read or kept. */
  get all(): readonly ChatMessage[] {
    return [...this.messages.value.filter(({ sequence }) => !this.#kept.has(sequence)), ...this.#kept.values()];
  }

  /** Keeps what the conversation holds now, once something older was read. */
  keep(held: readonly ChatMessage[]): void {
    if (this.#begun) {
      held.forEach((message) => this.#kept.set(message.sequence, message));
    }
  }

  /** Reads on, unless that is under way or nothing is left. */
  async more(): Promise<void> {
    if (this.state.value === 'reading' || this.state.value === 'end') {
      return;
    }

    this.state.value = 'reading';
    if (!this.#begun) {
      this.#begun = true;
      this.#before = this.#start();
    }

    try {
      for (let empty = 0; empty < EMPTY_MAX; empty++) {
        const { messages, before } = await this.#read(this.#before);
        this.messages.value = [...messages.reverse(), ...this.messages.value];
        this.#before = before;
        if (before === undefined) {
          this.state.value = 'end';
          return;
        }

        if (messages.length > 0) {
          break;
        }
      }

      this.state.value = 'more';
    } catch {
      this.state.value = 'failed';
    }
  }
}
