import { beforeEach, describe, expect, test } from 'vitest';
import { Outbox } from '../src/lesson/outbox';
import { localOutbox } from '../src/lesson/outbox-store';

const NOW = 1_790_000_000_000;
const say = (text: string) => ({ type: 'postMessage', text }) as const;

/** One tab in the lesson: what it does with its outbox, without a line. */
function tab() {
  const store = localOutbox('demo~now', 'ada');
  const outbox = new Outbox(store.load(), NOW);
  return {
    outbox,
    say(text: string) {
      outbox.countOnFrom(store.counter());
      const item = outbox.add(say(text), NOW)!;
      store.save(outbox.kept);
      return item.counter;
    },
    answered(counter: number) {
      outbox.answered({ counter, sequence: 5 });
      outbox.covered(5);
      store.save(outbox.kept);
    },
  };
}

const kept = () => new Outbox(localOutbox('demo~now', 'ada').load(), NOW).items.map(({ counter, command }) => [counter, 'text' in command ? command.text : command.type]);

/** Seen to fail when each tab counted by itself, and kept what it alone had. */
describe('two tabs of one lesson, both without a line', () => {
  beforeEach(() => localStorage.clear());

  test('never give one number to two messages', () => {
    const [one, other] = [tab(), tab()];

    expect([one.say('a'), other.say('b'), one.say('c')]).toEqual([1, 2, 3]);
    expect(kept()).toEqual([[1, 'a'], [2, 'b'], [3, 'c']]);
  });

  test('let go of their own alone', () => {
    const [one, other] = [tab(), tab()];
    const [mine, theirs] = [one.say('a'), other.say('b')];

    one.answered(mine);
    expect(kept()).toEqual([[theirs, 'b']]);
    other.answered(theirs);
    expect(kept()).toEqual([]);
  });

  test('leave what a closed one did not send to the next', () => {
    const closed = tab();
    closed.say('a');

    const next = tab();
    expect(next.outbox.waiting.map(({ counter }) => counter)).toEqual([1]);
    next.answered(1);
    expect(kept()).toEqual([]);
  });
});
