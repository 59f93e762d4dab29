// The service worker: keeps the page and its files, so that it opens at once, and without a network too. Never an answer of the
// interface, nor anything of a person.

export {}; // A scope of its own, for the compiler.

type Waits = Event & { waitUntil(work: Promise<unknown>): void };
type Fetches = Event & { readonly request: Request; respondWith(answer: Promise<Response>): void };

type Worker = {
  /** The files of this build by their hashes, written in by it. */
  readonly __SHELL__: { readonly version: string; readonly files: readonly string[] };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: Waits) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetches) => void): void;
};

const worker = self as unknown as Worker;
const shell = worker.__SHELL__;

const PREFIX = 'classroom-shell-';
const NAME = PREFIX + shell.version;
const PAGE = '/';

/** What is no view of the page; as in the gateway's WebPage. */
const NOT_PAGES = /^\/(api|hubs|openapi|docs|health|metrics)(\/|$)/;

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) {
    return;
  }

  if (pathname.startsWith('/assets/')) {
    event.respondWith(file(request));
  } else if (request.mode === 'navigate' && !NOT_PAGES.test(pathname)) {
    event.respondWith(page(request));
  }
});

async function install(): Promise<void> {
  const cache = await caches.open(NAME);
  // What the page has fetched already comes from the browser's own cache.
  await Promise.all([cache.addAll(shell.files), cache.add(new Request(PAGE, { cache: 'no-cache' }))]);
  await worker.skipWaiting();
}

/** Takes over. The shell before this one stays: a page still open may ask for a part of it that the server no longer has. */
async function activate(): Promise<void> {
  const kept = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
  await Promise.all(kept.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/** A file is what its hash says, wherever it comes from. */
async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept !== undefined) {
    return kept;
  }

  const answer = await fetch(request);
  if (answer.status === 200) {
    const copy = answer.clone();
    void caches.open(NAME).then((cache) => cache.put(request, copy)).catch(() => {}); // A full device: then it is fetched again.
  }

  return answer;
}

/**
 * The page as it is kept: at most one opening old, since the browser looks for a newer worker at each. Whoever reloads gets the
 * server's, so nobody is held on a page that is too old or broken.
 */
async function page(request: Request): Promise<Response> {
  const kept = await (await caches.open(NAME)).match(PAGE, { ignoreVary: true });
  if (kept !== undefined && request.cache === 'default') {
    return kept;
  }

  try {
    return await fetch(request);
  } catch (error) {
    if (kept !== undefined) {
      return kept;
    }

    throw error;
  }
}
