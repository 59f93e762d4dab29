import { signal, type ReadonlySignal } from '@preact/signals';
import { ApiError } from '../api/http';
import type { Entrance, JoinAnswer } from '../api/lessons';
import type { HubMessages, HubRequests } from '../protocol';
import { ReconnectPolicy, SPREAD_FIRST_MS } from './backoff';
import type { Channel, OpenChannel } from './channel';
import type { Status, StopReason, Trouble } from './status';

/** What a line needs of the world; tests stand in for it. */
export type LineWorld = {
  join: () => Promise<JoinAnswer>;
  open: OpenChannel;
  /** Whether the server at an entrance answers a plain request. */
  answers: (entrance: Entrance) => Promise<boolean>;
  now: () => number;
  random: () => number;
  /** Whether the device itself has a network, as far as it knows. */
  online: () => boolean;
};

/** Who uses the line: told when it is open and what comes over it. */
export type LineOwner = {
  onOpen: () => void;
  onMessage: <M extends keyof HubMessages>(method: M, message: HubMessages[M]) => void;
  /** Teachers come back sooner. */
  isTeacher: () => boolean;
  /** Nothing is left to come back for. */
  isOver: () => boolean;
};

/** Silence of the server, in heartbeats, after which the line counts as dead. */
const SILENT_BEATS = 2.5;
const HEARTBEAT_MS = 10_000;
/** How often somebody who was sent out asks whether they may come back, in milliseconds, spread by a fifth either way: often while the teacher may still be speaking with them, then less. */
const ASK_SOON_MS = 2_500;
const ASK_LATER_MS = 8_000;
const SOON_FOR_MS = 60_000;
/** Sockets that failed to open in a row, while pages load, from which on they count as blocked: a server that is just starting fails once. */
const BLOCKED_FROM = 2;

/** Answers to a join that asking again does not change, by their code. */
const STOPPING: Readonly<Record<string, StopReason>> = { notFound: 'notFound', signInRequired: 'sessionEnded', ejected: 'ejected', lessonCancelled: 'cancelled', lessonDamaged: 'lessonDamaged' };

/** Keeps one connection to a lesson: joins, opens, notices silence, waits a fair time, joins anew. Knows nothing of what is said. */
export class Line {
  /** What the server last asked for: how far to spread after a break, and how often it beats. In milliseconds. */
  spreadMs = SPREAD_FIRST_MS;
  beatMs = HEARTBEAT_MS;

  readonly #world: LineWorld;
  readonly #owner: LineOwner;
  readonly #status = signal<Status>({ kind: 'connecting' });
  #channel: Channel | undefined;
  /** Grows with every attempt: what an earlier one still says is not heard. */
  #attempt = 0;
  readonly #policy: ReconnectPolicy;
  /** Since when the line is good; undefined while it is not. */
  #goodSince: number | undefined;
  #unopened = 0;
  /** Since when this page has been sent out; undefined while it is not. */
  #outSince: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;

  constructor(world: LineWorld, owner: LineOwner) {
    this.#world = world;
    this.#owner = owner;
    this.#policy = new ReconnectPolicy(world.random);
  }

  get status(): ReadonlySignal<Status> {
    return this.#status;
  }

  /** Whether the lesson is being followed: commands can go. */
  get isFollowing(): boolean {
    const { kind } = this.#status.value;
    return kind === 'live' || kind === 'catchingUp';
  }

  /** Joins now, whatever was planned. */
  start(): void {
    this.drop();
    if (!this.#world.online()) {
      this.#status.value = { kind: 'offline' };
      return;
    }

    this.#status.value = { kind: this.#status.value.kind === 'connecting' ? 'connecting' : 'reconnecting' };
    void this.#connect(this.#attempt);
  }

  send<M extends keyof HubRequests>(method: M, request: HubRequests[M]): void {
    this.#channel?.send(method, request);
  }

  /** The lesson is being followed: the line is good, and this page so many entries behind. */
  follows(behind: number): void {
    this.#goodSince ??= this.#world.now();
    this.#outSince = undefined;
    this.#status.value = behind <= 0 ? { kind: 'live' } : { kind: 'catchingUp', behind };
  }

  /** The line is gone: wait a little, then join anew. */
  lost(): void {
    this.#comeBack((livedMs) => this.#policy.afterLoss(livedMs, this.spreadMs, this.#owner.isTeacher()));
  }

  /** The line could not go on: the server needs a moment before coming back is any use. */
  pause(): void {
    this.#comeBack((livedMs) => this.#policy.afterTrouble(livedMs, this.spreadMs, this.#owner.isTeacher()));
  }

