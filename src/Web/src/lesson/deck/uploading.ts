import { signal as signalOf } from '@preact/signals';
import { readDeckLimits, uploadDeck } from '../../api/decks';
import { ApiError } from '../../api/http';
import { problemText } from '../../api/problem';
import { t } from '../../i18n';
import { toast } from '../../ui';
import type { Room } from '../room';
import { decksOpen, loadDocuments, loadPictures } from './decks-state';

const TITLE_MAX = 200;

/** What is being done to which file: `done` from 0 to 1, or undefined while that cannot be said. */
export type Uploading = { step: 'checking' | 'assembling' | 'sending'; name: string; done?: number };

/** One document to be: a file, or several pictures. */
type Parcel = { files: readonly File[]; isPictures: boolean };

export type Upload = ReturnType<typeof uploadInto>;

const uploads = new WeakMap<Room, Upload>();

/** What is on its way into a lesson: it goes on while the list of documents is closed. */
export function uploadOf(room: Room): Upload {
  const known = uploads.get(room) ?? uploadInto(room);
  uploads.set(room, known);
  return known;
}

/** Checks files here, so that what is wrong is said before it is sent; sends them; shows the document if it is one, the lesson goes on, and the list is still open. */
function uploadInto(room: Room) {
  const state = signalOf<Uploading | undefined>(undefined);
  const failure = signalOf<string | undefined>(undefined);
  let stop: AbortController | undefined;

  async function sendOne({ files, isPictures }: Parcel, signal: AbortSignal): Promise<string> {
    const name = files.length === 1 ? files[0]!.name : t('decks.several', { name: bare(files[0]!.name), count: files.length - 1 });
    const say = (step: Uploading['step'], done?: number) => {
      if (!signal.aborted) {
        state.value = { step, name, ...(done === undefined ? {} : { done }) };
      }
    };
    say('checking');
    const bytes = isPictures ? await picturesOf(files, (count) => say('assembling', count / files.length), signal) : files[0]!;
    await assertFits(bytes.size);
    say('checking');
    const pages = await (await loadDocuments()).openFile(bytes);
    const { count } = pages;
    pages.close();
    if (signal.aborted) {
      throw new ApiError(0, 'cancelled', undefined, {});
    }

    const title = (files.length === 1 ? bare(name) : name).slice(0, TITLE_MAX);
    say('sending', 0);
    const { deck } = await uploadDeck(room.lesson, bytes, { title, pages: count }, (done) => say('sending', done), signal);
    toast(t('decks.added', { title }), 'good');
    return deck;
  }

  async function send(files: readonly File[]): Promise<void> {
    if (files.length === 0) {
      return;
    }

    if (state.value !== undefined) {
      toast(t('problem.tooManyUploads'), 'bad');
      return;
    }

    const stopping = (stop = new AbortController());
    const { signal } = stopping;
    state.value = { step: 'checking', name: files[0]!.name };
    failure.value = undefined;
    let name = files[0]!.name;
    try {
      const parcels = await parcelsOf(files);
      let deck = '';
      for (const parcel of parcels) {
        name = parcel.files[0]!.name;
        deck = await sendOne(parcel, signal);
      }

      if (parcels.length === 1 && room.view.value.phase === 'live' && decksOpen.value) {
        room.send({ type: 'showDeck', deck });
        decksOpen.value = false;
      }
    } catch (error) {
      if (signal.aborted) {
        return; // Whatever became of it, nobody waits for it.
      }

      const members: ApiError['members'] = error instanceof ApiError ? error.members : {};
      const at = typeof members['file'] === 'string' ? members['file'] : name;
      failure.value = files.length === 1 ? textOf(error) : t('decks.failedOne', { name: at, problem: textOf(error) });
    } finally {
      if (stop === stopping) {
        state.value = undefined;
      }
    }
  }

  /** At once, however long the step under way still takes. */
  function cancel(): void {
    stop?.abort();
    stop = undefined;
    state.value = undefined;
  }

  return { state, failure, send, cancel };
}

/** All pictures become one document, in their order; everything else is one each. */
async function parcelsOf(files: readonly File[]): Promise<Parcel[]> {
  const { kindOf } = await loadPictures();
  const kinds = await Promise.all(files.map((file) => kindOf(file)));
  const pictures = files.filter((_, at) => kinds[at] === 'picture');
  return [...files.filter((_, at) => kinds[at] !== 'picture').map((file) => ({ files: [file], isPictures: false })), ...(pictures.length > 0 ? [{ files: pictures, isPictures: true }] : [])];
}

async function picturesOf(files: readonly File[], onDone: (count: number) => void, signal: AbortSignal): Promise<Blob> {
  const { assembled, lightened } = await loadPictures();
  return files.length === 1 ? lightened(files[0]!) : assembled(files, onDone, signal);
}

/** Says before it is sent what the server would say after it was. */
async function assertFits(bytes: number): Promise<void> {
  const limits = await readDeckLimits();
  if (bytes > limits.bytesMax) {
    throw new ApiError(413, 'tooLarge', undefined, { limit: mebibytes(limits.bytesMax) });
  }
}

function textOf(error: unknown): string {
  const limit = error instanceof ApiError && error.code === 'tooLarge' ? error.members['limit'] : undefined;
  return typeof limit === 'number' ? t('decks.tooLarge', { limit }) : problemText(error);
}

/** As the page says sizes. */
export const mebibytes = (bytes: number): number => Math.floor(bytes / (1024 * 1024));

/** A file's name without its ending. */
function bare(name: string): string {
  return name.replace(/\.\w{1,5}$/, '').trim() || name;
}
