import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiError } from '../src/api/http';
import { WAITING_MAX } from '../src/lesson/outbox';
import { BEAT_MS, entry, following, post, settled, welcome, whole, world } from './link-world';

describe('the link to a lesson', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('joins, says where it stands, and folds what comes', async () => {
    const { link, say, told } = await following();
    expect(told('Follow')).toEqual([{ foldLevel: 1 }]);
    expect(link.status.value).toEqual({ kind: 'live' });

    say('Entries', { epoch: 1, from: 6, to: 8, entries: [post(6, 'a'), post(8, 'b')] });
    expect(link.replica.value).toMatchObject({ epoch: 1, sequence: 8 });
    expect(link.replica.value!.view.chat.map((message) => message.text)).toEqual(['a', 'b']);
  });

  test('resumes after the last sequence it covers, hidden ones included', async () => {
    const { link, last, say, told } = await following();
    say('Entries', { epoch: 2, from: 6, to: 9, entries: [post(6, 'a')] });
    last().handlers.onGone();
    expect(link.status.value.kind).toBe('waiting');
    expect(link.replica.value!.view.chat).toHaveLength(1);

    await settled(1_000);
    expect(told('Follow')).toEqual([{ foldLevel: 1, epoch: 2, after: 9 }]);
    say('Welcome', welcome(9));
    say('Entries', { epoch: 2, from: 10, to: 10, entries: [post(10, 'b')] });
    expect(link.replica.value!.view.chat.map((message) => message.text)).toEqual(['a', 'b']);
  });

  test('folds nothing twice', async () => {
    const { link, say } = await following();
    say('Entries', { epoch: 1, from: 6, to: 6, entries: [post(6, 'a')] });
    say('Entries', { epoch: 1, from: 6, to: 7, entries: [post(6, 'a'), post(7, 'b')] });
    expect(link.replica.value!.view.chat.map((message) => message.text)).toEqual(['a', 'b']);
  });

  test('never folds over a gap: it starts over from a whole view', async () => {
    const { link, say, told, state } = await following();
    say('Entries', { epoch: 1, from: 8, to: 8, entries: [post(8, 'c')] });
    expect(link.replica.value!.sequence).toBe(5);

    await settled(1_000);
    expect(state.joins).toBe(2);
    expect(told('Follow')).toEqual([{ foldLevel: 1 }]);
  });

  test('an event it does not know makes it too old, not wrong', async () => {
    const { link, say } = await following();
    say('Entries', { epoch: 1, from: 6, to: 6, entries: [entry(6, { type: 'handWaved' } as never)] });
    expect(link.status.value).toEqual({ kind: 'stopped', reason: 'clientTooOld' });
  });

  test('a command goes under one counter until it is answered, whatever happens to the line', async () => {
    const { link, last, say, told, state } = await following();
    link.send({ type: 'postMessage', text: 'bonjour' });
    expect(told('Send')).toEqual([{ counter: 1, command: { type: 'postMessage', text: 'bonjour' } }]);

    last().handlers.onGone();
    link.send({ type: 'raiseHand' });
    await settled(1_000);
    say('Welcome', welcome(5));
    expect(told('Send')).toEqual([
      { counter: 1, command: { type: 'postMessage', text: 'bonjour' } },
      { counter: 2, command: { type: 'raiseHand' } },
    ]);

    say('Answered', { counter: 1, sequence: 6 });
    expect(link.outgoing.value.map((item) => item.counter)).toEqual([1, 2]);
    say('Entries', { epoch: 1, from: 6, to: 6, entries: [post(6, 'bonjour')] });
    expect(link.outgoing.value.map((item) => item.counter)).toEqual([2]);
    say('Answered', { counter: 2 });
    expect(link.outgoing.value).toEqual([]);
    expect(state.kept?.counter).toBe(2);
  });

  test('what was not sent survives a reload, and counts on', async () => {
    const first = world();
    first.link().send({ type: 'postMessage', text: 'avant' });

    const second = world();
    second.state.kept = first.state.kept;
    const link = second.link();
    link.start();
    await settled();
    second.say('Welcome', welcome(5, { ...whole, counter: 7 }));
    link.send({ type: 'postMessage', text: 'après' });
    expect(second.told('Send')).toEqual([
      { counter: 1, command: { type: 'postMessage', text: 'avant' } },
      { counter: 8, command: { type: 'postMessage', text: 'après' } },
    ]);
  });

  test('a raised hand of long ago is not raised by a reload', async () => {
    const server = world();
    server.state.kept = { counter: 1, items: [{ counter: 1, command: { type: 'raiseHand' }, at: Date.now() - 120_000, state: 'waiting' }] };
    const link = server.link();
    link.start();
    await settled();
    server.say('Welcome', welcome(5, whole));
    expect(server.told('Send')).toEqual([]);
  });

  test('a refusal that passes is retried under the same counter, after the time named', async () => {
    const { link, say, told } = await following();
    link.send({ type: 'raiseHand' });
    say('Answered', { counter: 1, refusal: 'rateLimited', retryAfterMs: 400 });
    await settled(399);
    expect(told('Send')).toHaveLength(1);
    await settled(1);
    expect(told('Send')).toEqual([
      { counter: 1, command: { type: 'raiseHand' } },
      { counter: 1, command: { type: 'raiseHand' } },
    ]);
  });

  test('a refusal for good is told, and a refused message stays to be read', async () => {
    const { link, say, state } = await following();
    link.send({ type: 'postMessage', text: 'chut' });
    say('Answered', { counter: 1, refusal: 'chatClosed' });
    expect(state.refused).toEqual(['chatClosed']);
    expect(link.outgoing.value).toMatchObject([{ state: { refused: 'chatClosed' } }]);

    link.discard(1);
    expect(link.outgoing.value).toEqual([]);
  });

  test('more than can wait is refused here', async () => {
    const server = world();
    const link = server.link();
    for (let n = 0; n < WAITING_MAX; n++) {
      expect(link.send({ type: 'postMessage', text: String(n) })).toBe(true);
    }

    expect(link.send({ type: 'postMessage', text: 'too many' })).toBe(false);
    expect(server.state.refused).toEqual(['tooManyWaiting']);
  });

  test('waits longer after each failure, at random, and at most twenty seconds', async () => {
    const server = world();
    server.state.join = () => new ApiError(503, 'busy', undefined, {});
    const link = server.link();
    const waits: number[] = [];
    link.start();
    for (let n = 0; n < 8; n++) {
      await settled();
      const status = link.status.value;
      waits.push(status.kind === 'waiting' ? status.until - Date.now() : 0);
      await settled(waits[n]);
    }

    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
  });

  test('a closing server spreads its clients, teachers first', async () => {
    const { link, say } = await following();
    say('Closing', { code: 'draining', reconnect: true, spreadMs: 8_000 });
    expect(link.status.value).toEqual({ kind: 'waiting', until: Date.now() + 8_000, trouble: { kind: 'lost' } });

    const teacher = await following();
    teacher.say('Welcome', welcome(5, { ...whole, you: { participant: 'claire', role: 'teacher' } }));
    teacher.say('Closing', { code: 'draining', reconnect: true, spreadMs: 8_000 });
    expect(teacher.link.status.value).toEqual({ kind: 'waiting', until: Date.now() + 1_000, trouble: { kind: 'lost' } });
  });

  test.each(['replaced', 'lessonFull', 'clientTooOld', 'protocolError', 'sessionEnded'] as const)('does not come back by itself when it is %s', async (code) => {
    const { link, say, last, state } = await following();
    say('Closing', { code, reconnect: false, spreadMs: 0 });
    last().handlers.onGone();
    await settled(60_000);
    expect(link.status.value).toEqual({ kind: 'stopped', reason: code });
    expect(state.joins).toBe(1);
  });

  test.each([
    [404, 'notFound', 'notFound'],
    [401, 'signInRequired', 'sessionEnded'],
    [403, 'ejected', 'ejected'],
    [409, 'lessonCancelled', 'cancelled'],
  ] as const)('a join answered %i %s stops as %s', async (status, code, reason) => {
    const server = world();
    server.state.join = () => new ApiError(status, code, undefined, {});
    const link = server.link();
    link.start();
    await settled();
    expect(link.status.value).toEqual({ kind: 'stopped', reason });
  });

  test('waits in the queue as long as it is told', async () => {
    const server = world();
    server.state.join = () => ({ type: 'waiting', place: 312, likelyMs: 20_000, safeMs: 40_000, retryAfterMs: 3_000 });
    const link = server.link();
    link.start();
    await settled();
    expect(link.status.value).toEqual({ kind: 'queued', place: 312, likelyMs: 20_000 });
    await settled(3_000);
    expect(server.state.joins).toBe(1);
    await settled(1_000); // Up to a third longer, so that those who wait do not come together.
    expect(server.state.joins).toBe(2);
  });

  test('goes in by the next entrance when the first cannot be reached', async () => {
    const server = world();
    server.state.join = () => ({ type: 'admitted', role: 'student', entrances: ['wss://down/hubs/lesson', '/hubs/lesson'].map((url) => ({ url, ticket: 't' })) });
    const link = server.link();
    link.start();
    await settled();
    server.say('Welcome', welcome(5, whole));
    expect(link.status.value).toEqual({ kind: 'live' });
    expect(server.state.joins).toBe(1);
  });

  test('answers each heartbeat, and says when it is behind', async () => {
    const { link, say, told } = await following();
    say('Heartbeat', { serverTime: new Date().toISOString(), epoch: 1, head: 9, spreadMs: 2_000 });
    expect(told('Heartbeat')).toEqual([{ sequence: 5 }]);
    expect(link.status.value).toEqual({ kind: 'catchingUp', behind: 4 });
    say('Heartbeat', { serverTime: new Date().toISOString(), epoch: 1, head: 5, spreadMs: 2_000 });
    expect(link.status.value).toEqual({ kind: 'live' });
  });

  test('a silent server counts as gone', async () => {
    const { link, last } = await following();
    await settled(2.5 * BEAT_MS);
    expect(last().closed).toBe(true);
    expect(link.status.value.kind).toBe('waiting');
  });

  test('knows when the device itself has no network, and when it is back', async () => {
    const { link, state } = await following();
    state.online = false;
    link.networkChanged();
    expect(link.status.value).toEqual({ kind: 'offline' });
    await settled(60_000);
    expect(state.joins).toBe(1);

    state.online = true;
    link.networkChanged();
    await settled(2_000);
    expect(state.joins).toBe(2);
  });

  test('an ended lesson is not come back to', async () => {
    const { link, say, last, state } = await following();
    say('Entries', { epoch: 1, from: 6, to: 6, entries: [entry(6, { type: 'lessonEnded', reason: 'byTeacher' })] });
    last().handlers.onGone();
    await settled(60_000);
    expect(link.status.value).toEqual({ kind: 'over' });
    expect(state.joins).toBe(1);
  });

  test('whoever was sent out asks for a place every few seconds, after a minute less often, and is in as soon as they are let back', async () => {
    const { link, say, state, told } = await following();
    state.join = () => new ApiError(403, 'ejected', undefined, {});
    say('Closing', { code: 'ejected', reconnect: false, spreadMs: 0 });
    await settled(60_000);
    expect(link.status.value).toEqual({ kind: 'stopped', reason: 'ejected' });
    expect(state.joins).toBe(1 + 20);
    await settled(60_000);
    expect(state.joins).toBeGreaterThan(1 + 20 + 5);
    expect(state.joins).toBeLessThan(1 + 20 + 8);

    state.join = () => ({ type: 'admitted', role: 'student', entrances: [{ url: '/hubs/lesson', ticket: 't' }] });
    await settled(10_000);
    expect(told('Follow')).toHaveLength(1);
    say('Welcome', welcome(8, whole));
    expect(link.status.value).toEqual({ kind: 'live' });
  });

  test('whoever was sent out and leaves asks no more', async () => {
    const { link, say, state } = await following();
    say('Closing', { code: 'ejected', reconnect: false, spreadMs: 0 });
    link.stop();
    await settled(60_000);
    expect(state.joins).toBe(1);
  });

  test('whoever was sent out and is let back in starts from a new view', async () => {
    const { link, say, told } = await following();
    say('Entries', { epoch: 1, from: 6, to: 6, entries: [entry(6, { type: 'participantEjected', participant: 'ada' })] });
    expect(link.replica.value!.view.ejected).toBe(true);
    say('Closing', { code: 'ejected', reconnect: false, spreadMs: 0 });
    link.start();
    await settled();
    expect(told('Follow')).toEqual([{ foldLevel: 1 }]);
    say('Welcome', welcome(8, whole));
    expect(link.replica.value!.view).toMatchObject({ phase: 'live' });
    expect(link.replica.value!.view.ejected).toBeUndefined();
  });

  test('what an earlier connection still says is not heard', async () => {
    const { link, last, say } = await following();
    const old = last().handlers;
    old.onGone();
    await settled(1_000);
    say('Welcome', welcome(5));
    old.onMessage('Entries', { epoch: 1, from: 6, to: 6, entries: [post(6, 'ghost')] });
    old.onGone();
    expect(link.replica.value!.view.chat).toEqual([]);
    expect(link.status.value).toEqual({ kind: 'live' });
  });

  test('who has said something is not writing it any more', async () => {
    const { link, say } = await following();
    say('Signals', { signals: [{ by: 'bob', signal: { type: 'typing' } }, { by: 'eve', signal: { type: 'typing' } }, { by: 'bob', signal: { type: 'reaction', emoji: '👏' } }] });
    say('Entries', { epoch: 1, from: 6, to: 6, entries: [{ ...post(6, 'done'), by: 'bob' }] });
    expect(link.fleeting.value.map(({ by, signal }) => `${by} ${signal.type}`)).toEqual(['eve typing', 'bob reaction']);
    say('Signals', { signals: [{ by: 'bob', signal: { type: 'typing' } }] }); // Of what he has said: it was slower.
    expect(link.fleeting.value.filter(({ by, signal }) => by === 'bob' && signal.type === 'typing')).toEqual([]);
    await settled(1_000);
    say('Signals', { signals: [{ by: 'bob', signal: { type: 'typing' } }] });
    expect(link.fleeting.value.filter(({ by, signal }) => by === 'bob' && signal.type === 'typing')).toHaveLength(1);
  });

  test('fleeting things fade', async () => {
    const { link, say } = await following();
    say('Signals', { signals: [{ by: 'bob', signal: { type: 'typing' } }, { by: 'bob', signal: { type: 'reaction', emoji: '👏' } }] });
    say('Signals', { signals: [{ by: 'bob', signal: { type: 'reaction', emoji: '👍' } }] });
    expect(link.fleeting.value).toHaveLength(2);
    await settled(3_000);
    expect(link.fleeting.value.map(({ signal }) => signal)).toEqual([{ type: 'reaction', emoji: '👍' }]);
    await settled(2_000);
    expect(link.fleeting.value).toEqual([]);
  });
});
