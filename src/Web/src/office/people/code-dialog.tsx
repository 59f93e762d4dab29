import { useSignal } from '@preact/signals';
import { KeyRound, Printer } from 'lucide-preact';
import { issueCode, type PersonInOffice } from '../../api/office';
import { useAttempt } from '../../app/attempt';
import { t } from '../../i18n';
import { Button, Dialog, Notice } from '../../ui';
import type { Card } from '../codes/card';
import { PrintedCard } from '../codes/code-card';
import { OwnMachineWarning } from '../codes/own-machine';
import { Printed } from '../codes/printed';
import type { SchoolHere } from '../school';
import { classesOf, nameOf } from './standing';

type CodeDialogProps = { school: SchoolHere; person: PersonInOffice; onMade: (person: string) => void; onClose: () => void };

/** Gives a student a new code, and shows it this once. */
export function CodeDialog({ school, person, onMade, onClose }: CodeDialogProps) {
  const card = useSignal<Card | undefined>(undefined);
  const { busy, failure, run } = useAttempt();
  const name = nameOf(person);
  const classes = classesOf(person);
  async function make(): Promise<void> {
    const { code } = await issueCode(school.id, person.id);
    card.value = { kind: 'code', person: person.id, name, className: classes || undefined, code };
    onMade(person.id);
  }

  if (card.value) {
    return (
      <Dialog
        open
        firm
        title={t('people.codeOf', { name })}
        onClose={onClose}
        actions={
          <>
            <Button icon={Printer} onClick={() => print()}>
              {t('codes.print')}
            </Button>
            <Button kind="primary" onClick={onClose}>
              {t('people.handedOver')}
            </Button>
          </>
        }
      >
        <Notice tone="sun" title={t('people.onceTitle')}>
          {t('people.codeOnce')}
        </Notice>
        <PrintedCard card={card.value} school={school} />
        <Printed>
          <section class="sheet">
            <PrintedCard card={card.value} school={school} />
          </section>
        </Printed>
      </Dialog>
    );
  }

  return (
    <Dialog
      open
      title={t(person.hasCode ? 'people.newCodeOf' : 'people.giveCodeOf', { name })}
      onClose={onClose}
      onSubmit={() => void run(true, make)}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button kind="primary" icon={KeyRound} busy={busy.value} type="submit">
            {t('people.makeCode')}
          </Button>
        </>
      }
    >
      {classes && (
        <p class="person__facts" dir="auto">
          <strong>{name}</strong> · {classes}
        </p>
      )}
      <p>{t(person.hasCode ? 'people.newCodeText' : 'people.giveCodeText')}</p>
      <OwnMachineWarning />
      <div role="alert">{failure.value && <Notice tone="danger">{failure.value}</Notice>}</div>
    </Dialog>
  );
}
