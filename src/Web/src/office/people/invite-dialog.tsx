import { useSignal } from '@preact/signals';
import { Link2, Printer } from 'lucide-preact';
import { invite, type Invitation, type PersonInOffice } from '../../api/office';
import { useAttempt } from '../../app/attempt';
import { t } from '../../i18n';
import { formatDateTime } from '../../i18n/format';
import { Button, Dialog, Field, Notice } from '../../ui';
import { CopyField } from '../codes/copy-field';
import { OwnMachineWarning } from '../codes/own-machine';
import { Printed } from '../codes/printed';
import { Qr } from '../codes/qr';
import type { SchoolHere } from '../school';
import { nameOf } from './standing';
import '../codes/cards.css';

type InviteDialogProps = { school: SchoolHere; person: PersonInOffice; onMade: (invitation: Invitation) => void; onClose: () => void };

/** Makes a link with which somebody chooses their password, and shows it this once. */
export function InviteDialog({ school, person, onMade, onClose }: InviteDialogProps) {
  const made = useSignal<Invitation | undefined>(undefined);
  const name = nameOf(person);
  return made.value ? (
    <Made school={school} name={name} invitation={made.value} onClose={onClose} />
  ) : (
    <Ask
      school={school}
      person={person}
      onMade={(invitation) => {
        made.value = invitation;
        onMade(invitation);
      }}
      onClose={onClose}
    />
  );
}

function Ask({ school, person, onMade, onClose }: InviteDialogProps) {
  const known = person.login ?? person.email ?? '';
  const login = useSignal(known);
  const { busy, failure, missing, run } = useAttempt();
  const make = async () => onMade(await invite(school.id, person.id, login.value.trim() === known ? undefined : login.value.trim()));
  const submit = () => void run(login.value.trim() !== '', make);
  return (
    <Dialog
      open
      title={t(`people.inviteOf.${person.account}`, { name: nameOf(person) })}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button kind="primary" icon={Link2} busy={busy.value} type="submit">
            {t('people.makeLink')}
          </Button>
        </>
      }
    >
      <p>{t(`people.inviteText.${person.account}`)}</p>
      <OwnMachineWarning />
      <Field
        label={t('identity.login')}
        hint={t('people.loginHint')}
        error={missing(login.value)}
        value={login.value}
        onText={(text) => (login.value = text)}
        type="email"
        autoComplete="off"
        autoCapitalize="none"
        spellcheck={false}
        maxLength={254}
      />
      <div role="alert">{failure.value && <Notice tone="danger">{failure.value}</Notice>}</div>
    </Dialog>
  );
}

function Made({ school, name, invitation, onClose }: { school: SchoolHere; name: string; invitation: Invitation; onClose: () => void }) {
  const link = location.origin + invitation.path;
  const until = t('people.linkUntil', { date: formatDateTime(new Date(invitation.expiresAt)) });
  return (
    <Dialog
      open
      firm
      title={t('people.linkOf', { name })}
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
        {t('people.linkOnce')}
      </Notice>
      <CopyField label={t('people.link')} hint={until} value={link} />
      <Printed>
        <article class="slip">
          <p>{school.name}</p>
          <h1 dir="auto">{name}</h1>
          <p>{t('people.slipText', { login: invitation.login })}</p>
          <div class="slip__scan">
            <Qr text={link} label={t('codes.scan')} />
          </div>
          <p class="slip__link">{link}</p>
          <p>{until}</p>
        </article>
      </Printed>
    </Dialog>
  );
}
