import { useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import { KeyRound, Link2 } from 'lucide-preact';
import { readPasswordResets, type PasswordReset, type PersonInOffice } from '../../api/office';
import { t } from '../../i18n';
import { formatDistance } from '../../i18n/format';
import { Button, Icon } from '../../ui';
import type { SchoolHere } from '../school';
import { nameOf } from './standing';

/** How often it is asked whether somebody else waits, in milliseconds. */
const REFRESH_MS = 60_000;

type WaitingResetsProps = { school: SchoolHere; /** Grows with every link made. */ made: number; onInvite: (person: PersonInOffice) => void };

/** Who said that their password is forgotten; nothing while nobody waits. */
export function WaitingResets({ school, made, onInvite }: WaitingResetsProps) {
  const resets = useSignal<readonly PasswordReset[]>([]);
  const id = useId();
  useEffect(() => {
    const read = () =>
      void readPasswordResets(school.id).then(
        (all) => (resets.value = all),
        () => {}, // The list below says that the server is away.
      );
    read();
    const timer = setInterval(() => document.visibilityState === 'visible' && read(), REFRESH_MS);
    return () => clearInterval(timer);
  }, [school.id, made]);

  if (resets.value.length === 0) {
    return null;
  }

  return (
    <section class="resets" aria-labelledby={id}>
      <h2 id={id}>
        <Icon of={KeyRound} /> {t('people.resets', { count: resets.value.length })}
      </h2>
      <p>{t('people.resetsText')}</p>
      <ul>
        {resets.value.map((reset) => (
          <li key={reset.person}>
            <span class="person__who">
              <strong dir="auto">{nameOf(reset)}</strong>
              <span class="person__facts">
                {reset.login} · {formatDistance(new Date(reset.requestedAt), new Date())}
              </span>
            </span>
            <Button size="small" icon={Link2} aria-label={t('people.inviteOf.active', { name: nameOf(reset) })} onClick={() => onInvite(personOf(reset))}>
              {t('people.invite.active')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Whoever forgot a password has one. */
const personOf = ({ person, givenName, familyName, login }: PasswordReset): PersonInOffice => ({ id: person, givenName, familyName, login, roles: [], account: 'active', hasCode: false, classes: [] });
