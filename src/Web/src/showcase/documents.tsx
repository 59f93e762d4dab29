import { t } from '../i18n';
import { DeckTile } from '../lesson/deck/deck-tile';
import { DropZone } from '../lesson/deck/drop-zone';
import type { PageFault } from '../lesson/deck/pages';
import { SheetState } from '../lesson/deck/sheet-state';
import '../lesson/deck/deck-page.css';

const FAULTS: readonly (PageFault | undefined)[] = [undefined, 'failed', 'missing', 'locked', 'broken'];
const nothing = () => {};

/** Documents of a lesson, in every state. */
export function ShowDocuments() {
  const zone = { isFirst: false, uploading: undefined, failure: undefined, limit: 50, onFiles: nothing, onCancel: nothing };
  const name = t('showcase.document');
  return (
    <>
      <ul class="decks__list">
        <DeckTile title={name} pages={12} isShown onShow={nothing} onEarlier={undefined} onLater={nothing} onRemove={nothing} />
        <DeckTile title="الكسور" pages={1} isShown={false} onShow={undefined} onEarlier={nothing} onLater={nothing} onRemove={nothing} />
        <DeckTile title={name.repeat(12)} pages={500} isShown={false} onShow={nothing} onEarlier={nothing} onLater={undefined} onRemove={nothing} />
      </ul>
      <DropZone {...zone} isFirst limit={undefined} />
      <DropZone {...zone} failure={t('problem.deckEncrypted')} />
      <DropZone {...zone} uploading={{ step: 'checking', name }} />
      <DropZone {...zone} uploading={{ step: 'assembling', name, done: 0.3 }} />
      <DropZone {...zone} uploading={{ step: 'sending', name, done: 0.6 }} />
      {FAULTS.map((fault) => (
        <div key={fault} class="showcase__board">
          <SheetState fault={fault} isDrawn={false} count={12} onAgain={nothing} />
        </div>
      ))}
      <div class="showcase__board">
        <div class="deck__frame showcase__sheet">
          <span class="deck__pointer" aria-hidden="true" style={{ left: '62%', top: '40%' }} />
        </div>
      </div>
    </>
  );
}
