import { DoorOpen } from 'lucide-preact';
import { Preferences } from '../app/preferences';
import { t } from '../i18n';
import { formatElapsed, formatTime } from '../i18n/format';
import { Badge, Button, Mark } from '../ui';
import { useClock } from './clock';
import { ConnectionMark } from './connection-mark';
import { KeyMap } from './key-map';
import { useRoom } from './room';
import './header.css';

/** Which lesson this is, how it stands, and the way out. */
export function LessonHeader({ title, classTitle }: { title: string; classTitle: string }) {
  const room = useRoom();
  const { phase } = room.view.value;
  return (
    <header class="lesson-head">
      <Mark class="lesson-head__mark" size={34} label={t('ui.appName')} />
      <div class="lesson-head__text">
        <h1>{title || '…'}</h1>
        <p class="lesson-head__facts">
          <span class="lesson-head__class">{classTitle}</span>
          {room.isInside.value && <Badge tone={phase === 'live' ? 'live' : phase === 'planned' ? 'sun' : 'neutral'}>{t(`lesson.phase.${phase}`)}</Badge>}
          <Elapsed />
        </p>
      </div>
      <div class="lesson-head__tools">
        <ConnectionMark />
        <KeyMap />
        <Preferences />
        <Button size="small" icon={DoorOpen} onClick={room.leave}>
          {t('lesson.leave')}
        </Button>
      </div>
    </header>
  );
}

/** How long the lesson has been going on, by the server's clock. */
function Elapsed() {
  const room = useRoom();
  const clock = useClock();
  const { phase, startedAt, endsAt } = room.view.value;
  if (phase !== 'live' || startedAt === undefined) {
    return null;
  }

  const elapsed = clock.value + room.link.clockOffsetMs.value - Date.parse(startedAt);
  return (
    <span class="lesson-head__clock" title={t('lesson.elapsed')}>
      <span role="timer">{formatElapsed(elapsed)}</span>
      {endsAt && <span class="lesson-head__ends"> · {t('lesson.endsAt', { time: formatTime(new Date(endsAt)) })}</span>}
    </span>
  );
}
