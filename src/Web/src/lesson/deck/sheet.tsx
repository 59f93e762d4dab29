import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../i18n';
import { WHOLE_PAGE, type Viewport } from '../../protocol';
import { useRoom } from '../room';
import type { Pages } from './documents';
import { useGestures } from './gestures';
import type { PageFault } from './pages';
import { SheetState } from './sheet-state';

type SheetProps = { pages: Pages | undefined; fault: PageFault | undefined; page: number; of: number; part: Viewport; onMove: ((part: Viewport) => void) | undefined; onAgain: () => void };

/** What a page is taken to be, width by height, until it is known. */
const USUAL_RATIO = 16 / 9;

/** The drawn part of a page, as large as there is room; the same part on every screen. */
export function Sheet({ pages, fault, page, of, part, onMove, onAgain }: SheetProps) {
  const room = useRoom();
  const around_ = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const box = useSignal({ width: 0, height: 0 });
  const drawn = useSignal<{ page: number; part: Viewport } | undefined>(undefined);
  const broken = useSignal(false);
  const text = useSignal('');
  const shape = useSignal(USUAL_RATIO);

  useEffect(() => {
    const around = around_.current!;
    let ratio: number | undefined;
    const fit = () => {
      if (ratio !== undefined) {
        const width = Math.min(around.clientWidth, around.clientHeight * ratio);
        box.value = { width: Math.floor(width), height: Math.floor(width / ratio) };
      }
    };
    const watch = new ResizeObserver(fit);
    watch.observe(around);
    if (pages !== undefined && page <= pages.count) {
      pages.size(page).then(
        (size) => {
          ratio = size.width / size.height;
          shape.value = ratio;
          fit();
        },
        () => (broken.value = true),
      );
    }

    return () => watch.disconnect();
  }, [pages, page]);

  const { width, height } = box.value;
  useDrawing({ pages, page, of, part, width, height, frame, drawn, broken, text });
  useGestures(frame, part, onMove);

  // Until the new part is drawn, the old drawing is moved to where it belongs.
  const old = drawn.value?.page === page ? drawn.value.part : part;
  const style = { left: `${((old.x - part.x) / part.width) * 100}%`, top: `${((old.y - part.y) / part.height) * 100}%`, width: `${(old.width / part.width) * 100}%`, height: `${(old.height / part.height) * 100}%` };
  const absent = pages !== undefined && page > pages.count;
  const why: PageFault | undefined = fault ?? (absent ? 'missing' : broken.value ? 'failed' : undefined);
  const again = () => {
    broken.value = false;
    onAgain();
  };
  const isFollowed = room.link.status.value.kind === 'live';
  useEffect(() => {
    if (isFollowed && why === 'failed') {
      again(); // The line is back: so may be what could not be fetched.
    }
  }, [isFollowed]);
  return (
    <div class="deck__room" ref={around_} style={{ '--page-ratio': shape.value }}>
      <div
        class={`deck__frame${onMove ? ' deck__frame--mine' : ''}`}
        ref={frame}
        role="img"
        aria-label={t('decks.alt', { page, pages: of })}
        data-page={drawn.value?.page}
        data-part={drawn.value && Object.values(drawn.value.part).join(' ')}
        style={{ width: `${width}px`, height: `${height}px` }}
      >
        <canvas class="deck__canvas" style={style} hidden={why !== undefined && why !== 'failed'} />
        <Pointers part={part} />
      </div>
      <SheetState fault={why} isDrawn={drawn.value !== undefined} count={pages?.count ?? of} onAgain={again} />
      {text.value !== '' && (
        <section class="visually-hidden" aria-label={t('decks.content')}>
          <p dir="auto">{text.value}</p>
        </section>
      )}
    </div>
  );
}

type Drawing = {
  pages: Pages | undefined;
  page: number;
  of: number;
  part: Viewport;
  width: number;
  height: number;
  frame: { current: HTMLDivElement | null };
  drawn: { value: { page: number; part: Viewport } | undefined };
  broken: { value: boolean };
  text: { value: string };
};

/** Draws the part, then what is written there for those who listen, then, out of sight, the next page. */
function useDrawing({ pages, page, of, part, width, height, frame, drawn, broken, text }: Drawing): void {
  useEffect(() => {
    if (pages === undefined || width === 0 || page > pages.count) {
      return;
    }

    const stop = new AbortController();
    const scale = Math.min(devicePixelRatio || 1, 2);
    void (async () => {
      try {
        const drawing = await pages.draw(page, part, width * scale, height * scale, stop.signal);
        const canvas = frame.current?.querySelector('canvas');
        if (drawing === undefined || !canvas || stop.signal.aborted) {
          return;
        }

        canvas.width = drawing.width;
        canvas.height = drawing.height;
        canvas.getContext('2d')!.drawImage(drawing, 0, 0);
        drawn.value = { page, part };
        broken.value = false;
        text.value = await pages.text(page);
        if (page < of && !stop.signal.aborted) {
          await pages.draw(page + 1, WHOLE_PAGE, width / 4, height / 4, stop.signal); // Small: it is there to have been fetched.
        }
      } catch {
        broken.value = !stop.signal.aborted && drawn.value?.page !== page;
      }
    })();
    return () => stop.abort();
  }, [pages, page, part.x, part.y, part.width, part.height, width, height]);
}

/** Where others point, on the part that is shown. */
function Pointers({ part }: { part: Viewport }) {
  const room = useRoom();
  return (
    <>
      {room.link.fleeting.value.map(({ by, signal }) => {
        if (signal.type !== 'pointing') {
          return null;
        }

        const [x, y] = [(signal.x - part.x) / part.width, (signal.y - part.y) / part.height];
        return x < 0 || x > 1 || y < 0 || y > 1 ? null : <span key={by} class="deck__pointer" aria-hidden="true" style={{ left: `${x * 100}%`, top: `${y * 100}%` }} />;
      })}
    </>
  );
}
