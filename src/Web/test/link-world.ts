import { vi } from 'vitest';
import type { ChannelHandlers } from '../src/lesson/channel';
import { LessonLink } from '../src/lesson/lesson-link';
import type { Kept } from '../src/lesson/outbox';
import { INITIAL_VIEW, type HubMessages, type LessonEntry, type LessonEvent, type LessonRefusal } from '../src/protocol';

export const BEAT_MS = 10_000;

/** A server on a string: says what the test wants it to say, remembers what it was told. */
export function world() {
  const state = {
    connections: [] as { handlers: ChannelHandlers; told: [string, unknown][]; closed: boolean }[],
    joins: 0,
    join: (): unknown => ({ type: 'admitted', role: 'student', entrances: [{ url: '/hubs/lesson', ticket: 't' }] }),
    opens: true,
    answers: true,
    online: true,
    kept: undefined as Kept | undefined,
    refused: [] as LessonRefusal[],
  };
  const link = (random = 1) =>
    new LessonLink({
      join: async () => {
        state.joins++;
        const answer = state.join();
        if (answer instanceof Error) {
          throw answer;
        }

        return answer as never;
      },
      open: async ({ url }, handlers) => {
        if (!state.opens || url === 'wss://down/hubs/lesson') {
          throw new Error('refused');
        }

        const connection = { handlers, told: [] as [string, unknown][], closed: false };
        state.connections.push(connection);
        return { send: (method, request) => void connection.told.push([method, request]), close: () => (connection.closed = true) };
      },
      answers: async () => state.answers,
      store: { load: () => state.kept, counter: () => state.kept?.counter ?? 0, save: (kept) => (state.kept = structuredClone(kept)) },
      now: () => Date.now(),
      random: () => random,
      online: () => state.online,
      onRefused: (refusal) => state.refused.push(refusal),
    });
  const last = () => state.connections.at(-1)!;
  const say = <M extends keyof HubMessages>(method: M, message: HubMessages[M]) => last().handlers.onMessage(method, message);
  const told = (method: string) => last().told.filter(([name]) => name === method).map(([, request]) => request);
  return { state, link, last, say, told };
}

export const welcome = (sequence: number, more: Partial<HubMessages['Welcome']> = {}): HubMessages['Welcome'] => ({
  lesson: 'demo~x',
  epoch: 1,
  sequence,
  you: { participant: 'ada' },
  counter: 0,
  view: null,
  serverTime: new Date().toISOString(),
  heartbeatMs: BEAT_MS,
  ...more,
});

export const whole = { view: { ...INITIAL_VIEW, viewer: { participant: 'ada' }, phase: 'live' as const } };

export const entry = (sequence: number, event: LessonEvent, by = 'bob'): LessonEntry => ({ sequence, epoch: 1, at: '2026-11-24T08:00:00.000Z', by, audience: 'all', event });

export const post = (sequence: number, text: string) => entry(sequence, { type: 'messagePosted', text });

export async function settled(ms = 0): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

/** A link that follows a lesson, as of a sequence. */
export async function following(sequence = 5) {
  const server = world();
  const link = server.link();
  link.start();
  await settled();
  server.say('Welcome', welcome(sequence, whole));
  return { ...server, link };
}
