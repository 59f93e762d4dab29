import type { LessonCommand, LessonRefusal, LessonSignal } from './commands';
import type { LessonEntry, Viewer } from './events';
import type { LessonView } from './view';

/** What this page sends over its connection. Mirrors Contracts/Hub. */
export type HubRequests = {
  Follow: { foldLevel: number; epoch?: number; after?: number };
  Send: { counter: number; command: LessonCommand };
  Signal: { signal: LessonSignal };
  Heartbeat: { sequence: number };
};

/** What the server sends over it. */
export type HubMessages = {
  Welcome: LessonWelcome;
  Entries: LessonEntries;
  Answered: CommandAnswer;
  Signals: { signals: SignalBy[] };
  Heartbeat: ServerHeartbeat;
  Closing: ConnectionClosing;
};

export type LessonWelcome = {
  lesson: string;
  epoch: number;
  /** Entries go on after this. */
  sequence: number;
  you: Viewer;
  /** Highest counter of this device that the lesson remembers. */
  counter: number;
  /** Null on a resume: what the page holds goes on. */
  view: LessonView | null;
  serverTime: string;
  heartbeatMs: number;
};

/** Entries of a range, those this viewer may see: a hidden one is no gap. */
export type LessonEntries = { epoch: number; from: number; to: number; entries: LessonEntry[] };

export type CommandAnswer = { counter: number; sequence?: number; refusal?: LessonRefusal; retryAfterMs?: number };

export type SignalBy = { by: string; signal: LessonSignal };

export type ServerHeartbeat = { serverTime: string; epoch: number; head: number; spreadMs: number };

export type ConnectionClosing = { code: CloseCode; reconnect: boolean; spreadMs: number };

export type CloseCode =
  | 'draining'
  | 'tooFarBehind'
  | 'lessonLost'
  | 'replaced'
  | 'ejected'
  | 'lessonFull'
  | 'clientTooOld'
  | 'timedOut'
  | 'protocolError'
  | 'sessionEnded'
  | 'lessonDamaged';
