import type { LessonView, Viewer } from '../protocol';

/** What somebody who does not look should hear of: who, of each kind. */
export type News = { readonly hands: readonly string[]; readonly messages: readonly string[]; readonly polls: readonly string[] };

export const NO_NEWS: News = { hands: [], messages: [], polls: [] };

/** What has come since: hands for teachers, private messages to this viewer, and questions for all. */
export function newsSince(before: LessonView, after: LessonView, { participant, role }: Viewer): News {
  const isTeacher = role === 'teacher';
  const raised = new Set(before.hands.map((hand) => hand.participant));
  return {
    hands: isTeacher && after.hands !== before.hands ? after.hands.filter((hand) => !raised.has(hand.participant)).map((hand) => hand.participant) : [],
    messages: addedTo(toViewer(before, participant, isTeacher), toViewer(after, participant, isTeacher)).flatMap((message) => (message.by === participant ? [] : [message.by])),
    polls: isTeacher ? [] : addedTo(before.polls, after.polls).flatMap((poll) => (poll.open ? [poll.asked.question] : [])),
  };
}

/** Whether the pages were given to somebody to turn, or taken from them; undefined where neither happened. */
export function pagesFor(before: LessonView, after: LessonView, participant: string): 'given' | 'taken' | undefined {
  const [had, has] = [before.presenter === participant, after.presenter === participant];
  return had === has || after.phase !== 'live' ? undefined : has ? 'given' : 'taken';
}

/** Both, one after the other; who wrote three times is named once. */
export function together(a: News, b: News): News {
  const join = (one: readonly string[], other: readonly string[]) => (other.length === 0 ? one : [...new Set([...one, ...other])]);
  return { hands: join(a.hands, b.hands), messages: join(a.messages, b.messages), polls: join(a.polls, b.polls) };
}

export function isNews(news: News): boolean {
  return news.hands.length + news.messages.length + news.polls.length > 0;
}

function toViewer(view: LessonView, participant: string, isTeacher: boolean) {
  return isTeacher ? view.teacherChat : Object.hasOwn(view.threads, participant) ? view.threads[participant]! : [];
}

function addedTo<T extends { sequence: number }>(before: readonly T[], after: readonly T[]): readonly T[] {
  if (after === before) {
    return [];
  }

  const last = before.at(-1)?.sequence ?? 0;
  return after.filter(({ sequence }) => sequence > last);
}

/** Tells of news at most once in a while: what comes meanwhile is told together. */
export class Crier {
  readonly #everyMs: number;
  readonly #tell: (news: News) => void;
  #waiting = NO_NEWS;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(everyMs: number, tell: (news: News) => void) {
    this.#everyMs = everyMs;
    this.#tell = tell;
  }

  add(news: News): void {
    this.#waiting = together(this.#waiting, news);
    if (this.#timer === undefined) {
      this.#cry();
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = NO_NEWS;
  }

  #cry(): void {
    this.#timer = undefined;
    if (isNews(this.#waiting)) {
      const news = this.#waiting;
      this.#waiting = NO_NEWS;
      this.#timer = setTimeout(() => this.#cry(), this.#everyMs);
      this.#tell(news);
    }
  }
}
