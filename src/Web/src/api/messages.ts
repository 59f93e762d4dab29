import type { ChatMessage } from '../protocol';
import { request } from './http';

/** What was said, the newest first; `before` is where the page before begins, if there is one. */
export type MessagePage = { messages: ChatMessage[]; before?: number };

export const readMessages = (lesson: string, before: number | undefined, search = '') => {
  const query = new URLSearchParams({ ...(before === undefined ? {} : { before: String(before) }), ...(search === '' ? {} : { search }) });
  return request<MessagePage>('GET', `/api/v1/lessons/${lesson}/messages?${query.toString()}`);
};
