/** Proves to the gateway that a request comes from this page: another site cannot set it without asking first. */
const ANTI_FORGERY_HEADER = 'X-Classroom';

/** Milliseconds after which a request that nothing answered is given up. */
const TIMEOUT_MS = 15_000;

/** What a server answered instead of what was asked for, or that nothing answered. */
export class ApiError extends Error {
  constructor(
    /** HTTP status; 0 when nothing answered. */
    readonly status: number,
    /** Stable code of the ProblemDetails; `offline` when nothing answered. */
    readonly code: string,
    /** Seconds to wait before a retry, if the server said so. */
    readonly retryAfter: number | undefined,
    /** Further members of the ProblemDetails. */
    readonly members: Readonly<Record<string, unknown>>,
  ) {
    super(`${status} ${code}`);
  }
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type RequestOptions = { body?: unknown; ifMatch?: string; signal?: AbortSignal };

/** Called whenever the gateway says that nobody is signed in (any more). */
let onSignedOut: () => void = () => {};

/** Says whom to tell when a session has ended. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

/** Asks the gateway and reads its JSON; undefined for an answer without a body. Throws an ApiError for everything else. */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(method, path, options);
  if (!response.ok) {
    throw await problemOf(response, path);
  }

  const text = response.status === 204 ? '' : await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** Asks the gateway for what has a version: its JSON, and the ETag to change it by. */
export async function requestTagged<T>(method: Method, path: string, options: RequestOptions = {}): Promise<{ body: T; tag: string }> {
  const response = await send(method, path, options);
  if (!response.ok) {
    throw await problemOf(response, path);
  }

  return { body: (await response.json()) as T, tag: response.headers.get('ETag') ?? '' };
}

async function send(method: Method, path: string, { body, ifMatch, signal }: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', [ANTI_FORGERY_HEADER]: 'web' };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }

  if (ifMatch !== undefined) {
    headers['If-Match'] = ifMatch;
  }

  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), TIMEOUT_MS);
  const onAbort = () => timeout.abort();
  signal?.addEventListener('abort', onAbort);
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: timeout.signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, 'offline', undefined, {});
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

async function problemOf(response: Response, path: string): Promise<ApiError> {
  const members = await membersOf(response);
  const code = typeof members['code'] === 'string' ? members['code'] : 'unknown';
  const wait = Number(response.headers.get('Retry-After'));
  const error = new ApiError(response.status, code, Number.isFinite(wait) && wait > 0 ? wait : undefined, members);
  if (code === 'signInRequired' && path !== '/api/v1/session') {
    onSignedOut();
  }

  return error;
}

async function membersOf(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {}; // A proxy's HTML page, say: the status is all that is known.
  }
}
