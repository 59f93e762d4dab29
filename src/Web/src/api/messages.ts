import type { ChatMessage } from '../protocol';
import { request } from './http';

/** What was said, the newest first; `before` is where the page before begins, if there is one. */
export type MessagePage = { messages: ChatMessage[]; before?: number };

/** What is looked for: words, whatever their capitals and accents, and the private thread of one student. */
export type Sought = { search?: string; with?: string };

export const readMessages = (lesson: string, before: number | undefined, sought: Sought = {}) => {
  const query = new URLSearchParams({ ...(before === undefined ? {} : { before: String(before) }), ...(sought.search ? { search: sought.search } : {}), ...(sought.with ? { with: sought.with } : {}) });
  return request<MessagePage>('GET', `/api/v1/lessons/${lesson}/messages?${query.toString()}`);
};
