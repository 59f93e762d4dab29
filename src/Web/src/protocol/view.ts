import type { LessonEndReason, LessonRole, PollAsked, Tally, Viewer, Viewport } from './events';

/** A lesson as one viewer may see it; or, without a viewer, all of it. Mirrors Contracts/Lessons/LessonView. Never changed in place. */
export type LessonView = {
  readonly viewer?: Viewer;
  /** The viewer was sent out: then nothing else is shown. */
  readonly ejected?: boolean;
  readonly phase: 'planned' | 'live' | 'ended';
  readonly startedAt?: string;
  readonly endsAt?: string;
  readonly endedAt?: string;
  readonly endReason?: LessonEndReason;
  /** Everybody who holds a place: present, or left so recently that it is kept. */
  readonly people: Readonly<Record<string, PersonInLesson>>;
  /** Teachers: who was sent out and not readmitted. */
  readonly sentOut: readonly string[];
  readonly presenter?: string;
  /** The oldest first. */
  readonly hands: readonly RaisedHand[];
  readonly handsOpen: boolean;
  readonly chatOpen: boolean;
  readonly chat: readonly ChatMessage[];
  /** Teachers: the latest messages of all private threads. */
  readonly teacherChat: readonly ChatMessage[];
  /** Students: their own private thread. */
  readonly threads: Readonly<Record<string, readonly ChatMessage[]>>;
  readonly polls: readonly PollInLesson[];
  /** Teachers: decks that can be shown. */
  readonly decks: readonly DeckInLesson[];
  readonly stage?: Stage;
};

export type PersonInLesson = { readonly since: string; readonly role?: LessonRole; readonly leftAt?: string };

export type RaisedHand = { readonly participant: string; readonly at: string };

/** Its id is its sequence. Without a text: deleted or redacted. */
export type ChatMessage = {
  readonly sequence: number;
  readonly by: string;
  readonly at: string;
  readonly text?: string;
  readonly length?: number;
  readonly thread?: string;
  readonly edited?: boolean;
  readonly deleted?: boolean;
};

/** Its id is its sequence. */
export type PollInLesson = {
  readonly sequence: number;
  readonly asked: PollAsked;
  readonly open?: boolean;
  readonly answers: Readonly<Record<string, PollAnswer>>;
  readonly tally?: Tally;
  readonly published?: Tally;
  /** Taken away from before everybody. */
  readonly hidden?: boolean;
};

export type PollAnswer = { readonly choices: readonly number[]; readonly text?: string };

export type DeckInLesson = { readonly deck: string; readonly title: string; readonly pages: number };

/** Without a viewport, all of the page is shown. */
export type Stage = { readonly deck: string; readonly pages: number; readonly page: number; readonly viewport?: Viewport };

/** All of a page. */
export const WHOLE_PAGE: Viewport = { x: 0, y: 0, width: 1, height: 1 };

export function isWhole({ x, y, width, height }: Viewport): boolean {
  return x === 0 && y === 0 && width === 1 && height === 1;
}

/** A lesson in which nothing has happened yet. */
export const INITIAL_VIEW: LessonView = {
  phase: 'planned',
  people: {},
  sentOut: [],
  hands: [],
  handsOpen: true,
  chatOpen: true,
  chat: [],
  teacherChat: [],
  threads: {},
  polls: [],
  decks: [],
};

/** Whether the view holds what only teachers may see: it is a teacher's, or the whole. */
export function holdsTeachersPart(view: LessonView): boolean {
  return view.viewer === undefined || view.viewer.role === 'teacher';
}