  /** Does not come back until it is started again; only who was sent out goes on asking for a place, and comes in when let back. */
  halt(reason: StopReason): void {
    this.drop();
    this.#status.value = { kind: 'stopped', reason };
    if (reason === 'ejected') {
      const attempt = this.#attempt;
      this.#outSince ??= this.#world.now();
      const every = this.#world.now() - this.#outSince < SOON_FOR_MS ? ASK_SOON_MS : ASK_LATER_MS;
      this.#timer = setTimeout(() => void this.#connect(attempt), every * (0.8 + this.#world.random() * 0.4));
    }
  }

  /** The device has a network again, or has lost it. */
  networkChanged(): void {
    const { kind } = this.#status.value;
    if (kind === 'stopped' || kind === 'over') {
      return;
    }

    if (!this.#world.online()) {
      this.drop();
      this.#status.value = { kind: 'offline' };
    } else if (kind === 'offline' || kind === 'waiting') {
      // A whole school's network comes back at one moment.
      this.#retryIn(this.#policy.afterOffline());
    }
  }

  /** Forgets the connection and everything planned for it. */
  drop(): void {
    this.#attempt++;
    this.#goodSince = undefined;
    clearTimeout(this.#timer);
    clearTimeout(this.#silence);
    const channel = this.#channel;
    this.#channel = undefined;
    channel?.close();
  }

  async #connect(attempt: number): Promise<void> {
    try {
      const answer = await this.#world.join();
      if (attempt !== this.#attempt) {
        return;
      }

      if (answer.type === 'admitted') {
        await this.#enter(attempt, answer.entrances);
      } else {
        this.#retryIn(this.#policy.afterAsked(answer.retryAfterMs), { kind: 'queued', place: answer.place, likelyMs: answer.likelyMs });
      }
    } catch (error) {
      if (attempt === this.#attempt) {
        this.#joinFailed(error);
      }
    }
  }

  async #enter(attempt: number, entrances: readonly Entrance[]): Promise<void> {
    for (const entrance of entrances) {
      const channel = await this.#open(attempt, entrance);
      if (attempt !== this.#attempt) {
        channel?.close();
        return;
      }

      if (channel !== undefined) {
        this.#channel = channel;
        this.#unopened = 0;
        this.#expectSound();
        this.#owner.onOpen();
        return;
      }
    }

    this.#unopened++;
    const trouble = await this.#troubleWith(entrances);
    if (attempt === this.#attempt) {
      this.#retryIn(this.#policy.afterFailure(), trouble);
    }
  }

  /** No socket opened: a server that answers otherwise is not away, something between refuses sockets. */
  async #troubleWith(entrances: readonly Entrance[]): Promise<Trouble> {
    for (const entrance of entrances) {
      if (await this.#world.answers(entrance)) {
        return this.#unopened >= BLOCKED_FROM ? { kind: 'blocked', address: entrance.url } : { kind: 'lost' };
      }
    }

    this.#unopened = 0;
    return { kind: 'away' };
  }

  async #open(attempt: number, entrance: Entrance): Promise<Channel | undefined> {
    let open = false;
    const heard = (listen: () => void) => {
      if (open && attempt === this.#attempt) {
        listen();
      }
    };
    try {
      const channel = await this.#world.open(entrance, {
        onMessage: (method, message) =>
          heard(() => {
            this.#expectSound();
            this.#owner.onMessage(method, message);
          }),
        onGone: () => heard(() => this.lost()),
      });
      open = true;
      return channel;
    } catch {
      return undefined;
    }
  }

  #joinFailed(error: unknown): void {
    const reason = error instanceof ApiError ? STOPPING[error.code] : undefined;
    if (reason !== undefined) {
      this.halt(reason);
    } else {
      this.#retryIn(this.#policy.afterFailure(error instanceof ApiError ? (error.retryAfter ?? 0) * 1000 : 0), { kind: 'away' });
    }
  }

  #comeBack(waitOf: (livedMs: number) => number): void {
    this.#retryIn(this.#goodSince === undefined ? this.#policy.afterFailure() : waitOf(this.#world.now() - this.#goodSince));
  }

  #retryIn(waitMs: number, why: Trouble | Extract<Status, { kind: 'queued' }> = { kind: 'lost' }): void {
    this.drop();
    if (this.#owner.isOver()) {
      this.#status.value = { kind: 'over' };
    } else if (!this.#world.online()) {
      this.#status.value = { kind: 'offline' };
    } else {
      this.#status.value = why.kind === 'queued' ? why : { kind: 'waiting', until: this.#world.now() + waitMs, trouble: why };
      this.#timer = setTimeout(() => this.start(), waitMs);
    }
  }

  #expectSound(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.lost(), this.beatMs * SILENT_BEATS);
  }
}
