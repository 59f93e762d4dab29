// What pages cost on the line, counted by Chromium itself, and a slower line.
import { once } from 'node:events';
import { get } from 'node:http';

/** A weak phone line: 400 kbit/s either way, 400 ms there and back. */
export const WEAK_LINE = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };

/** Bytes before the payload of a WebSocket message: the client's are masked. */
const frameHead = (length, masked) => 2 + (length > 65_535 ? 8 : length > 125 ? 2 : 0) + (masked ? 4 : 0);

/**
 * Counts what a page receives and sends: answers with their headers as they come over the line, and WebSocket messages both ways.
 * What the cache answers costs nothing.
 */
export async function countTraffic(page) {
  const session = await page.context().newCDPSession(page);
  const addresses = new Map();
  let parts = new Map();
  let sockets = { received: 0, sent: 0, messages: 0 };
  session.on('Network.requestWillBeSent', ({ requestId, request }) => addresses.set(requestId, new URL(request.url).pathname));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const address = addresses.get(requestId) ?? '?';
    parts.set(address, (parts.get(address) ?? 0) + encodedDataLength);
  });
  for (const [event, way, masked] of [['Received', 'received', false], ['Sent', 'sent', true]]) {
    session.on(`Network.webSocketFrame${event}`, ({ response }) => {
      const length = Buffer.byteLength(response.payloadData, response.opcode === 2 ? 'base64' : 'utf8');
      sockets[way] += length + frameHead(length, masked);
      sockets.messages++;
    });
  }

  await session.send('Network.enable');
  return {
    session,
    /** Forgets what was counted so far. */
    restart: () => {
      parts = new Map();
      sockets = { received: 0, sent: 0, messages: 0 };
    },
    /** In bytes: all of it, what came over HTTP by address, and the sockets. */
    read: () => {
      const http = [...parts.values()].reduce((sum, one) => sum + one, 0);
      return { total: http + sockets.received + sockets.sent, http, sockets: { ...sockets }, parts: Object.fromEntries([...parts].sort(([, a], [, b]) => b - a)) };
    },
  };
}

/** Waits until a page has asked for nothing more for a while. */
export const settled = (page) => page.waitForLoadState('networkidle');

/** Waits until the browser keeps the page. */
export const kept = (page) => page.waitForFunction(() => navigator.serviceWorker.ready.then(({ active }) => active?.state === 'activated'));

/** What the browser keeps of the page, by path. */
export const keptPaths = (page) =>
  page.evaluate(async () => {
    const lists = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return lists.flat().map(({ url }) => new URL(url).pathname);
  });

/** Bytes of files that the service worker fetched: Chromium does not count them to the page. */
export const bytesOf = async (page, paths) => (await Promise.all(paths.map((path) => lengthOf(new URL(path, page.url()))))).reduce((sum, one) => sum + one, 0);

/** Of an answer with its headers, as a browser gets it. */
async function lengthOf(url) {
  const [answer] = await once(get(url, { headers: { 'Accept-Encoding': 'gzip, deflate, br' }, timeout: 20_000 }), 'response');
  let length = answer.rawHeaders.reduce((sum, part) => sum + part.length + 2, 0);
  for await (const part of answer) {
    length += part.length;
  }

  return length;
}
