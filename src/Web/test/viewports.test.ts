import { describe, expect, test, vi } from 'vitest';
import { coalesced, moved, zoomed } from '../src/lesson/deck/viewports';
import { WHOLE_PAGE } from '../src/protocol';

describe('a part of a page', () => {
  test('is looked at closer around a point that stays where it is', () => {
    expect(zoomed(WHOLE_PAGE, 2, 0.5, 0.5)).toEqual({ x: 0.25, y: 0.25, width: 0.5, height: 0.5 });
    expect(zoomed(WHOLE_PAGE, 2, 0, 1)).toEqual({ x: 0, y: 0.5, width: 0.5, height: 0.5 });
  });

  test('never leaves the page, nor gets too small', () => {
    expect(moved({ x: 0.25, y: 0.25, width: 0.5, height: 0.5 }, 9, -9)).toEqual({ x: 0.5, y: 0, width: 0.5, height: 0.5 });
    expect(zoomed(WHOLE_PAGE, 1_000, 1, 1)).toEqual({ x: 0.875, y: 0.875, width: 0.125, height: 0.125 });
  });

  test('is the whole page again when one steps back far enough', () => {
    expect(zoomed({ x: 0.5, y: 0.5, width: 0.5, height: 0.5 }, 0.5, 0.9, 0.9)).toBe(WHOLE_PAGE);
  });
});

test('of many values the latest is sent, no more often than allowed, and the last one for certain', () => {
  vi.useFakeTimers();
  const sent: number[] = [];
  const told = coalesced((value: number) => sent.push(value), 500);
  told.put(1);
  vi.advanceTimersByTime(0);
  told.put(2);
  told.put(3);
  vi.advanceTimersByTime(499);
  expect(sent).toEqual([1]);
  vi.advanceTimersByTime(1);
  expect(sent).toEqual([1, 3]);
  told.put(4);
  told.drop();
  vi.advanceTimersByTime(5_000);
  expect(sent).toEqual([1, 3]);
  vi.useRealTimers();
});
