import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type LessonCommand } from '../src/protocol';
import { following, settled, welcome, whole, world } from './link-world';

describe('what is so with a link', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('says that sockets are blocked when pages load and they never open', async () => {
    const server = world();
    server.state.opens = false;
    const link = server.link(0);
    link.start();
    await settled(10);
    expect(link.status.value).toMatchObject({ kind: 'waiting', trouble: { kind: 'blocked', address: '/hubs/lesson' } });
  });

  test('says that the server is away when nothing answers, socket or not', async () => {
    const server = world();
    server.state.opens = false;
    server.state.answers = false;
    const link = server.link(0);
    link.start();
    await settled(10);
    expect(link.status.value).toMatchObject({ kind: 'waiting', trouble: { kind: 'away' } });
  });

  test('says how far behind it is, and when it has caught up', async () => {
    const { link, say } = await following(5);
    say('Heartbeat', { serverTime: new Date().toISOString(), head: 9, spreadMs: 0, epoch: 1 });
    expect(link.status.value).toEqual({ kind: 'catchingUp', behind: 4 });
    say('Entries', { epoch: 1, from: 6, to: 9, entries: [] });
    say('Heartbeat', { serverTime: new Date().toISOString(), head: 9, spreadMs: 0, epoch: 1 });
    expect(link.status.value).toEqual({ kind: 'live' });
  });

  test.each([
    { type: 'postMessage', text: 'mot' },
    { type: 'editMessage', message: 3, text: 'mot' },
    { type: 'askPoll', kind: 'yesNo', question: 'mot' },
    { type: 'answerPoll', poll: 3, choices: [], text: 'mot' },
  ] as LessonCommand[])('what was typed is kept through a reload however late, sent, and kept if refused: $type', async (command) => {
    const server = world();
    server.state.kept = { counter: 1, items: [{ counter: 1, command, at: Date.now() - 3_600_000, state: 'waiting' }] };
    const link = server.link();
    link.start();
    await settled();
    server.say('Welcome', welcome(5, whole));
    expect(server.told('Send')).toEqual([{ counter: 1, command }]);

    server.say('Answered', { counter: 1, refusal: 'notAllowed' });
    expect(link.outgoing.value).toMatchObject([{ command, state: { refused: 'notAllowed' } }]);
    expect(server.state.kept?.items).toHaveLength(1);
  });
});
