import { beforeEach, describe, expect, test } from 'vitest';
import { Outbox, WAITING_MAX } from '../src/lesson/outbox';
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

describe('what a tab keeps', () => {
  beforeEach(() => localStorage.clear());

  const reloaded = (now = NOW) => new Outbox(localOutbox('demo~now', 'ada').load(), now);

  test('is at most so many that wait, before and after a reload; an answer makes room for one', () => {
    const store = localOutbox('demo~now', 'ada');
    const outbox = new Outbox(undefined, NOW);
    const added = Array.from({ length: WAITING_MAX + 1 }, (_, at) => outbox.add(say(`message ${at}`), NOW)?.counter);
    store.save(outbox.kept);

    expect(added.slice(-2)).toEqual([WAITING_MAX, undefined]);
    const after = reloaded();
    expect(after.waiting.length).toBe(WAITING_MAX);
    expect(after.add(say('one too many'), NOW)).toBeUndefined();
    after.answered({ counter: 1, sequence: 5 });
    expect(after.add(say('there is room'), NOW)?.counter).toBe(WAITING_MAX + 1);
    expect(after.add(say('and no more'), NOW)).toBeUndefined();
  });

  test('is what was typed, however old; a raised hand for a minute', () => {
    const outbox = new Outbox(undefined, NOW);
    outbox.add(say('typed'), NOW);
    outbox.add({ type: 'raiseHand' }, NOW);
    localOutbox('demo~now', 'ada').save(outbox.kept);

    expect(reloaded(NOW + 59_999).waiting.map(({ command }) => command.type)).toEqual(['postMessage', 'raiseHand']);
    expect(reloaded(NOW + 60_000).waiting.map(({ command }) => command.type)).toEqual(['postMessage']);
    expect(reloaded(NOW + 7 * 86_400_000).waiting.map(({ command }) => command.type)).toEqual(['postMessage']);
  });
});
