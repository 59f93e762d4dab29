import { CircleStop, X } from 'lucide-preact';
import { removeSubstitute, type Substitute } from '../../api/schools';
import { useAttempt } from '../../app/attempt';
import { t } from '../../i18n';
import { Button, Dialog, Notice, toast } from '../../ui';
import { spanText, teacherName } from './spans';

type EndDialogProps = { school: string; substitute: Substitute; onEnded: () => void; onClose: () => void };

/** Asks before a substitution is ended, or one that has not begun is cancelled. */
export function EndDialog({ school, substitute, onEnded, onClose }: EndDialogProps) {
  const { busy, failure, run } = useAttempt();
  const now = new Date();
  const isRunning = Date.parse(substitute.from) <= now.getTime();
  const names = { name: teacherName(substitute), class: substitute.classTitle ?? t('substitutes.classGone'), when: spanText(substitute, now) };

  const end = () =>
    void run(true, async () => {
      await removeSubstitute(school, substitute.id);
      onEnded();
      onClose();
      toast(t(isRunning ? 'substitutes.ended' : 'substitutes.cancelled'), 'good');
    });

  return (
    <Dialog
      open
      title={t(isRunning ? 'substitutes.endTitle' : 'substitutes.cancelTitle')}
      onClose={onClose}
      onSubmit={end}
      actions={
        <>
          <Button onClick={onClose}>{t('substitutes.keep')}</Button>
          <Button kind="danger" icon={isRunning ? CircleStop : X} busy={busy.value} type="submit">
            {t(isRunning ? 'substitutes.end' : 'substitutes.cancel')}
          </Button>
        </>
      }
    >
      <p>{t(isRunning ? 'substitutes.endText' : 'substitutes.cancelText', names)}</p>
      <div role="alert">{failure.value && <Notice tone="danger">{failure.value}</Notice>}</div>
    </Dialog>
  );
}
