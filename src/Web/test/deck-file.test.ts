import { describe, expect, test } from 'vitest';
import { ApiError } from '../src/api/http';
import { DeckFile } from '../src/lesson/deck/deck-file';

const HOUR = 3_600_000;
const BYTES = Uint8Array.from({ length: 100 }, (_, at) => at);

/** A server whose links live an hour, and what was asked of it. */
function world() {
  let now = Date.parse('2026-11-24T08:00:00.000Z');
  let issued = 0;
  const waited: number[] = [];
  const asked: string[] = [];
  const state = { skew: 0, linkFails: undefined as unknown, answer: undefined as ((url: string) => Response | undefined) | undefined };
  const expires = new Map<string, number>();
  const file = new DeckFile({
    link: async () => {
      issued++;
      if (state.linkFails !== undefined) {
        throw state.linkFails;
      }

      const url = `/assets/${issued}`;
      expires.set(url, now + HOUR);
      return { url, expiresAt: new Date(now + HOUR + state.skew).toISOString() };
    },
    fetch: async (url, { headers }) => {
      asked.push(url);
      const given = state.answer?.(url);
      if (given !== undefined) {
        return given;
      }

      if (now > expires.get(url)!) {
        return new Response('{}', { status: 404 });
      }

      const [, from, to] = /bytes=(\d+)-(\d*)/.exec(headers['Range']!)!;
      const piece = BYTES.slice(Number(from), to === '' ? undefined : Number(to) + 1);
      return new Response(piece, { status: 206, headers: { 'Content-Type': 'application/pdf', 'Content-Range': `bytes ${from}-${Number(from) + piece.length - 1}/${BYTES.length}` } });
    },
    now: () => now,
    wait: async (ms) => void waited.push(ms),
  });
  return { file, state, asked, waited, links: () => issued, pass: (ms: number) => (now += ms) };
}

describe('a deck’s file', () => {
  test('is fetched in pieces by one link', async () => {
    const { file, links } = world();
    const pieces = await Promise.all([file.read(0, 10), file.read(10, 20), file.read(90)]);
    expect(pieces.map(({ bytes }) => [bytes[0], bytes.length])).toEqual([[0, 10], [10, 10], [90, 10]]);
    expect(pieces[0]).toMatchObject({ mediaType: 'application/pdf', length: 100 });
    expect(links()).toBe(1);
  });

  test('has its link renewed before that ends, once for all who wait', async () => {
    const { file, asked, links, pass } = world();
    await file.read(0, 10);
    pass(HOUR * 0.9);
    await Promise.all([file.read(0, 10), file.read(10, 20), file.read(20, 30)]);
    expect(links()).toBe(2);
    expect(asked).toEqual(['/assets/1', '/assets/2', '/assets/2', '/assets/2']);
  });

  test('is fetched on after a sleep, once the old link is refused, also by a clock that goes wrong', async () => {
    for (const skew of [-2 * HOUR, 5 * HOUR]) {
      const { file, state, asked, links, pass } = world();
      state.skew = skew;
      await file.read(0, 10);
      pass(3 * HOUR);
      const pieces = await Promise.all([file.read(0, 10), file.read(10, 20)]);
      expect(pieces.map(({ bytes }) => bytes[0])).toEqual([0, 10]);
      expect(asked.slice(-2)).toEqual(['/assets/2', '/assets/2']);
      expect(links()).toBe(2);
    }
  });

  test('that is refused by a new link is refused for good: no link is asked for again and again', async () => {
    const { file, state, links } = world();
    state.answer = () => new Response('{}', { status: 404 });
    await expect(file.read(0, 10)).rejects.toMatchObject({ status: 404 });
    expect(links()).toBe(1);
  });

  test('is fetched by the old link while a new one cannot be had', async () => {
    const { file, state, asked, links, pass } = world();
    await file.read(0, 10);
    pass(HOUR * 0.9);
    state.linkFails = new ApiError(0, 'offline', undefined, {});
    await file.read(10, 20);
    await file.read(20, 30);
    expect(asked).toEqual(['/assets/1', '/assets/1', '/assets/1']);
    expect(links()).toBe(2); // Not at every piece.
    pass(60_000);
    state.linkFails = undefined;
    await file.read(30, 40);
    expect(asked.at(-1)).toBe('/assets/3');
  });

  test('is asked for again while the line or the server is away, then no more', async () => {
    const { file, state, asked, waited } = world();
    let times = 0;
    state.answer = () => (++times < 4 ? new Response('{}', { status: times === 1 ? 503 : 429 }) : undefined);
    expect((await file.read(0, 10)).bytes.length).toBe(10);
    expect(waited).toEqual([500, 1_000, 2_000]);
    state.answer = () => {
      throw new TypeError('network');
    };
    await expect(file.read(0, 10)).rejects.toThrow('network');
    expect(asked.length).toBe(4 + 6);
  });

  test('whose server ignores ranges, or cuts a piece off, is not drawn from what came', async () => {
    const { file, state } = world();
    state.answer = () => new Response(BYTES, { status: 200 });
    await expect(file.read(0, 10)).rejects.toBeInstanceOf(ApiError);
    state.answer = () => new Response(BYTES.slice(0, 5), { status: 206, headers: { 'Content-Range': 'bytes 0-9/100', 'Content-Length': '10' } });
    await expect(file.read(0, 10)).rejects.toThrow('cut off');
  });
});
