/** Milliseconds after the page is there in which its own business goes first: on a weak line, the lesson. */
const LATER_MS = 3_000;

/** Lets the browser keep the page, so that it opens at once the next time, and without a network too. */
export function keepPage(): void {
  // Over plain http browsers offer it to this machine's own pages only.
  if (import.meta.env.PROD && 'serviceWorker' in navigator) {
    setTimeout(() => void navigator.serviceWorker.register('/worker.js').catch(() => {}), LATER_MS); // Without it the page is only slower to open.
  }
}

/** Reloads into the same place with the server's page, in browsers too that do not tell the service worker of a reload. */
export async function reloadFresh(): Promise<void> {
  try {
    for (const name of await caches.keys()) {
      await (await caches.open(name)).delete('/');
    }
  } catch {
    // No service worker, so nothing is kept: over plain http.
  }

  location.reload();
}
