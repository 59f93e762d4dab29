import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { linkDeck } from '../../api/decks';
import { ApiError } from '../../api/http';
import type { Viewport } from '../../protocol';
import { DeckFile, waitOrOnline, type Piece } from './deck-file';
import { fileFault } from './file-fault';
import { kindOf } from './pictures';

// Loaded only when there is a document to draw. The worker, fonts and decoders come from our own origin; nothing is evaluated.
pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;

const OPTIONS = {
  cMapUrl: `${__PDFJS_BASE__}cmaps/`,
  standardFontDataUrl: `${__PDFJS_BASE__}standard_fonts/`,
  wasmUrl: `${__PDFJS_BASE__}wasm/`,
  useWasm: false,
  enableXfa: false,
  isEvalSupported: false,
  maxImageSize: 64 * 1024 * 1024,
  canvasMaxAreaInBytes: 256 * 1024 * 1024,
};

/** Largest drawing, in pixels: four times full HD. */
const PIXELS_MAX = 8_300_000;

/** A document that can be drawn, page by page. */
export type Pages = {
  readonly count: number;
  /** Width and height of a page, in whatever unit. */
  size: (page: number) => Promise<{ width: number; height: number }>;
  /** Draws a part of a page so that it fills a box of so many pixels; undefined once the signal has said that nobody waits for it. */
  draw: (page: number, part: Viewport, width: number, height: number, signal: AbortSignal) => Promise<HTMLCanvasElement | undefined>;
  /** What is written on a page. */
  text: (page: number) => Promise<string>;
  close: () => void;
};

/** How much of a file is fetched at once at least, in bytes. */
const CHUNK_BYTES = 64 * 1024;

/** Why a document cannot be shown however often it is fetched. */
export type Unshowable = 'locked' | 'broken';

/** A document that is there, and cannot be shown. */
export class UnshowableError extends Error {
  constructor(readonly why: Unshowable) {
    super(why);
  }
}

/** Opens a deck of a lesson: what is needed of it is fetched in pieces. */
export async function openDeck(lesson: string, deck: string): Promise<Pages> {
  const file = new DeckFile({ link: () => linkDeck(lesson, deck), fetch: (url, options) => fetch(url, options), now: Date.now, wait: waitOrOnline });
  try {
    const head = await file.read(0, CHUNK_BYTES);
    return head.mediaType === 'application/pdf' ? await openRemotePdf(file, head) : await openImage(await wholeOf(file, head));
  } catch (error) {
    file.close();
    throw unshowable(error) ?? error;
  }
}

function unshowable(error: unknown): UnshowableError | undefined {
  const name = error instanceof Error ? error.name : '';
  return name === 'PasswordException' ? new UnshowableError('locked') : name === 'InvalidPDFException' || name === 'InvalidStateError' ? new UnshowableError('broken') : undefined;
}

async function wholeOf(file: DeckFile, head: Piece): Promise<Blob> {
  const rest = head.bytes.length < head.length ? [(await file.read(head.bytes.length)).bytes] : [];
  return new Blob([head.bytes, ...rest] as Uint8Array<ArrayBuffer>[], { type: head.mediaType });
}

/** pdf.js asks for pieces here rather than from a fixed address; one that cannot be had ends every wait for what would be drawn of it. */
async function openRemotePdf(file: DeckFile, head: Piece): Promise<Pages> {
  const ranges = new pdfjs.PDFDataRangeTransport(head.length, head.bytes, head.bytes.length === head.length);
  let lose: (error: unknown) => void = () => {};
  const lost = new Promise<never>((_, reject) => (lose = reject));
  lost.catch(() => {});
  let isClosed = false;
  ranges.requestDataRange = (begin, end) => {
    file.read(begin, Math.min(end, head.length)).then(({ bytes }) => isClosed || ranges.onDataRange(begin, bytes), lose);
  };
  ranges.abort = () => {
    isClosed = true;
    file.close();
  };
  const or = <T>(awaited: Promise<T>) => Promise.race([awaited, lost]);
  const pages = await or(openPdf({ range: ranges, disableAutoFetch: true, disableStream: true, rangeChunkSize: CHUNK_BYTES }));
  return {
    count: pages.count,
    size: (page) => or(pages.size(page)),
    draw: (...how) => or(pages.draw(...how)),
    text: (page) => or(pages.text(page)),
    close: () => {
      isClosed = true;
      file.close();
      pages.close();
    },
  };
}

/** Opens a file that somebody is about to upload; what is wrong with it is thrown as an ApiError with the code that the server would answer with. */
export async function openFile(file: Blob): Promise<Pages> {
  try {
    const kind = await kindOf(file);
    if (kind === undefined) {
      throw new ApiError(415, 'deckFormatUnknown', undefined, {});
    }

    return kind === 'pdf' ? await openPdf({ data: new Uint8Array(await file.arrayBuffer()) }) : await openImage(file);
  } catch (error) {
    throw fileFault(error);
  }
}

async function openPdf(source: object): Promise<Pages> {
  const loading = pdfjs.getDocument({ ...OPTIONS, ...source });
  const document_ = await loading.promise.catch((error: unknown) => {
    void loading.destroy(); // Its worker would stay.
    throw error;
  });
  return {
    count: document_.numPages,
    size: async (page) => {
      const { width, height } = (await document_.getPage(page)).getViewport({ scale: 1 });
      return { width, height };
    },
    draw: async (number, part, width, height, signal) => {
      const page = await document_.getPage(number);
      const whole = page.getViewport({ scale: 1 });
      const scale = bounded(width, height) * (width / (part.width * whole.width));
      const canvas = blank(width, height);
      const viewport = page.getViewport({ scale, offsetX: -part.x * whole.width * scale, offsetY: -part.y * whole.height * scale });
      if (signal.aborted) {
        return undefined;
      }

      const task = page.render({ canvas, viewport });
      signal.addEventListener('abort', () => task.cancel(), { once: true });
      try {
        await task.promise;
        return canvas;
      } catch (error) {
        if (signal.aborted) {
          return undefined;
        }

        throw error;
      }
    },
    text: async (page) => {
      const { items } = await (await document_.getPage(page)).getTextContent();
      return items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
    },
    close: () => void loading.destroy(),
  };
}

async function openImage(file: Blob): Promise<Pages> {
  const image = await createImageBitmap(file);
  return {
    count: 1,
    size: async () => ({ width: image.width, height: image.height }),
    draw: async (_, part, width, height) => {
      const canvas = blank(width, height);
      canvas.getContext('2d')!.drawImage(image, part.x * image.width, part.y * image.height, part.width * image.width, part.height * image.height, 0, 0, canvas.width, canvas.height);
      return canvas;
    },
    text: async () => '',
    close: () => image.close(),
  };
}

function blank(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const scale = bounded(width, height);
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  return canvas;
}

function bounded(width: number, height: number): number {
  return Math.min(1, Math.sqrt(PIXELS_MAX / Math.max(1, width * height)));
}
