import type { ChatMessage, LessonView, Viewer } from '../../protocol';
import type { Outgoing } from '../outbox';

/** Messages of one author that follow each other within this time stand under one name, in milliseconds. */
const TOGETHER_MS = 5 * 60_000;

/** One line of the conversation. */
export type Line =
  | { kind: 'message'; key: string; message: ChatMessage; startsGroup: boolean }
  | { kind: 'outgoing'; key: string; item: Outgoing; text: string; thread?: string };

/** Everything this viewer may read, public and private, in the one order there is; then what is still on its way. What the view holds is newer than what was read of it before. */
export function timelineOf(view: LessonView, you: Viewer | undefined, outgoing: readonly Outgoing[], older: readonly ChatMessage[] = []): Line[] {
  const own = you !== undefined && you.role !== 'teacher' && Object.hasOwn(view.threads, you.participant) ? view.threads[you.participant]! : [];
  const held = [...view.chat, ...view.teacherChat, ...own];
  const known = new Set(held.map(({ sequence }) => sequence));
  const messages = [...older.filter(({ sequence }) => !known.has(sequence)), ...held].sort((a, b) => a.sequence - b.sequence);
  const lines: Line[] = messages.map((message, at) => ({ kind: 'message', key: String(message.sequence), message, startsGroup: !belongsTo(messages[at - 1], message) }));
  for (const item of outgoing) {
    if (item.command.type === 'postMessage') {
      const { text, thread } = item.command;
      lines.push({ kind: 'outgoing', key: `out ${item.counter}`, item, text, ...(thread === undefined ? {} : { thread }) });
    } else if (item.command.type === 'editMessage') {
      lines.push({ kind: 'outgoing', key: `out ${item.counter}`, item, text: item.command.text });
    }
  }

  return lines;
}

function belongsTo(before: ChatMessage | undefined, message: ChatMessage): boolean {
  return before !== undefined && before.by === message.by && before.thread === message.thread && Date.parse(message.at) - Date.parse(before.at) < TOGETHER_MS;
}
