import { afterEach, expect, test, vi } from 'vitest';
import { MessageHistory } from '../src/lesson/chat/history';
import { timelineOf } from '../src/lesson/chat/timeline';
import { INITIAL_VIEW, type ChatMessage } from '../src/protocol';

const said = (sequence: number, text = 'x') => ({ sequence, by: 'ada', at: '2026-11-24T08:00:00.000Z', text }) as ChatMessage;

afterEach(() => void vi.unstubAllGlobals());

test('older messages are read backwards, past empty pages, to the beginning', async () => {
  const asked: string[] = [];
  const pages = [{ messages: [said(9), said(8)], before: 8 }, { messages: [], before: 4 }, { messages: [said(2)] }];
  vi.stubGlobal('fetch', async (path: string) => (asked.push(path.split('?')[1]!), new Response(JSON.stringify(pages.shift()))));
  const history = new MessageHistory('demo~x', () => undefined, { search: 'mot', with: 'zoe' });
  await history.more();
  expect(history.state.value).toBe('more');
  await history.more();
  history.keep([said(9, 'edited'), said(12)]);
  expect(history.all.map(({ sequence, text }) => `${sequence} ${text}`)).toEqual(['2 x', '8 x', '9 edited', '12 x']);
  expect(history.messages.value.map(({ sequence }) => sequence)).toEqual([2, 8, 9]);
  expect([history.state.value, asked]).toEqual(['end', ['search=mot&with=zoe', 'before=8&search=mot&with=zoe', 'before=4&search=mot&with=zoe']]);
});

test('what the view holds goes before what was read of it', () => {
  const lines = timelineOf({ ...INITIAL_VIEW, chat: [said(8, 'new')] }, undefined, [], [said(2, 'old'), said(8, 'stale')]);
  expect(lines.map((line) => line.kind === 'message' && line.message.text)).toEqual(['old', 'new']);
});
