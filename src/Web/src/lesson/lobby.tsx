import { t } from '../i18n';
import { Avatar } from '../ui';
import { useRoom } from './room';
import './lobby.css';

/** Faces shown at most; the list of people beside the board has them all. */
const FACES_MAX = 12;

/** Before the lesson: who is in already, teachers first, and the name under which one is seen oneself. */
export function Lobby() {
  const room = useRoom();
  const me = room.you.value?.participant;
  const others = Object.entries(room.view.value.people)
    .filter(([participant, person]) => person.leftAt === undefined && participant !== me)
    .sort(([, a], [, b]) => Number(b.role === 'teacher') - Number(a.role === 'teacher') || Date.parse(a.since) - Date.parse(b.since));
  return (
    <div class="lobby">
      {others.length > 0 && (
        <ul class="lobby__faces" aria-label={t('room.lobby.here')}>
          {others.slice(0, FACES_MAX).map(([participant]) => (
            <li key={participant}>
              <Avatar id={participant} name={room.nameOf(participant)} size="small" />
              <span>{room.nameOf(participant)}</span>
            </li>
          ))}
          {others.length > FACES_MAX && <li class="lobby__more">{t('room.lobby.more', { count: others.length - FACES_MAX })}</li>}
        </ul>
      )}
      {me !== undefined && (
        <p class="lobby__you">
          <Avatar id={me} name={room.nameOf(me)} size="small" />
          <span>
            {t('room.lobby.you')} <strong><bdi>{room.nameOf(me)}</bdi></strong>
          </span>
        </p>
      )}
    </div>
  );
}
