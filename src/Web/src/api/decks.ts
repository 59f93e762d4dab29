import { ApiError, request } from './http';

/** Where a deck is, for whoever has the address, until it expires. */
export type DeckLink = { url: string; expiresAt: string };

export type UploadedDeck = { deck: string; title: string; pages: number; mediaType: string; length: number };

/** The largest file, in bytes. Asked for once: it is a setting of the server. */
export const readDeckLimits = (): Promise<{ bytesMax: number }> =>
  (limits ??= request<{ bytesMax: number }>('GET', '/api/v1/decks/limits').catch((error: unknown) => {
    limits = undefined;
    throw error;
  }));

let limits: Promise<{ bytesMax: number }> | undefined;

export const removeDeck = (lesson: string, deck: string) => request<void>('DELETE', `/api/v1/lessons/${lesson}/decks/${deck}`);

export const linkDeck = (lesson: string, deck: string) => request<DeckLink>('GET', `/api/v1/lessons/${lesson}/decks/${deck}/link`);

/** Sends a file, says how far it is (0 to 1), and can be broken off. Not by fetch: that does not tell how much was sent. */
export function uploadDeck(lesson: string, file: Blob, about: { title: string; pages: number }, onProgress: (done: number) => void, signal: AbortSignal): Promise<UploadedDeck> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', `/api/v1/lessons/${lesson}/decks?title=${encodeURIComponent(about.title)}&pages=${about.pages}`);
    sending.setRequestHeader('X-Classroom', 'web');
    sending.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    sending.responseType = 'json';
    sending.upload.onprogress = (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0);
    sending.onload = () => {
      const body = (sending.response ?? {}) as Record<string, unknown>;
      if (sending.status === 201) {
        resolve(body as unknown as UploadedDeck);
      } else {
        reject(new ApiError(sending.status, typeof body['code'] === 'string' ? body['code'] : 'unknown', Number(sending.getResponseHeader('Retry-After')) || undefined, body));
      }
    };
    sending.onerror = () => reject(new ApiError(0, 'offline', undefined, {}));
    sending.onabort = () => reject(new ApiError(0, 'cancelled', undefined, {}));
    signal.addEventListener('abort', () => sending.abort(), { once: true });
    sending.send(file);
  });
}
