import { useSignal } from '@preact/signals';
import { Check as Tick } from 'lucide-preact';
import { correctRegister, type PresenceStatus, type RegisterPerson } from '../api/registers';
import { useAttempt } from '../app/attempt';
import { t } from '../i18n';
import { formatDay, formatTime } from '../i18n/format';
import { isWritten } from '../protocol';
import { Button, Check, Dialog, Field, Notice, toast } from '../ui';
import { presenceText } from './timeline';

const STATUSES: readonly PresenceStatus[] = ['present', 'late', 'absent', 'leftEarly'];

type CorrectDialogProps = { lesson: string; person: RegisterPerson; onClose: () => void; onCorrected: (person: RegisterPerson) => void };

/** Where a teacher says what was really so, and why; what was recorded stands above, what was said before below. */
export function CorrectDialog({ lesson, person, onClose, onCorrected }: CorrectDialogProps) {
  const status = useSignal<PresenceStatus>(person.status);
  const reason = useSignal('');
  const { busy, tried, failure, run } = useAttempt();

  function submit(): void {
    void run(isWritten(reason.value), async () => {
      onCorrected(await correctRegister(lesson, person.person, { status: status.value, reason: reason.value.trim() }));
      onClose();
      toast(t('register.corrected'), 'good');
    });
  }

  return (
    <Dialog
      open
      title={t('register.correctTitle', { name: `${person.givenName} ${person.familyName}` })}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button kind="primary" icon={Tick} busy={busy.value} type="submit">
            {t('register.save')}
          </Button>
        </>
      }
    >
      <p>
        {t('register.recorded', { status: t(`register.status.${person.recorded}`) })} · {presenceText(person)}
      </p>
      <fieldset class="correct__choices">
        <legend>{t('register.whatWasSo')}</legend>
        {STATUSES.map((choice) => (
          <Check key={choice} kind="radio" name="status" label={t(`register.status.${choice}`)} checked={status.value === choice} onCheck={() => (status.value = choice)} />
        ))}
      </fieldset>
      <Field
        label={t('register.reason')}
        hint={t('register.reasonHint')}
        error={tried.value && !isWritten(reason.value) ? t('register.reasonRequired') : undefined}
        value={reason.value}
        onText={(text) => (reason.value = text)}
        maxLength={500}
        name="reason"
        autoComplete="off"
      />
      <div role="alert">{failure.value && <Notice tone="danger">{failure.value}</Notice>}</div>
      {person.corrections.length > 0 && (
        <section class="correct__history">
          <h3>{t('register.history')}</h3>
          <ol>
            {person.corrections.map((made) => (
              <li key={made.at}>
                <strong>{t(`register.status.${made.status}`)}</strong> — {made.reason}
                <small>
                  {made.byName || t('register.byOffice')}, {formatDay(new Date(made.at), new Date())}, {formatTime(new Date(made.at))}
                </small>
              </li>
            ))}
          </ol>
        </section>
      )}
    </Dialog>
  );
}
