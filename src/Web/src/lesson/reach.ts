import type { Entrance } from '../api/lessons';

/** Milliseconds after which a server that says nothing does not answer. */
const PATIENCE_MS = 5_000;

/** Whether the server at an entrance answers a plain request: then a socket that does not open was refused on the way. */
export async function answersPlainly({ url }: Entrance): Promise<boolean> {
  const socket = new URL(url, location.href);
  socket.protocol = socket.protocol.replace(/^ws/, 'http');
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const { ok } = await fetch(new URL('/health/live', socket), { cache: 'no-store', credentials: 'omit', signal: patience.signal });
    return ok;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** An entrance in the words of whoever looks after a proxy. */
export function addressOf(url: string, page: string): { protocol: string; host: string; port: string; path: string } {
  const address = new URL(url, page);
  const isSecure = address.protocol === 'https:' || address.protocol === 'wss:';
  return { protocol: isSecure ? 'wss' : 'ws', host: address.hostname, port: address.port || (isSecure ? '443' : '80'), path: address.pathname };
}
