import type { LessonEntry } from './events';
import { holdsTeachersPart, type ChatMessage, type LessonView } from './view';

const CHAT_MAX = 50;
const CHAT_LENGTH_MAX = 10_000;
const THREAD_MAX = 20;
const THREAD_LENGTH_MAX = 4_000;

// Mirrors Domain/Lessons/ChatFold. Each list is bounded by itself, so that what one viewer cannot see never pushes out what
// they can; a deleted message keeps its place.

/** Adds a message to every list whose readers may see it. Lengths are in UTF-16 code units, as JavaScript counts. */
export function postMessage(view: LessonView, entry: LessonEntry, text: string | undefined, length: number, thread: string | undefined): LessonView {
  const message: ChatMessage = {
    sequence: entry.sequence,
    by: entry.by!,
    at: entry.at,
    length,
    ...(text === undefined ? {} : { text }),
    ...(thread === undefined ? {} : { thread }),
  };
  if (thread === undefined) {
    return { ...view, chat: boundChat([...view.chat, message]) };
  }

  const told = holdsTeachersPart(view) ? { ...view, teacherChat: boundChat([...view.teacherChat, message]) } : view;
  if (view.viewer !== undefined && view.viewer.participant !== thread) {
    return told;
  }

  const earlier = Object.hasOwn(view.threads, thread) ? view.threads[thread]! : [];
  return { ...told, threads: { ...view.threads, [thread]: boundThread([...earlier, message]) } };
}

export function editMessage(view: LessonView, id: number, text: string | undefined, length: number): LessonView {
  return replace(view, id, ({ text: _, ...message }) => ({ ...message, length, edited: true, ...(text === undefined ? {} : { text }) }));
}

export function deleteMessage(view: LessonView, id: number): LessonView {
  return replace(view, id, ({ text: _, ...message }) => ({ ...message, length: 0, deleted: true }));
}

function replace(view: LessonView, id: number, change: (message: ChatMessage) => ChatMessage): LessonView {
  const inList = (messages: readonly ChatMessage[]) => messages.map((message) => (message.sequence === id ? change(message) : message));
  return {
    ...view,
    chat: boundChat(inList(view.chat)),
    teacherChat: boundChat(inList(view.teacherChat)),
    threads: Object.fromEntries(
      Object.entries(view.threads).map(([student, messages]) => [
        student,
        messages.some((message) => message.sequence === id) ? boundThread(inList(messages)) : messages,
      ]),
    ),
  };
}

const boundChat = (messages: readonly ChatMessage[]) => bound(messages, CHAT_MAX, CHAT_LENGTH_MAX);
const boundThread = (messages: readonly ChatMessage[]) => bound(messages, THREAD_MAX, THREAD_LENGTH_MAX);

function bound(messages: readonly ChatMessage[], countMax: number, lengthMax: number): readonly ChatMessage[] {
  let first = Math.max(0, messages.length - countMax);
  let length = 0;
  for (let index = first; index < messages.length; index++) {
    length += messages[index]!.length ?? 0;
  }

  while (length > lengthMax && first < messages.length - 1) {
    length -= messages[first++]!.length ?? 0;
  }

  return first === 0 ? messages : messages.slice(first);
}
