import { signal } from '@preact/signals';
import { ApiError } from '../../api/http';
import { importRoster, type RosterPhase, type RosterReport } from '../../api/rosters';
import { chooseSchool, schoolsRead } from '../school';

/** What every zip begins with. */
const ZIP = [0x50, 0x4b];

/** The steps of an import, as they are shown. */
export const STEPS = ['sending', 'checking', 'staging', 'applying'] as const;
export type Step = (typeof STEPS)[number];

/** How far an import is: `sent` from 0 to 1; of the rows of a step so far, `rows` are done, the last in `file`. */
export type Importing =
  | { kind: 'idle' }
  | { kind: 'running'; name: string; step: Step; sent: number; file?: string | undefined; rows: number }
  | { kind: 'reported'; name: string; report: RosterReport }
  | { kind: 'failed'; name: string; error: unknown };

/** Of the page, not of its being shown: who looks at people meanwhile finds the import where it is. */
export const importing = signal<Importing>({ kind: 'idle' });

let stop = new AbortController();

/** Brings in an archive, one at a time. */
export async function startImport(archive: File): Promise<void> {
  if (importing.value.kind === 'running') {
    return;
  }

  const { name } = archive;
  stop = new AbortController();
  importing.value = { kind: 'running', name, step: 'sending', sent: 0, rows: 0 };
  addEventListener('beforeunload', keepPage);
  try {
    if (!(await isZip(archive))) {
      throw new ApiError(0, 'notZip', undefined, {});
    }

    const report = await importRoster(archive, { onSent: (sent) => move({ sent }), onProgress: ({ phase, file, rows }) => move({ ...stepOf(phase), file, rows }) }, stop.signal);
    importing.value = { kind: 'reported', name, report };
    const [only, another] = report.schools;
    if (only && !another) {
      chooseSchool({ id: only.id, name: only.name }); // What comes next is about it.
    }

    schoolsRead.value++;
  } catch (error) {
    importing.value = { kind: 'failed', name, error };
  } finally {
    removeEventListener('beforeunload', keepPage);
  }
}

/** Gives up, which is possible until everything comes into force at once. */
export function giveUp(): void {
  stop.abort();
}

/** Whether giving up still changes nothing. */
export const mayGiveUp = (step: Step): boolean => step !== 'applying';

export function startAgain(): void {
  importing.value = { kind: 'idle' };
}

function move(change: { step?: Step; sent?: number; file?: string | undefined; rows?: number }): void {
  if (importing.value.kind === 'running') {
    importing.value = { ...importing.value, ...change };
  }
}

/** Receiving is the other end of sending; after the last step only the report is to come. */
function stepOf(phase: RosterPhase): { step?: Step } {
  switch (phase) {
    case 'receiving':
      return {};
    case 'checking':
    case 'staging':
    case 'applying':
      return { step: phase };
    case 'done':
      return { step: 'applying' };
  }
}

async function isZip(file: File): Promise<boolean> {
  const start = new Uint8Array(await file.slice(0, ZIP.length).arrayBuffer());
  return ZIP.every((byte, at) => start[at] === byte);
}

function keepPage(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
