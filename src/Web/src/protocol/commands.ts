import type { PollKind, Viewport } from './events';

/** What somebody wants to do in a lesson. Says nothing about who: the gateway stamps that. Mirrors Contracts/Lessons/LessonCommand. */
export type LessonCommand =
  | { type: 'startLesson' }
  | { type: 'endLesson' }
  | { type: 'postMessage'; text: string; thread?: string }
  | { type: 'editMessage'; message: number; text: string }
  | { type: 'deleteMessage'; message: number }
  | { type: 'openChat' }
  | { type: 'closeChat' }
  | { type: 'raiseHand' }
  | { type: 'lowerHand'; participant?: string }
  | { type: 'lowerAllHands' }
  | { type: 'openHands' }
  | { type: 'closeHands' }
  | { type: 'askPoll'; kind: PollKind; question: string; choices?: string[]; severalAnswers?: boolean; anonymous?: boolean }
  | { type: 'answerPoll'; poll: number; choices?: number[]; text?: string }
  | { type: 'closePoll'; poll: number }
  | { type: 'publishPoll'; poll: number }
  | { type: 'hidePoll'; poll: number }
  | { type: 'placeDeck'; deck: string; place: number }
  | { type: 'showDeck'; deck: string; page?: number }
  | { type: 'hideDeck' }
  | { type: 'turnPage'; page: number }
  | { type: 'moveViewport'; viewport: Viewport }
  | { type: 'givePresenter'; participant: string }
  | { type: 'takePresenter' }
  | { type: 'ejectParticipant'; participant: string }
  | { type: 'readmitParticipant'; participant: string };

/** Why a command was refused. Mirrors Contracts/Lessons/LessonRefusal; a newer server may know more. */
export type LessonRefusal =
  | 'lessonNotLive'
  | 'lessonEnded'
  | 'lessonFull'
  | 'notAllowed'
  | 'ejected'
  | 'participantNotFound'
  | 'noTeacher'
  | 'chatClosed'
  | 'handsClosed'
  | 'textInvalid'
  | 'textTooLong'
  | 'messageNotFound'
  | 'tooManyEdits'
  | 'pollInvalid'
  | 'pollNotFound'
  | 'pollStillOpen'
  | 'pollClosed'
  | 'answerInvalid'
  | 'deckNotFound'
  | 'tooManyDecks'
  | 'pageOutOfRange'
  | 'nothingShown'
  | 'viewportInvalid'
  | 'logFull'
  | 'commandExpired'
  | 'commandInvalid'
  | 'commandTooLarge'
  | 'rateLimited'
  | 'tooManyWaiting'
  | 'unavailable';

/** Something fleeting, never logged. */
export type LessonSignal = { type: 'typing' } | { type: 'reaction'; emoji: Emoji } | { type: 'pointing'; x: number; y: number };

/** What can be sent as a reaction. */
export const EMOJI = ['👍', '👏', '❤️', '😂', '😮', '🤔'] as const;

export type Emoji = (typeof EMOJI)[number];
