/** Everything that can happen in a lesson, as it stands in the log and comes over the wire. Mirrors Contracts/Lessons. */

export type LessonRole = 'student' | 'teacher';

/** Somebody who looks at a lesson or acts in it. Without a role: a student. */
export type Viewer = { participant: string; role?: LessonRole };

/** Who may see an entry. */
export type Audience = 'all' | 'teachers' | 'nobody' | { teachers?: boolean; named: string[] };

/** One event in its envelope. Where `by` is null, the lesson itself did it. */
export type LessonEntry = {
  sequence: number;
  epoch: number;
  at: string;
  by: string | null;
  audience: Audience;
  event: LessonEvent;
};

export type LessonEndReason = 'byTeacher' | 'overtime' | 'noTeacher' | 'logFull' | 'cancelled';

export type PollKind = 'yesNo' | 'trueFalse' | 'choices' | 'typed';

/** What was asked; also stands in the view of the poll, then without its discriminator. */
export type PollAsked = { kind: PollKind; question: string; choices: string[]; severalAnswers?: boolean; anonymous?: boolean };

export type Tally = { answered: number; counts: number[]; texts: { text: string; count: number }[] };

export type LessonEvent =
  | { type: 'lessonStarted'; endsAt: string }
  | { type: 'lessonEndMoved'; endsAt: string }
  | { type: 'lessonEnded'; reason: LessonEndReason }
  | { type: 'presenceChanged'; arrived: { participant: string; role?: LessonRole }[]; left: { participant: string; at: string }[] }
  | { type: 'placesReleased'; participants: string[] }
  | { type: 'participantEjected'; participant: string }
  | { type: 'participantReadmitted'; participant: string }
  | { type: 'presenterChanged'; presenter: string }
  | { type: 'messagePosted'; text: string; thread?: string }
  | { type: 'messageEdited'; message: number; text: string }
  | { type: 'messageDeleted'; message: number }
  | { type: 'messageRedacted'; message: number; thread?: string; length: number }
  | { type: 'chatOpened' }
  | { type: 'chatClosed' }
  | { type: 'handRaised' }
  | { type: 'handLowered'; participant: string }
  | { type: 'allHandsLowered' }
  | { type: 'handsOpened' }
  | { type: 'handsClosed' }
  | ({ type: 'pollAsked' } & PollAsked)
  | { type: 'pollKeyCreated'; poll: number; key: string }
  | { type: 'pollKeyDestroyed'; poll: number }
  | { type: 'pollAnswered'; poll: number; answerer: string; choices: number[]; text?: string }
  | { type: 'pollTallied'; poll: number; tally: Tally }
  | { type: 'pollClosed'; poll: number }
  | { type: 'pollPublished'; poll: number; tally: Tally }
  | { type: 'deckAdded'; deck: string; title: string; pages: number }
  | { type: 'deckShown'; deck: string; pages: number; page: number }
  | { type: 'deckRemoved'; deck: string }
  | { type: 'deckPlaced'; deck: string; place: number }
  | { type: 'deckHidden' }
  | { type: 'pageTurned'; page: number }
  | { type: 'viewportMoved'; viewport: Viewport }
  | { type: 'pollHidden'; poll: number };

/** A part of a page, in fractions of its width and height. */
export type Viewport = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The fold level this page knows: it tells the server when it follows. */
export const FOLD_LEVEL = 1;

const KNOWN: Record<LessonEvent['type'], true> = {
  lessonStarted: true,
  lessonEndMoved: true,
  lessonEnded: true,
  presenceChanged: true,
  placesReleased: true,
  participantEjected: true,
  participantReadmitted: true,
  presenterChanged: true,
  messagePosted: true,
  messageEdited: true,
  messageDeleted: true,
  messageRedacted: true,
  chatOpened: true,
  chatClosed: true,
  handRaised: true,
  handLowered: true,
  allHandsLowered: true,
  handsOpened: true,
  handsClosed: true,
  pollAsked: true,
  pollKeyCreated: true,
  pollKeyDestroyed: true,
  pollAnswered: true,
  pollTallied: true,
  pollClosed: true,
  pollPublished: true,
  deckAdded: true,
  deckShown: true,
  deckRemoved: true,
  deckPlaced: true,
  deckHidden: true,
  pageTurned: true,
  viewportMoved: true,
  pollHidden: true,
};

/** Whether this page can fold an event. A server promises never to send another; a page that meets one is too old. */
export function isKnown(event: { type: string }): event is LessonEvent {
  return Object.hasOwn(KNOWN, event.type);
}
