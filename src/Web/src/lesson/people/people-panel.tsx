import { Hand } from 'lucide-preact';
import { t } from '../../i18n';
import { formatTime } from '../../i18n/format';
import { Avatar, Button, Icon } from '../../ui';
import { useRoom } from '../room';
import { peopleOf } from './people-list';
import { PersonRow } from './person-row';
import { RegisterOpener } from './register-opener';
import './people.css';

/** Who is here: hands first, the oldest first; then teachers, students, and for a teacher who is missing or was sent out. */
export function PeoplePanel({ titled = false }: { titled?: boolean }) {
  const room = useRoom();
  const view = room.view.value;
  const { teachers, students, notHere } = peopleOf(view, room.roster.value, room.nameOf);
  const here = students.filter((person) => person.isHere).length;
  return (
    <div class="panel-scroll people" role="group" aria-label={t('lesson.people')} tabIndex={0}>
      {titled && (
        <h2 class="panel-title">
          {t('lesson.people')} <span class="people__count">{t('lesson.peopleCount', { count: here })}</span>
        </h2>
      )}
      <RaisedHands />
      {room.isTeacher.value && view.phase !== 'planned' && <RegisterOpener lesson={room.lesson} />}
      {teachers.length + students.length === 0 && <p class="people__nobody">{t('lesson.person.nobody')}</p>}
      {teachers.length > 0 && (
        <section>
          <h3 class="people__group">{t('lesson.person.teachers')}</h3>
          <ul>
            {teachers.map((person) => (
              <PersonRow key={person.participant} person={person} />
            ))}
          </ul>
        </section>
      )}
      {students.length > 0 && (
        <section>
          <h3 class="people__group">
            {t('lesson.person.students')} <span class="people__count">{t('lesson.peopleCount', { count: here })}</span>
          </h3>
          <ul>
            {students.map((person) => (
              <PersonRow key={person.participant} person={person} isStudent />
            ))}
          </ul>
        </section>
      )}
      {room.isTeacher.value && view.phase === 'live' && <SentOut />}
      {room.isTeacher.value && view.phase !== 'ended' && notHere.length > 0 && (
        <details class="people__missing">
          <summary>
            {t('lesson.person.notHere')} <span class="people__count">{notHere.length}</span>
          </summary>
          <ul>
            {notHere.map((name, at) => (
              <li key={`${at} ${name}`}>{name}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function RaisedHands() {
  const room = useRoom();
  const { hands } = room.view.value;
  if (hands.length === 0) {
    return null;
  }

  return (
    <section class="people__hands" aria-label={t('lesson.hand.title')}>
      <h3 class="people__group">
        <Icon of={Hand} size="1em" /> {t('lesson.hand.title')}
      </h3>
      <ol>
        {hands.map(({ participant, at }) => (
          <li key={participant} class="person">
            <Avatar id={participant} name={room.nameOf(participant)} size="small" />
            <span class="person__text">
              <span class="person__name">{room.nameOf(participant)}</span>
              <time class="person__fact" dateTime={at}>
                {t('lesson.hand.since', { time: formatTime(new Date(at)) })}
              </time>
            </span>
            {room.isTeacher.value && (
              <Button size="small" aria-label={t('lesson.hand.lowerOf', { name: room.nameOf(participant) })} onClick={() => room.send({ type: 'lowerHand', participant })}>
                {t('lesson.hand.lowerShort')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function SentOut() {
  const room = useRoom();
  const { sentOut } = room.view.value;
  if (sentOut.length === 0) {
    return null;
  }

  return (
    <section>
      <h3 class="people__group">{t('lesson.person.sentOut')}</h3>
      <ul>
        {sentOut.map((participant) => (
          <li key={participant} class="person">
            <Avatar id={participant} name={room.nameOf(participant)} size="small" away />
            <span class="person__text">
              <span class="person__name">{room.nameOf(participant)}</span>
            </span>
            <Button size="small" onClick={() => room.send({ type: 'readmitParticipant', participant })}>
              {t('lesson.person.readmit')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
