import { signal, type ReadonlySignal } from '@preact/signals';
import {
  FOLD_LEVEL,
  type CloseCode,
  type CommandAnswer,
  type ConnectionClosing,
  type HubMessages,
  type LessonCommand,
  type LessonRefusal,
  type LessonSignal,
  type LessonWelcome,
  type ServerHeartbeat,
  type SignalBy,
  type Viewer,
} from '../protocol';
import { nextFade, Spoken, withSignals, type Fleeting } from './fleeting';
import { Line, type LineWorld } from './line';
import { Outbox, type Outgoing } from './outbox';
import type { OutboxStore } from './outbox-store';
import { received, welcomed, type Folded, type Replica } from './replica';
import type { Status, StopReason } from './status';

/** What the link needs of the world; tests stand in for it. */
export type LinkWorld = LineWorld & {
  store: OutboxStore;
  /** Told of every command that is refused for good. */
  onRefused: (refusal: LessonRefusal, command: LessonCommand) => void;
};

/** Closings after which coming back at once is of no use. */
const TROUBLES: ReadonlySet<string> = new Set<CloseCode>(['lessonLost', 'tooFarBehind', 'timedOut']);

/** Follows one lesson through every break: folds what comes, sends commands once, whatever happens to the line. */
export class LessonLink {
  readonly #world: LinkWorld;
  readonly #line: Line;
  readonly #outbox: Outbox;
  readonly #you = signal<Viewer | undefined>(undefined);
  readonly #replica = signal<Replica | undefined>(undefined);
  readonly #outgoing = signal<readonly Outgoing[]>([]);
  readonly #fleeting = signal<readonly Fleeting[]>([]);
  readonly #spoken = new Spoken();
  readonly #clockOffsetMs = signal(0);
  /** What is held cannot be gone on from: the next welcome has to bring a whole view. */
  #stale = false;
  #fade: ReturnType<typeof setTimeout> | undefined;

