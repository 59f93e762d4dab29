import type { CloseCode } from '../protocol';

/** Why the page does not come back by itself. */
export type StopReason = Exclude<CloseCode, 'draining' | 'tooFarBehind' | 'lessonLost' | 'timedOut'> | 'notFound' | 'cancelled';

/** What is so with the connection, said as it is. */
export type Status =
  /** Asking for a place, for the first time. */
  | { kind: 'connecting' }
  /** Many want in: how many are before this page, itself included, and how long that likely takes, in milliseconds. */
  | { kind: 'queued'; place: number; likelyMs: number }
  | { kind: 'live' }
  /** Connected, but the lesson is further than this page. */
  | { kind: 'catchingUp' }
  /** The line is gone; the next attempt is at this time. Blocked: pages load, but sockets never open. */
  | { kind: 'waiting'; until: number; blocked: boolean }
  | { kind: 'reconnecting' }
  /** The device itself has no network. */
  | { kind: 'offline' }
  /** The lesson has ended and the line is gone: there is nothing to come back for. */
  | { kind: 'over' }
  | { kind: 'stopped'; reason: StopReason };
