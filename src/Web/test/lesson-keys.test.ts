import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { actionOf, turnKeys } from '../src/lesson/keys';
import { Crier, newsSince, NO_NEWS, pagesFor, type News } from '../src/lesson/news';
import { INITIAL_VIEW, type ChatMessage, type LessonView } from '../src/protocol';

const at = '2026-11-24T08:00:00.000Z';

function pressed(key: string, where = 'body', more: KeyboardEventInit = {}) {
  document.body.innerHTML = '<textarea></textarea><dialog open><button></button></dialog><div class="panels"><p></p></div>';
  const event = new KeyboardEvent('keydown', { key, bubbles: true, ...more });
  document.querySelector(where)!.dispatchEvent(event);
  return actionOf(event);
}

describe('keys', () => {
  afterEach(() => turnKeys(true));

  test.each([
    ['?', 'help'],
    ['h', 'hand'],
    ['H', 'hand'],
    ['c', 'chat'],
    ['PageDown', 'nextPage'],
    ['d', 'documents'],
    ['+', 'closer'],
    ['=', 'closer'],
    ['-', 'further'],
    ['0', 'wholePage'],
    ['z', undefined],
  ])('%s asks for %s', (key, action) => expect(pressed(key)).toBe(action));

  test('are taken by their place on a keyboard with other letters', () => expect(pressed('ا', 'body', { code: 'KeyH' })).toBe('hand'));

  test('on a French keyboard zero needs no shift', () => expect(pressed('à', 'body', { code: 'Digit0' })).toBe('wholePage'));

  test('do nothing where somebody writes, answers a dialog, or means something else', () => {
    expect([pressed('h', 'textarea'), pressed('h', 'dialog button'), pressed('h', 'body', { ctrlKey: true }), pressed('h', 'body', { repeat: true })]).toEqual([undefined, undefined, undefined, undefined]);
    expect(pressed('PageDown', '.panels p')).toBeUndefined();
  });

  test('can be turned off, all but the map', () => {
    turnKeys(false);
    expect([pressed('h'), pressed('?')]).toEqual([undefined, 'help']);
  });
});

describe('news', () => {
  const view = (change: Partial<LessonView>): LessonView => ({ ...INITIAL_VIEW, phase: 'live', ...change });
  const said = (sequence: number, by: string, thread?: string): ChatMessage => ({ sequence, at, by, text: 'x', ...(thread === undefined ? {} : { thread }) }) as ChatMessage;

  test('are hands and private messages for a teacher, and messages to themselves for a student', () => {
    const before = view({});
    const after = view({ hands: [{ participant: 'zoe', at }], chat: [said(1, 'hugo')], teacherChat: [said(2, 'zoe', 'zoe'), said(3, 'claire', 'zoe')], threads: { zoe: [said(2, 'zoe', 'zoe'), said(3, 'claire', 'zoe')] } });
    expect(newsSince(before, after, { participant: 'claire', role: 'teacher' })).toEqual({ hands: ['zoe'], messages: ['zoe'], polls: [] });
    expect(newsSince(before, after, { participant: 'zoe' })).toEqual({ hands: [], messages: ['claire'], polls: [] });
  });

  test('are the pages that one may turn, and no longer may', () => {
    const before: LessonView = { ...INITIAL_VIEW, phase: 'live' };
    const after: LessonView = { ...before, presenter: 'zoe' };
    expect([pagesFor(before, after, 'zoe'), pagesFor(after, before, 'zoe')]).toEqual(['given', 'taken']);
    expect([pagesFor(after, after, 'zoe'), pagesFor(before, after, 'ada'), pagesFor(after, { ...after, phase: 'ended' }, 'zoe')]).toEqual([undefined, undefined, undefined]);
  });

  describe('are told', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    test('at once, then at most every three seconds and together', () => {
      const told: News[] = [];
      const crier = new Crier(3_000, (news) => told.push(news));
      for (let n = 0; n < 60; n++) {
        crier.add({ ...NO_NEWS, hands: [`p${n % 30}`] });
        vi.advanceTimersByTime(100);
      }

      expect(told).toHaveLength(3);
      expect(told[0]!.hands).toEqual(['p0']);
      expect(told[1]!.hands).toHaveLength(29);
    });
  });
});
