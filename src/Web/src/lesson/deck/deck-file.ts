import type { DeckLink } from '../../api/decks';
import { ApiError } from '../../api/http';

/** A link is renewed after this part of its life, so that it never ends under a page that is being fetched. */
const RENEW_AFTER = 0.8;

/** A link younger than this, in milliseconds, is not renewed: what it is refused is refused for another reason. */
const RENEW_EVERY_MS = 5_000;

/** How often a piece is asked for in all while nothing answers; and the first wait in between, in milliseconds, which doubles. */
const TRIES = 6;
const WAIT_MS = 500;

/** Milliseconds without a byte after which a piece is asked for anew: a phone that slept waits for answers that were lost. */
const SILENCE_MS = 20_000;

export type Piece = { bytes: Uint8Array; mediaType: string; length: number };

/** What a file is fetched with. */
export type DeckFileWorld = { link: () => Promise<DeckLink>; fetch: (url: string, options: { headers: Record<string, string>; signal: AbortSignal }) => Promise<Response>; now: () => number; wait: (ms: number) => Promise<void> };

type Link = { url: string; at: number; renewAt: number };

/** A deck's file, fetched in pieces by links that are renewed: a lesson may outlast any of them, and a phone may sleep in between. */
export class DeckFile {
  #link: Promise<Link> | undefined;
  readonly #world: DeckFileWorld;
  readonly #stop = new AbortController();

  constructor(world: DeckFileWorld) {
    this.#world = world;
  }

  /** Fetches the bytes from `begin` up to, without, `end`, or all from there; fewer if the file ends before. Tries again for half a minute, then throws. */
  async read(begin: number, end?: number): Promise<Piece> {
    for (let tried = 1; ; tried++) {
      let used: Link | undefined;
      try {
        used = await this.#current();
        return await this.#fetch(used.url, begin, end);
      } catch (error) {
        if (this.#stop.signal.aborted || !(await this.#mayTryAgain(error, used, tried))) {
          throw error;
        }
      }
    }
  }

  /** Nothing more is fetched. */
  close(): void {
    this.#stop.abort();
  }

  async #mayTryAgain(error: unknown, used: Link | undefined, tried: number): Promise<boolean> {
    const status = error instanceof ApiError ? error.status : 0;
    if (status === 0 || status === 429 || status >= 500) {
      if (tried < TRIES) {
        await this.#world.wait(WAIT_MS * 2 ** (tried - 1));
      }

      return tried < TRIES;
    }

    // Refused: the link has ended, unless it is new. A clock that goes wrong makes no difference here.
    const isOld = used !== undefined && this.#world.now() - used.at >= RENEW_EVERY_MS;
    if (isOld && (await this.#link?.catch(() => undefined)) === used) {
      this.#link = undefined;
    }

    return isOld && tried < TRIES;
  }

  /** The link to use now. Many pieces wait for one new link. */
  async #current(): Promise<Link> {
    const known = this.#link;
    if (known === undefined) {
      return (this.#link = this.#ask());
    }

    const link = await known.catch(() => undefined);
    if (link !== undefined && this.#world.now() < link.renewAt) {
      return link;
    }

    if (this.#link !== known) {
      return this.#current();
    }

    // While a new one cannot be had, the old one is used until it is refused.
    return (this.#link = link === undefined ? this.#ask() : this.#ask().catch(() => ({ ...link, renewAt: this.#world.now() + RENEW_EVERY_MS })));
  }

  async #ask(): Promise<Link> {
    const { url, expiresAt } = await this.#world.link();
    const at = this.#world.now();
    const life = Date.parse(expiresAt) - at;
    // A clock that is ahead by more than a link's life says that it has ended: then only a refusal tells.
    return { url, at, renewAt: life > 0 ? at + Math.max(RENEW_EVERY_MS, life * RENEW_AFTER) : Infinity };
  }

  async #fetch(url: string, begin: number, end: number | undefined): Promise<Piece> {
    const silent = new AbortController();
    const stop = () => silent.abort();
    let timer = setTimeout(stop, SILENCE_MS);
    this.#stop.signal.addEventListener('abort', stop);
    try {
      const response = await this.#world.fetch(url, { headers: { Range: `bytes=${begin}-${end === undefined ? '' : end - 1}` }, signal: silent.signal });
      if (response.status !== 206) {
        throw new ApiError(response.status === 200 ? 502 : response.status, 'notFound', undefined, {});
      }

      const length = Number(/\/(\d+)$/.exec(response.headers.get('Content-Range') ?? '')?.[1]);
      const bytes = new Uint8Array(Number(response.headers.get('Content-Length') ?? (end ?? length) - begin));
      let filled = 0;
      for (const reader = response.body!.getReader(); ; ) {
        const { done, value } = await reader.read();
        if (done) {
          break;
        }

        clearTimeout(timer);
        timer = setTimeout(stop, SILENCE_MS);
        bytes.set(value, filled);
        filled += value.length;
      }

      if (filled < bytes.length) {
        throw new TypeError('The piece is cut off.');
      }

      return { bytes, mediaType: response.headers.get('Content-Type') ?? '', length };
    } finally {
      clearTimeout(timer);
      this.#stop.signal.removeEventListener('abort', stop);
    }
  }
}

/** Waits, or less if the network comes back before. */
export function waitOrOnline(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done);
  });
}
