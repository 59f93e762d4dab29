import { Trash2 } from 'lucide-preact';
import type { Leaving } from '../../app/unsaved';
import { t } from '../../i18n';
import { Button, Dialog } from '../../ui';

/** Asks before what was changed and not saved is left behind. */
export function LeaveDialog({ leaving: { go, stay } }: { leaving: Leaving }) {
  return (
    <Dialog
      open
      title={t('settings.leaveTitle')}
      onClose={stay}
      onSubmit={go}
      actions={
        <>
          <Button onClick={stay}>{t('settings.leaveStay')}</Button>
          <Button kind="danger" icon={Trash2} type="submit">
            {t('settings.leaveGo')}
          </Button>
        </>
      }
    >
      <p>{t('settings.leaveText')}</p>
    </Dialog>
  );
}
