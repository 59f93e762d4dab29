import type { ComponentChildren } from 'preact';
import { useSignal } from '@preact/signals';
import { ChevronLeft, ChevronRight, FileText, Trash2 } from 'lucide-preact';
import { t } from '../../i18n';
import { Badge, Button, Icon, IconButton } from '../../ui';
import './decks-dialog.css';

type DeckTileProps = {
  title: string;
  pages: number;
  isShown: boolean;
  /** Its first page; a sign of paper stands there until it is drawn. */
  picture?: ComponentChildren;
  onShow: (() => void) | undefined;
  onEarlier: (() => void) | undefined;
  onLater: (() => void) | undefined;
  onRemove: () => void;
};

/** One document of the lesson: to show it, to move it, to take it away. */
export function DeckTile({ title, pages, isShown, picture, onShow, onEarlier, onLater, onRemove }: DeckTileProps) {
  const asking = useSignal(false);
  const focusIt = (button: HTMLButtonElement | null) => button?.focus();
  return (
    <li class="decks__tile">
      <button type="button" class="decks__one" disabled={onShow === undefined} onClick={onShow}>
        <span class="visually-hidden">{t('decks.show')} </span>
        <span class="decks__thumb" aria-hidden="true">
          {picture ?? <Icon of={FileText} size="2rem" />}
        </span>
        <span class="decks__name" dir="auto">
          {title}
        </span>
        <span>
          {t('decks.pages', { count: pages })} {isShown && <Badge tone="live">{t('decks.shown')}</Badge>}
        </span>
      </button>
      {asking.value ? (
        <div class="decks__sure" role="group" aria-label={t('decks.removeTitle', { title })}>
          <span>{t(isShown ? 'decks.sureShown' : 'decks.sure')}</span>
          <Button size="small" kind="danger" onClick={onRemove}>
            {t('decks.remove')}
          </Button>
          <span ref={(at) => focusIt(at?.querySelector('button') ?? null)}>
            <Button size="small" onClick={() => (asking.value = false)}>
              {t('decks.keep')}
            </Button>
          </span>
        </div>
      ) : (
        <div class="decks__acts">
          <IconButton size="small" icon={ChevronLeft} label={t('decks.earlier', { title })} disabled={onEarlier === undefined} onClick={onEarlier} />
          <IconButton size="small" icon={ChevronRight} label={t('decks.later', { title })} disabled={onLater === undefined} onClick={onLater} />
          <IconButton size="small" icon={Trash2} label={t('decks.removeTitle', { title })} onClick={() => (asking.value = true)} />
        </div>
      )}
    </li>
  );
}
