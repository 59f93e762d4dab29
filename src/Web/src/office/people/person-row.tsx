import { KeyRound, Link2, UserRoundPlus } from 'lucide-preact';
import type { PersonInOffice } from '../../api/office';
import { t } from '../../i18n';
import { Avatar, Badge, Button } from '../../ui';
import { classesOf, isStaff, isStudent, nameOf, standingsOf } from './standing';

/** One person: who, what they are, how they sign in, and what can be done about it. */
export function PersonRow({ person, onDo }: { person: PersonInOffice; onDo: (what: 'invite' | 'code') => void }) {
  const name = nameOf(person);
  const classes = classesOf(person);
  return (
    <li class="person">
      <Avatar id={person.id} name={name} />
      <div class="person__who">
        <p class="person__name" dir="auto">
          <strong>{person.familyName}</strong> {person.givenName}
        </p>
        <p class="person__facts">
          {person.roles.map((role) => t(`people.role.${role}`)).join(', ')}
          {classes && <> · {classes}</>}
          {isStaff(person) && (person.login ?? person.email) && <> · {person.login ?? person.email}</>}
        </p>
      </div>
      <p class="person__standing">
        {standingsOf(person).map(({ tone, text }) => (
          <Badge key={text} tone={tone}>
            {text}
          </Badge>
        ))}
      </p>
      <div class="person__acts">
        {isStaff(person) && (
          <Button size="small" icon={person.account === 'none' ? UserRoundPlus : Link2} aria-label={t(`people.inviteOf.${person.account}`, { name })} onClick={() => onDo('invite')}>
            {t(`people.invite.${person.account}`)}
          </Button>
        )}
        {isStudent(person) && (
          <Button size="small" icon={KeyRound} aria-label={t(person.hasCode ? 'people.newCodeOf' : 'people.giveCodeOf', { name })} onClick={() => onDo('code')}>
            {t(person.hasCode ? 'people.newCode' : 'people.giveCode')}
          </Button>
        )}
      </div>
    </li>
  );
}
