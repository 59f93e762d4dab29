import { describe, expect, test } from 'vitest';
import { CAP_MS, FIRST_MS, ReconnectPolicy, SPREAD_MAX_MS, STABLE_MS } from '../src/lesson/backoff';

const LONG_MS = 300_000;
const latest = () => new ReconnectPolicy(() => 1);
const times = <T>(count: number, what: () => T) => Array.from({ length: count }, what);

/** The same cases as tests/Client.Tests/Reconnecting/ReconnectPolicyTests.cs: both clients keep one policy. */
describe('coming back', () => {
  test('a loss is spread evenly over what the server asked for', () => {
    const waits = times(4_000, () => new ReconnectPolicy(Math.random).afterLoss(LONG_MS, 8_000, false));
    const perSecond = times(8, () => 0);
    waits.forEach((wait) => perSecond[Math.min(7, Math.floor(wait / 1_000))]!++);
    perSecond.forEach((count) => expect(count).toBeGreaterThan(350)); // 500 each; 350 is seven standard deviations away.
    expect(Math.max(...waits)).toBeLessThanOrEqual(8_000);
  });

  test('a teacher waits an eighth of the spread', () => expect(latest().afterLoss(LONG_MS, 8_000, true)).toBe(1_000));

  test('failures wait under a bound that doubles up to twenty seconds', () => {
    const policy = latest();
    expect(times(8, () => policy.afterFailure())).toEqual([FIRST_MS, 1_000, 2_000, 4_000, 8_000, 16_000, CAP_MS, CAP_MS]);
  });

  test('lines that die at once count as failures', () => {
    const policy = latest();
    expect(times(4, () => policy.afterLoss(1_000, 0, false))).toEqual([0, 500, 1_000, 2_000]);
  });

  test('a line that held makes the next loss a new one', () => {
    const policy = latest();
    times(2, () => policy.afterFailure());
    expect(policy.afterLoss(STABLE_MS, 0, false)).toBe(0);
  });

  test('attempts that failed before a line do not slow what follows its loss', () => {
    const policy = latest();
    times(6, () => policy.afterFailure());
    expect(policy.afterLoss(2_000, 0, false)).toBe(0);
    expect(policy.afterFailure()).toBe(500);
  });

  test('what the server asks to wait is waited at least, and a third more at most', () => {
    expect(new ReconnectPolicy(() => 0).afterFailure(30_000)).toBe(30_000);
    expect(latest().afterFailure(30_000)).toBe(40_000);
    expect(latest().afterAsked(30_000)).toBe(40_000);
  });

  test('a line in trouble waits for a retry and for the spread', () => {
    expect(latest().afterTrouble(LONG_MS, 0, false)).toBe(500);
    expect(latest().afterTrouble(LONG_MS, 3_000, false)).toBe(3_000);
  });

  test('no server sends clients away for longer than five minutes', () => expect(latest().afterLoss(LONG_MS, 1e12, false)).toBe(SPREAD_MAX_MS));
});
