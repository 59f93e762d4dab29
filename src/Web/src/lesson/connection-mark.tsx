import { CircleCheck, CircleOff, CloudOff, DoorClosed, LoaderCircle } from 'lucide-preact';
import { t } from '../i18n';
import { Icon } from '../ui';
import { useRoom } from './room';
import type { Status } from './status';

/** A small, steady word on whether this page is connected. */
export function ConnectionMark() {
  const room = useRoom();
  const status = room.link.status.value;
  const { kind } = status;
  const isOut = status.kind === 'stopped' && status.reason === 'ejected'; // Which is no fault of the line.
  const unsent = room.link.outgoing.value.filter((item) => item.state === 'waiting').length;
  const isGood = kind === 'live';
  return (
    <span class={`connection connection--${isGood ? 'good' : kind === 'stopped' || kind === 'over' ? 'off' : 'busy'}`}>
      <Icon of={isOut ? DoorClosed : pictureOf(kind)} size="1.05em" />
      <span class="connection__text">{isOut ? t('lesson.person.sentOut') : wordOf(kind)}</span>
      {!isGood && unsent > 0 && <span class="connection__unsent">{t('lesson.status.unsent', { count: unsent })}</span>}
    </span>
  );
}

function pictureOf(kind: Status['kind']) {
  switch (kind) {
    case 'live':
      return CircleCheck;
    case 'stopped':
    case 'over':
      return CircleOff;
    case 'offline':
      return CloudOff;
    case 'connecting':
    case 'queued':
    case 'catchingUp':
    case 'waiting':
    case 'reconnecting':
      return LoaderCircle;
  }
}

function wordOf(kind: Status['kind']): string {
  switch (kind) {
    case 'live':
      return t('lesson.status.live');
    case 'catchingUp':
      return t('lesson.status.catchingUp');
    case 'connecting':
    case 'queued':
      return t('lesson.status.connecting');
    case 'waiting':
    case 'reconnecting':
    case 'offline':
      return t('lesson.status.reconnecting');
    case 'stopped':
    case 'over':
      return t('lesson.status.stopped');
  }
}
