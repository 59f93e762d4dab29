import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { ChevronLeft, ChevronRight, Eraser, Maximize, ZoomIn, ZoomOut } from 'lucide-preact';
import { t } from '../../i18n';
import { isWhole, WHOLE_PAGE, type Stage, type Viewport } from '../../protocol';
import { IconButton } from '../../ui';
import { useRoom } from '../room';
import { presenting, type Presenting } from './decks-state';
import { usePages } from './pages';
import { Sheet } from './sheet';
import { coalesced, moved, zoomed } from './viewports';
import './deck-page.css';

/** A moved page is told at most so often, in milliseconds. */
const MOVES_EVERY_MS = 500;

/** How long a page that was asked for counts as turned to, in milliseconds. */
const ASKED_MS = 1_500;

/** The page on the stage: everybody sees the same part of it; whoever presents turns, zooms, moves and points. */
export function DeckPage({ stage }: { stage: Stage }) {
  const room = useRoom();
  const mayTurn = room.isTeacher.value || room.view.value.presenter === room.you.value?.participant;
  const { pages, fault, again } = usePages(room.lesson, stage.deck);
  // What is shown here before the lesson has said it back; gone once it has, or the page turned.
  const ahead = useSignal<Viewport | undefined>(undefined);
  const told = useMemo(() => coalesced((viewport: Viewport) => room.send({ type: 'moveViewport', viewport }), MOVES_EVERY_MS), [room]);
  const part = ahead.value ?? stage.viewport ?? WHOLE_PAGE;
  // How many pages there are is what whoever brought the document said; once it is open, it says so itself.
  const count = Math.min(stage.pages, pages?.count ?? stage.pages);
  const place = `${stage.deck} ${stage.page}`;
  useEffect(() => {
    told.drop();
    ahead.value = undefined;
  }, [place, told]);
  const settled = JSON.stringify(stage.viewport ?? WHOLE_PAGE);
  useEffect(() => {
    if (ahead.value !== undefined && (settled === JSON.stringify(ahead.value) || !mayTurn)) {
      ahead.value = undefined;
    }
  }, [settled, mayTurn]);

  const move = (viewport: Viewport) => {
    ahead.value = viewport;
    told.put(viewport);
  };
  // Quick presses count from the page that was asked for, until that has come.
  const asked = useRef({ place: '', page: 0, until: 0 });
  useEffect(() => {
    if (asked.current.place === place) {
      asked.current.until = 0;
    }
  }, [place]);
  const current = () => (asked.current.place.startsWith(`${stage.deck} `) && Date.now() < asked.current.until ? asked.current.page : stage.page);
  const turn = (page: number): boolean => {
    if (page < 1 || page > count || page === current()) {
      return false;
    }

    asked.current = { place: `${stage.deck} ${page}`, page, until: Date.now() + ASKED_MS };
    return room.send({ type: 'turnPage', page });
  };
  const step = (by: number) => turn(by < 0 && current() > count ? count : current() + by); // From a page that does not exist: back to the last.
  const zoom = (factor: number) => move(zoomed(part, factor, part.x + part.width / 2, part.y + part.height / 2));

  // From anywhere on the page, by a key: always with what is so at that moment.
  const latest = useRef<Presenting>();
  latest.current = { step, look: (how) => (how === 'wholePage' ? move(WHOLE_PAGE) : zoom(how === 'closer' ? 1.5 : 1 / 1.5)) };
  useEffect(() => {
    presenting.value = mayTurn ? { step: (by) => latest.current!.step(by), look: (how) => latest.current!.look(how) } : undefined;
    return () => void (presenting.value = undefined);
  }, [mayTurn]);

  const figure = useRef<HTMLElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!mayTurn || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }

    const act = KEYS[event.key];
    if (act !== undefined) {
      event.preventDefault();
      act({ turn, step, zoom, move, part, count });
    }
  };

  return (
    <figure class="deck" ref={figure} tabIndex={mayTurn ? 0 : undefined} aria-label={t('decks.alt', { page: stage.page, pages: count })} aria-description={mayTurn ? t('decks.keys') : undefined} onKeyDown={onKeyDown}>
      <Sheet pages={pages} fault={fault} page={stage.page} of={count} part={part} onMove={mayTurn ? move : undefined} onAgain={again} />
      <figcaption class="deck__caption">
        {mayTurn && <IconButton kind="chalk" icon={ChevronLeft} label={t('lesson.board.previous')} disabled={stage.page <= 1} onClick={() => step(-1)} />}
        <span class="deck__number">{t('lesson.board.page', { page: stage.page, pages: count })}</span>
        {mayTurn && (
          <>
            <IconButton kind="chalk" icon={ChevronRight} label={t('lesson.board.next')} disabled={stage.page >= count} onClick={() => step(1)} />
            <span class="deck__out">
              <IconButton kind="chalk" icon={ZoomOut} label={t('decks.zoomOut')} disabled={isWhole(part)} onClick={() => zoom(1 / 1.5)} />
            </span>
            <IconButton kind="chalk" icon={ZoomIn} label={t('decks.zoomIn')} onClick={() => zoom(1.5)} />
            {!isWhole(part) && <IconButton kind="chalk" icon={Maximize} label={t('decks.whole')} onClick={() => move(WHOLE_PAGE)} />}
          </>
        )}
        {room.isTeacher.value && <IconButton kind="chalk" icon={Eraser} label={t('lesson.board.hide')} onClick={() => room.send({ type: 'hideDeck' })} />}
      </figcaption>
    </figure>
  );
}

type Acting = { turn: (page: number) => unknown; step: (by: number) => unknown; zoom: (factor: number) => void; move: (part: Viewport) => void; part: Viewport; count: number };

const next = ({ step }: Acting) => step(1);
const previous = ({ step }: Acting) => step(-1);
const pan = (x: number, y: number) => ({ move, part }: Acting) => move(moved(part, x * part.width, y * part.height));

/** Arrows turn the whole page, and move a part of it. */
const KEYS: Partial<Record<string, (acting: Acting) => void>> = {
  PageDown: next,
  PageUp: previous,
  ArrowRight: (acting) => (isWhole(acting.part) ? next(acting) : pan(0.25, 0)(acting)),
  ArrowLeft: (acting) => (isWhole(acting.part) ? previous(acting) : pan(-0.25, 0)(acting)),
  ArrowDown: (acting) => (isWhole(acting.part) ? next(acting) : pan(0, 0.25)(acting)),
  ArrowUp: (acting) => (isWhole(acting.part) ? previous(acting) : pan(0, -0.25)(acting)),
  Home: ({ turn }) => turn(1),
  End: ({ turn, count }) => turn(count),
  '+': ({ zoom }) => zoom(1.5),
  '=': ({ zoom }) => zoom(1.5),
  '-': ({ zoom }) => zoom(1 / 1.5),
  '0': ({ move }) => move(WHOLE_PAGE),
};