  constructor(world: LinkWorld) {
    this.#world = world;
    this.#outbox = new Outbox(world.store.load(), world.now());
    this.#outgoing.value = this.#outbox.items;
    this.#line = new Line(world, {
      onOpen: () => this.#follow(),
      onMessage: (method, message) => this.#takers[method](message),
      isTeacher: () => this.#you.value?.role === 'teacher',
      isOver: () => this.#replica.value?.view.phase === 'ended',
    });
  }

  readonly #takers: { [M in keyof HubMessages]: (message: HubMessages[M]) => void } = {
    Welcome: (welcome) => this.#welcome(welcome),
    Entries: (entries) => {
      if (this.#replica.value && this.#fold(received(this.#replica.value, entries))) {
        const now = this.#world.now();
        this.#spoken.hear(entries.entries, now);
        this.#fleeting.value = this.#spoken.without(this.#fleeting.value, now);
      }
    },
    Answered: (answer) => this.#answered(answer),
    Signals: ({ signals }) => this.#show(signals),
    Heartbeat: (heartbeat) => this.#heartbeat(heartbeat),
    Closing: (closing) => this.#closing(closing),
  };

  get status(): ReadonlySignal<Status> {
    return this.#line.status;
  }

  /** Who this page is in the lesson, once it was let in. */
  get you(): ReadonlySignal<Viewer | undefined> {
    return this.#you;
  }

  /** The lesson as this page holds it; stays while the line is gone. */
  get replica(): ReadonlySignal<Replica | undefined> {
    return this.#replica;
  }

  /** Commands on their way, and messages that were refused. */
  get outgoing(): ReadonlySignal<readonly Outgoing[]> {
    return this.#outgoing;
  }

  get fleeting(): ReadonlySignal<readonly Fleeting[]> {
    return this.#fleeting;
  }

  /** What to add to this device's clock to get the server's, in milliseconds. */
  get clockOffsetMs(): ReadonlySignal<number> {
    return this.#clockOffsetMs;
  }

  /** Joins now, whatever was planned. */
  start(): void {
    this.#line.start();
  }

  /** Leaves; nothing comes back by itself. */
  stop(): void {
    this.#line.drop();
    clearTimeout(this.#fade);
  }

  networkChanged(): void {
    this.#line.networkChanged();
  }

  /** Sends a command, now or when the line is back; false if too many are waiting. */
  send(command: LessonCommand): boolean {
    this.#outbox.countOnFrom(this.#world.store.counter()); // Another tab may have counted meanwhile.
    const item = this.#outbox.add(command, this.#world.now());
    this.#keepOutbox();
    if (item === undefined) {
      this.#world.onRefused('tooManyWaiting', command);
      return false;
    }

    this.#sendNow(item);
    return true;
  }

  /** Sends something fleeting, if the line is there. */
  signal(signal: LessonSignal): void {
    if (this.#line.isFollowing) {
      this.#line.send('Signal', { signal });
    }
  }

  /** Lets go of a message that was refused. */
  discard(counter: number): void {
    this.#outbox.discard(counter);
    this.#keepOutbox();
  }

  #follow(): void {
    // Whoever was sent out starts from a new view, should they be let back in.
    const held = this.#stale || this.#replica.value?.view.ejected ? undefined : this.#replica.value;
    this.#line.send('Follow', held === undefined ? { foldLevel: FOLD_LEVEL } : { foldLevel: FOLD_LEVEL, epoch: held.epoch, after: held.sequence });
  }

  #welcome(welcome: LessonWelcome): void {
    this.#you.value = welcome.you;
    this.#line.beatMs = welcome.heartbeatMs;
    this.#tellTime(welcome.serverTime);
    this.#outbox.countOnFrom(welcome.counter);
    if (!this.#fold(welcomed(this.#replica.value, welcome))) {
      return;
    }

    this.#stale = false;
    this.#line.follows(0);
    this.#outbox.waiting.forEach((item) => this.#sendNow(item));
  }

  #fold(folded: Folded): boolean {
    if ('replica' in folded) {
      this.#replica.value = folded.replica;
      this.#outbox.covered(folded.replica.sequence);
      this.#keepOutbox();
      return true;
    }

    if (folded.problem === 'unknownEvent') {
      this.#line.halt('clientTooOld');
    } else {
      this.#stale = true;
      this.#line.pause();
    }

    return false;
  }

  #answered(answer: CommandAnswer): void {
    const item = this.#outbox.items.find(({ counter }) => counter === answer.counter);
    const { outcome, retryAfterMs, refusal } = this.#outbox.answered(answer);
    this.#outbox.covered(this.#replica.value?.sequence ?? 0);
    this.#keepOutbox();
    if (outcome === 'retry' && item !== undefined) {
      setTimeout(() => this.#sendNow(item), retryAfterMs);
    } else if (outcome === 'refused' && item !== undefined && refusal !== undefined) {
      this.#world.onRefused(refusal, item.command);
    }
  }

  #heartbeat({ serverTime, head, spreadMs }: ServerHeartbeat): void {
    this.#tellTime(serverTime);
    this.#line.spreadMs = spreadMs;
    const held = this.#replica.value;
    if (held !== undefined && this.#line.isFollowing) {
      // Answering, rather than beating by a timer of our own, also works in a tab whose timers the browser slows down.
      this.#line.send('Heartbeat', { sequence: held.sequence });
      this.#line.follows(head - held.sequence);
    }
  }

  #closing({ code, reconnect, spreadMs }: ConnectionClosing): void {
    this.#line.spreadMs = spreadMs;
    if (!reconnect) {
      this.#line.halt(code as StopReason);
    } else if (TROUBLES.has(code)) {
      this.#line.pause();
    } else {
      this.#line.lost();
    }
  }

  #sendNow({ counter, command }: Outgoing): void {
    if (this.#line.isFollowing && this.#outbox.waiting.some((item) => item.counter === counter)) {
      this.#line.send('Send', { counter, command });
    }
  }

  #show(signals: readonly SignalBy[]): void {
    const now = this.#world.now();
    this.#fleeting.value = withSignals(this.#fleeting.value, this.#spoken.without(signals, now), now);
    clearTimeout(this.#fade);
    const next = nextFade(this.#fleeting.value);
    if (next !== undefined) {
      this.#fade = setTimeout(() => this.#show([]), Math.max(0, next - now));
    }
  }

  #tellTime(serverTime: string): void {
    this.#clockOffsetMs.value = Date.parse(serverTime) - this.#world.now();
  }

  #keepOutbox(): void {
    this.#outgoing.value = this.#outbox.items;
    this.#world.store.save(this.#outbox.kept);
  }
}
