/** Lessons that their teacher has asked to start, on the way to their page. In memory only: a reload or a link starts nothing. */
const asked = new Set<string>();

/** Says that the page of this lesson, which opens next, is to start it. */
export function startOnEntry(lesson: string): void {
  asked.add(lesson);
}

/** Whether the lesson is to be started; true once for each time it was asked. */
export function takeStart(lesson: string): boolean {
  return asked.delete(lesson);
}
