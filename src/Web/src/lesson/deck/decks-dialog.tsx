import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { FileText, FileUp, X } from 'lucide-preact';
import { t } from '../../i18n';
import { WHOLE_PAGE, type DeckInLesson } from '../../protocol';
import { Badge, Button, Dialog, Icon, Notice, Progress } from '../../ui';
import { useRoom } from '../room';
import { decksOpen, dropped, loadDocuments } from './decks-state';
import { useUpload } from './uploading';
import './decks-dialog.css';

/** Thumbnails are drawn one after the other, in a box of so many pixels. */
const THUMB = { width: 280, height: 210 };
let drawing: Promise<unknown> = Promise.resolve();

/** The lesson's documents: to show one, and to bring another. */
export function DecksDialog() {
  const room = useRoom();
  const { decks, stage, phase } = room.view.value;
  const upload = useUpload(room);
  const over = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  const { state, failure } = upload;
  useEffect(() => {
    if (dropped.value !== undefined) {
      const file = dropped.value;
      dropped.value = undefined;
      void upload.send(file);
    }
  }, [dropped.value]);

  const show = (deck: DeckInLesson) => {
    room.send({ type: 'showDeck', deck: deck.deck });
    decksOpen.value = false;
  };
  return (
    <Dialog open={decksOpen.value} title={t('decks.title')} onClose={() => (decksOpen.value = false)}>
      {decks.length > 0 && (
        <ul class="decks__list">
          {decks.map((deck) => (
            <li key={deck.deck}>
              <button type="button" class="decks__one" disabled={phase !== 'live'} aria-label={t('decks.showTitle', { title: deck.title })} onClick={() => show(deck)}>
                <Thumbnail lesson={room.lesson} deck={deck.deck} />
                <span class="decks__name" dir="auto">
                  {deck.title}
                </span>
                <span>
                  {t('decks.pages', { count: deck.pages })} {stage?.deck === deck.deck && <Badge tone="live">{t('decks.shown')}</Badge>}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {phase !== 'live' && decks.length > 0 && <p>{t('decks.notLive')}</p>}
      <div
        class={`decks__drop${over.value ? ' decks__drop--over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          over.value = true;
        }}
        onDragLeave={() => (over.value = false)}
        onDrop={(event) => {
          event.preventDefault();
          over.value = false;
          const file = event.dataTransfer?.files[0];
          if (file) {
            void upload.send(file);
          }
        }}
      >
        {failure.value && (
          <Notice tone="danger" live>
            {failure.value}
          </Notice>
        )}
        {state.value === undefined ? (
          <>
            <p>{decks.length === 0 ? t('decks.emptyText') : t('decks.drop')}</p>
            <Button kind="primary" icon={FileUp} onClick={() => input.current?.click()}>
              {t('decks.choose')}
            </Button>
            <p>{t('decks.formats')}</p>
          </>
        ) : (
          <>
            <Progress label={t(state.value.done === undefined ? 'decks.checking' : 'decks.sending', { name: state.value.name })} {...(state.value.done === undefined ? {} : { value: state.value.done })} />
            <Button icon={X} onClick={upload.cancel}>
              {t('decks.cancel')}
            </Button>
          </>
        )}
        <input
          ref={input}
          type="file"
          hidden
          accept="application/pdf,image/png,image/jpeg,image/webp"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = '';
            if (file) {
              void upload.send(file);
            }
          }}
        />
      </div>
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
        const { width, height } = await pages.size(1);
        const scale = Math.min(THUMB.width / width, THUMB.height / height);
        const canvas = await pages.draw(1, WHOLE_PAGE, width * scale, height * scale, stop.signal);
        pages.close();
        if (canvas && !stop.signal.aborted) {
          drawn.value = true;
          place.current?.append(canvas);
        }
      } catch {
        // The title and the number of pages stand beside it: a picture is not needed.
      }
    });
    return () => stop.abort();
  }, [lesson, deck]);
  return (
    <span class="decks__thumb" aria-hidden="true" ref={place}>
      {!drawn.value && <Icon of={FileText} size="2rem" />}
    </span>
  );
}
