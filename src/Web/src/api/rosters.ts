import { createParser } from 'eventsource-parser';
import { ApiError } from './http';

export type RosterOutcome = 'applied' | 'unchanged' | 'refused';

export type RosterKind = 'school' | 'organisation' | 'session' | 'course' | 'class' | 'person' | 'role' | 'enrollment';

/** How many records of one kind an import touched. */
export type RosterChange = { kind: RosterKind; added: number; changed: number; removed: number };

/** One thing wrong: without a file, with the archive as a whole; without a line, with the file; without a column, with the row. `allowed` is what the value may be, where that is one of a few words. */
export type RosterFault = { code: string; file?: string; line?: number; column?: string; value?: string; allowed?: string[] };

/** A lesson that was not planned; without a reason, its class could not be reached. */
export type UnplannedLesson = { lesson: string; reason?: string; file?: string; line?: number };

export type RosterReport = {
  outcome: RosterOutcome;
  changes: RosterChange[];
  skipped: number;
  /** Those that changed. */
  schools: { id: string; name: string }[];
  faults: RosterFault[];
  faultCount: number;
  unplanned: UnplannedLesson[];
  unplannedCount: number;
};

export type RosterPhase = 'receiving' | 'checking' | 'staging' | 'applying' | 'done';

export type RosterProgress = { phase: RosterPhase; file?: string; rows: number };

/** Whom to tell how far an import is: what was sent (0 to 1), then what the gateway does with it. */
export type RosterListener = { onSent: (done: number) => void; onProgress: (progress: RosterProgress) => void };

/** Imports an archive. Not by fetch: that does not tell how much was sent. Throws an ApiError; of code `cut` if the line broke, or `cancelledLate` if it was given up, when the archive was sent already: nobody knows for certain what came of it. */
export function importRoster(archive: Blob, listener: RosterListener, signal: AbortSignal): Promise<RosterReport> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    let report: RosterReport | undefined;
    const parser = createParser({
      onEvent: ({ event, data }) => {
        if (event === 'report') {
          report = JSON.parse(data) as RosterReport;
        } else if (event === 'progress') {
          listener.onProgress(JSON.parse(data) as RosterProgress);
        }
      },
    });
    let read = 0;
    let isSent = false;
    const readOn = () => {
      const text = sending.responseText;
      if (sending.status === 200 && text.length > read) {
        parser.feed(text.slice(read));
        read = text.length;
      }
    };
    sending.open('POST', '/api/v1/rosters');
    sending.setRequestHeader('X-Classroom', 'web');
    sending.setRequestHeader('Content-Type', 'application/zip');
    sending.setRequestHeader('Accept', 'text/event-stream, application/json');
    sending.upload.onprogress = (event) => listener.onSent(event.lengthComputable && event.total > 0 ? event.loaded / event.total : 0);
    sending.upload.onload = () => {
      isSent = true;
      listener.onSent(1);
    };
    sending.onprogress = readOn;
    sending.onload = () => {
      readOn();
      if (report) {
        resolve(report);
      } else {
        reject(sending.status === 200 ? new ApiError(0, 'cut', undefined, {}) : problemOf(sending));
      }
    };
    sending.onerror = () => reject(new ApiError(0, isSent || read > 0 ? 'cut' : 'offline', undefined, {}));
    sending.onabort = () => reject(new ApiError(0, isSent ? 'cancelledLate' : 'cancelled', undefined, {}));
    signal.addEventListener('abort', () => sending.abort(), { once: true });
    sending.send(archive);
  });
}

function problemOf(answer: XMLHttpRequest): ApiError {
  let members: Record<string, unknown> = {};
  try {
    members = JSON.parse(answer.responseText) as Record<string, unknown>;
  } catch {
    // A proxy's page, say: the status is all that is known.
  }

  const { code } = members;
  return new ApiError(answer.status, typeof code === 'string' ? code : answer.status === 413 ? 'tooLarge' : 'unknown', Number(answer.getResponseHeader('Retry-After')) || undefined, members);
}
