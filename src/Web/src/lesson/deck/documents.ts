import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { linkDeck } from '../../api/decks';
import { ApiError } from '../../api/http';
import type { Viewport } from '../../protocol';

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

/** Opens a deck of a lesson: what is needed of it is fetched in ranges. */
export async function openDeck(lesson: string, deck: string): Promise<Pages> {
  const { url } = await linkDeck(lesson, deck);
  const head = await fetch(url, { headers: { Range: 'bytes=0-15' } });
  if (!head.ok) {
    throw new ApiError(head.status, 'notFound', undefined, {});
  }

  return head.headers.get('Content-Type') === 'application/pdf'
    ? openPdf({ url, disableAutoFetch: true, disableStream: true, rangeChunkSize: 64 * 1024 })
    : openImage(await (await fetch(url)).blob());
}

/** Opens a file that somebody is about to upload; throws an ApiError with the code that the server would answer with. */
export async function openFile(file: Blob): Promise<Pages> {
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  const starts = (text: string, at = 0) => [...text].every((letter, index) => head[at + index] === letter.charCodeAt(0));
  try {
    if (starts('%PDF-')) {
      return await openPdf({ data: new Uint8Array(await file.arrayBuffer()) });
    }

    if (starts('\u0089PNG') || starts('\u00ff\u00d8\u00ff') || (starts('RIFF') && starts('WEBP', 8))) {
      return await openImage(file);
    }
  } catch (error) {
    throw new ApiError(422, error instanceof Error && error.name === 'PasswordException' ? 'deckEncrypted' : 'deckBroken', undefined, {});
  }

  throw new ApiError(415, 'deckFormatUnknown', undefined, {});
}

async function openPdf(source: object): Promise<Pages> {
  const loading = pdfjs.getDocument({ ...OPTIONS, ...source });
  const document_ = await loading.promise;
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
