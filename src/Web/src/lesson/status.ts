import type { CloseCode } from '../protocol';

/** Why the page does not come back by itself. */
export type StopReason = Exclude<CloseCode, 'draining' | 'tooFarBehind' | 'lessonLost' | 'timedOut'> | 'notFound' | 'cancelled';

/** Why there is no line: it broke, nothing answers at all, or pages load from this address while sockets to it never open. */
export type Trouble = { kind: 'lost' } | { kind: 'away' } | { kind: 'blocked'; address: string };

/** What is so with the connection, said as it is. */
export type Status =
  /** Asking for a place, for the first time. */
  | { kind: 'connecting' }
  /** Many want in: how many are before this page, itself included, and how long that likely takes, in milliseconds. */
  | { kind: 'queued'; place: number; likelyMs: number }
  | { kind: 'live' }
  /** Connected, but the lesson is further than this page, by so many entries. */
  | { kind: 'catchingUp'; behind: number }
  /** The line is gone; the next attempt is at this time. */
  | { kind: 'waiting'; until: number; trouble: Trouble }
  | { kind: 'reconnecting' }
  /** The device itself has no network. */
  | { kind: 'offline' }
  /** The lesson has ended and the line is gone: there is nothing to come back for. */
  | { kind: 'over' }
  | { kind: 'stopped'; reason: StopReason };
