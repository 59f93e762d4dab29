import type { ComponentChildren } from 'preact';
import { CloudOff, Hourglass, RotateCcw, ShieldAlert, WifiOff } from 'lucide-preact';
import { waitText } from '../api/problem';
import { t } from '../i18n';
import { Button, Notice } from '../ui';
import { useClock } from './clock';
import { useRoom } from './room';
import './status-line.css';

/** Says honestly what is wrong with the line and what comes next; nothing while all is well. Read aloud when it changes. */
export function StatusLine() {
  return (
    <div class="status-line" role="status">
      <Said />
    </div>
  );
}

function Said() {
  const room = useRoom();
  const status = room.link.status.value;
  switch (status.kind) {
    case 'live':
    case 'connecting':
    case 'reconnecting':
    case 'over':
    case 'stopped': // The board says it, large.
      return null;
    case 'catchingUp':
      return (
        <Notice tone="sky" icon={Hourglass}>
          {t('lesson.status.catchingUp')}
        </Notice>
      );
    case 'queued':
      return (
        <Notice tone="sun" icon={Hourglass}>
          {t('lesson.status.queued', { place: status.place, wait: waitText(Math.ceil(status.likelyMs / 1000)) })}
        </Notice>
      );
    case 'offline':
      return (
        <Notice tone="sun" icon={CloudOff}>
          {t('lesson.status.offline')}
        </Notice>
      );
    case 'waiting':
      return status.blocked ? (
        <Notice tone="danger" icon={ShieldAlert} title={t('lesson.stopped.blocked')} action={<TryNow />}>
          {t('lesson.stopped.blockedText', { address: location.host })}
        </Notice>
      ) : (
        <Notice tone="sun" icon={WifiOff} action={<TryNow />}>
          <Countdown until={status.until} />
        </Notice>
      );
  }
}

function Countdown({ until }: { until: number }): ComponentChildren {
  const clock = useClock();
  const seconds = Math.max(0, Math.ceil((until - clock.value) / 1000));
  // Read aloud once, not at every second.
  return <span aria-live="off">{t('lesson.status.waiting', { seconds })}</span>;
}

function TryNow() {
  const room = useRoom();
  return (
    <Button size="small" icon={RotateCcw} onClick={() => room.link.start()}>
      {t('lesson.status.tryNow')}
    </Button>
  );
}
