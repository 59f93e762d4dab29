import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { FileUp, X } from 'lucide-preact';
import { t } from '../../i18n';
import { Button, Notice, Progress } from '../../ui';
import type { Uploading } from './uploading';
import './decks-dialog.css';

type DropZoneProps = { isFirst: boolean; uploading: Uploading | undefined; failure: string | undefined; /** Largest file, in MiB, once that is known. */ limit: number | undefined; onFiles: (files: readonly File[]) => void; onCancel: () => void };

/** Where files are dropped or chosen; while one is on its way, how far it is, and a way to break it off. */
export function DropZone({ isFirst, uploading, failure, limit, onFiles, onCancel }: DropZoneProps) {
  const over = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  const zone = useRef<HTMLDivElement>(null);
  const isNews = uploading !== undefined || failure !== undefined;
  useEffect(() => {
    if (isNews) {
      zone.current?.scrollIntoView({ block: 'nearest' }); // It may lie below many documents.
    }
  }, [isNews]);
  return (
    <div
      ref={zone}
      class={`decks__drop${over.value ? ' decks__drop--over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        over.value = true;
      }}
      onDragLeave={() => (over.value = false)}
      onDrop={(event) => {
        event.preventDefault();
        over.value = false;
        onFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      {failure && (
        <Notice tone="danger" live>
          {failure}
        </Notice>
      )}
      {uploading === undefined ? (
        <>
          <p>{isFirst ? t('decks.emptyText') : t('decks.drop')}</p>
          <Button kind="primary" icon={FileUp} onClick={() => input.current?.click()}>
            {t('decks.choose')}
          </Button>
          <p class="decks__formats">{limit === undefined ? t('decks.formats') : t('decks.formatsLimit', { limit })}</p>
        </>
      ) : (
        <>
          <Progress label={t(`decks.${uploading.step}`, { name: uploading.name })} {...(uploading.done === undefined ? {} : { value: uploading.done })} />
          <Button icon={X} onClick={onCancel}>
            {t('decks.cancel')}
          </Button>
        </>
      )}
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept="application/pdf,image/png,image/jpeg,image/webp"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          onFiles(files);
        }}
      />
    </div>
  );
}
