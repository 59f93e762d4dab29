import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RosterFault } from '../src/api/rosters';
import { loadMessages, startLanguage } from '../src/i18n';
import { messages } from '../src/i18n/fr/office';
import { groupFaults } from '../src/office/roster/faults';
import type { Session } from '../src/api/identity';
import { schoolOf } from '../src/office/school';
import { giveUp, importing, startAgain, startImport } from '../src/office/roster/importing';

/** A server that answers an import piece by piece. */
class Sending {
  static last: Sending;
  upload: { onprogress?: (event: object) => void; onload?: () => void } = {};
  status = 0;
  responseText = '';
  onload?: () => void;
  onprogress?: () => void;
  onerror?: () => void;
  onabort?: () => void;
  headers = new Map<string, string>();

  constructor() {
    Sending.last = this;
  }

  open(): void {}
  setRequestHeader(name: string, value: string): void {
    this.headers.set(name, value);
  }

  getResponseHeader(): null {
    return null;
  }

  send(): void {}
  abort(): void {
    this.onabort?.();
  }

  say(text: string): void {
    this.status = 200;
    this.responseText += text;
    this.onprogress?.();
  }

  end(): void {
    this.onload?.();
  }
}

const zip = (bytes = [0x50, 0x4b, 3, 4]) => new File([new Uint8Array(bytes)], 'rentree.zip');
const report = { outcome: 'applied', changes: [{ kind: 'class', added: 2, changed: 0, removed: 0 }], skipped: 0, schools: [{ id: 'hugo', name: 'Collège Hugo', rosterVersion: 1 }], faults: [], faultCount: 0, unplanned: [], unplannedCount: 0 };

beforeAll(async () => {
  await startLanguage();
  await loadMessages('office');
});

beforeEach(() => {
  vi.stubGlobal('XMLHttpRequest', Sending);
  startAgain();
});

describe('an import', () => {
  /** Starts, and waits until the request is made. */
  async function begin(): Promise<{ done: Promise<void>; server: Sending }> {
    const before = Sending.last;
    const done = startImport(zip());
    await vi.waitFor(() => expect(Sending.last).not.toBe(before));
    return { done, server: Sending.last };
  }

  test('is followed from the first byte to the report, however the line cuts what is said', async () => {
    const { done, server } = await begin();
    expect(server.headers.get('Accept')).toMatch(/^text\/event-stream/);
    server.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 4 });
    expect(importing.value).toMatchObject({ kind: 'running', step: 'sending', sent: 0.25 });

    server.say('event: progress\ndata: {"phase":"receiving","rows":0}\n\nevent: progress\nda');
    expect(importing.value).toMatchObject({ step: 'sending' });
    server.say('ta: {"phase":"checking","file":"users.csv","rows":1000}\n\n');
    expect(importing.value).toMatchObject({ step: 'checking', file: 'users.csv', rows: 1000 });
    server.say('event: progress\ndata: {"phase":"done","rows":0}\n\n');
    expect(importing.value).toMatchObject({ step: 'applying' });

    server.say(`event: report\ndata: ${JSON.stringify(report)}\n\n`);
    server.end();
    await done;
    expect(importing.value).toMatchObject({ kind: 'reported', name: 'rentree.zip', report });
    expect(schoolOf({ isAdministrator: true } as Session)).toEqual({ id: 'hugo', name: 'Collège Hugo' });
  });

  test('whose line breaks says that nobody knows, and does not claim that nothing changed', async () => {
    const { done, server } = await begin();
    server.say('event: progress\ndata: {"phase":"applying","rows":0}\n\n');
    server.onerror?.();
    await done;
    expect(importing.value).toMatchObject({ kind: 'failed', error: { code: 'cut' } });
  });

  test('that is sent, and then the line breaks before a word is said, is as unknown', async () => {
    const { done, server } = await begin();
    server.upload.onload?.();
    server.onerror?.();
    await done;
    expect(importing.value).toMatchObject({ kind: 'failed', error: { code: 'cut' } });
  });

  test('that is given up has changed nothing', async () => {
    const { done } = await begin();
    giveUp();
    await done;
    expect(importing.value).toMatchObject({ kind: 'failed', error: { code: 'cancelled' } });
  });

  test('that is given up once all is sent does not claim to know', async () => {
    const { done, server } = await begin();
    server.upload.onload?.();
    giveUp();
    await done;
    expect(importing.value).toMatchObject({ kind: 'failed', error: { code: 'cancelledLate' } });
  });

  test('of something else than a zip is not sent', async () => {
    const before = Sending.last;
    await startImport(new File(['sourcedId,status'], 'users.csv'));
    expect(importing.value).toMatchObject({ kind: 'failed', error: { code: 'notZip' } });
    expect(Sending.last).toBe(before);
  });
});

describe('faults', () => {
  test('are grouped by file, what concerns the whole archive first', () => {
    const faults: RosterFault[] = [{ code: 'valueMissing', file: 'users.csv', line: 3 }, { code: 'archiveBroken' }, { code: 'columnMissing', file: 'orgs.csv' }, { code: 'dateInvalid', file: 'users.csv', line: 9 }];
    expect(groupFaults(faults).map(({ file, faults: found }) => [file, found.length])).toEqual([
      [undefined, 1],
      ['users.csv', 2],
      ['orgs.csv', 1],
    ]);
  });

  test('are each told in words', () => {
    const [, reasons] = readFileSync(join(import.meta.dirname, '../../../docs/rosters.md'), 'utf8').split('## Reasons');
    const codes = [...reasons!.matchAll(/^\| `(\w+)`/gm)].map((match) => match[1]);
    expect(codes.length).toBeGreaterThan(40);
    expect(Object.keys(messages.roster.fault)).toEqual(codes);
  });
});
