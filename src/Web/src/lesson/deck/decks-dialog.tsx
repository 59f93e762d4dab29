import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { FileText } from 'lucide-preact';
import { readDeckLimits, removeDeck } from '../../api/decks';
import { problemText } from '../../api/problem';
import { t } from '../../i18n';
import { WHOLE_PAGE, type DeckInLesson } from '../../protocol';
import { Dialog, Icon, toast } from '../../ui';
import { useRoom } from '../room';
import { DeckTile } from './deck-tile';
import { decksOpen, dropped, loadDocuments } from './decks-state';
import { DropZone } from './drop-zone';
import { mebibytes, uploadOf } from './uploading';

/** Thumbnails are drawn one after the other, in a box of so many pixels. */
const THUMB = { width: 280, height: 210 };
let drawing: Promise<unknown> = Promise.resolve();

/** The lesson's documents: to show one, to order them, and to bring another, before the lesson starts too. */
export function DecksDialog() {
  const room = useRoom();
  const { decks, stage, phase } = room.view.value;
  const upload = uploadOf(room);
  const limit = useSignal<number | undefined>(undefined);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    void readDeckLimits().then(
      ({ bytesMax }) => (limit.value = mebibytes(bytesMax)),
      () => {}, // It is asked for again before a file is sent.
    );
    return () => void (upload.failure.value = undefined); // Read, or no longer of interest.
  }, []);
  useEffect(() => {
    if (dropped.value.length > 0) {
      const files = dropped.value;
      dropped.value = [];
      void upload.send(files);
    }
  }, [dropped.value]);

  const show = (deck: DeckInLesson) => {
    room.send({ type: 'showDeck', deck: deck.deck });
    decksOpen.value = false;
  };
  const place = (deck: DeckInLesson, at: number) => room.send({ type: 'placeDeck', deck: deck.deck, place: at + 1 });
  const remove = async (deck: DeckInLesson) => {
    try {
      await removeDeck(room.lesson, deck.deck);
      toast(t('decks.removed', { title: deck.title }), 'good');
      list.current?.closest('dialog')?.querySelector<HTMLElement>('.decks__drop button')?.focus();
    } catch (error) {
      toast(problemText(error), 'bad');
    }
  };
  return (
    <Dialog open={decksOpen.value} title={t('decks.title')} onClose={() => (decksOpen.value = false)}>
      {phase === 'planned' && <p>{t('decks.notLive')}</p>}
      {decks.length > 0 && (
        <ul class="decks__list" ref={list}>
          {decks.map((deck, at) => (
            <DeckTile
              key={deck.deck}
              title={deck.title}
              pages={deck.pages}
              isShown={stage?.deck === deck.deck}
              picture={<Thumbnail lesson={room.lesson} deck={deck.deck} />}
              onShow={phase === 'live' ? () => show(deck) : undefined}
              onEarlier={at > 0 ? () => place(deck, at - 1) : undefined}
              onLater={at < decks.length - 1 ? () => place(deck, at + 1) : undefined}
              onRemove={() => void remove(deck)}
            />
          ))}
        </ul>
      )}
      <DropZone isFirst={decks.length === 0} uploading={upload.state.value} failure={upload.failure.value} limit={limit.value} onFiles={(files) => void upload.send(files)} onCancel={upload.cancel} />
    </Dialog>
  );
}

function Thumbnail({ lesson, deck }: { lesson: string; deck: string }) {
  const place = useRef<HTMLSpanElement>(null);
  const drawn = useSignal(false);
  useEffect(() => {
    const stop = new AbortController();
    drawing = drawing.then(async () => {
      if (stop.signal.aborted) {
        return;
      }

      try {
        const pages = await (await loadDocuments()).openDeck(lesson, deck);
        try {
          const { width, height } = await pages.size(1);
          const scale = Math.min(THUMB.width / width, THUMB.height / height);
          const canvas = await pages.draw(1, WHOLE_PAGE, width * scale, height * scale, stop.signal);
          if (canvas && !stop.signal.aborted) {
            drawn.value = true;
            place.current?.append(canvas);
          }
        } finally {
          pages.close();
        }
      } catch {
        // The title and the number of pages stand beside it: a picture is not needed.
      }
    });
    return () => stop.abort();
  }, [lesson, deck]);
  return (
    <span class="decks__drawn" ref={place}>
      {!drawn.value && <Icon of={FileText} size="2rem" />}
    </span>
  );
}
