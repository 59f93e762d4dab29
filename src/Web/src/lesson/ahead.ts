import { joinLesson, type JoinAnswer } from '../api/lessons';
import { deviceId } from '../identity/device';

/** Milliseconds for which an answer got ahead is used; its ticket lives for 60 seconds. */
const FRESH_MS = 20_000;

let ahead: { lesson: string; until: number; answer: Promise<JoinAnswer> } | undefined;

/** Asks for a place while the page of a lesson is still on its way: on a weak line every question costs half a second. */
export function joinAhead(path: string): void {
  const [, id] = /^\/lessons\/([^/]+)$/.exec(path) ?? [];
  if (id !== undefined) {
    const lesson = decodeURIComponent(id);
    ahead = { lesson, until: Date.now() + FRESH_MS, answer: joinLesson(lesson, deviceId()) };
    ahead.answer.catch(() => {}); // Whoever takes it hears of it.
  }
}

/** The answer that was asked for ahead, once: a ticket opens one connection. */
export function takeJoin(lesson: string): Promise<JoinAnswer> | undefined {
  const taken = ahead;
  ahead = undefined;
  return taken?.lesson === lesson && Date.now() < taken.until ? taken.answer : undefined;
}
