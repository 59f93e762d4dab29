import { effect, useSignal } from '@preact/signals';
import { CircleCheck, CloudOff, Hourglass, RotateCcw, ServerOff, WifiOff } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { waitText } from '../api/problem';
import { t } from '../i18n';
import { Button, Notice } from '../ui';
import { BlockedNotice } from './blocked-notice';
import { useClock } from './clock';
import { useRoom } from './room';
import type { Status } from './status';
import './status-line.css';

/** How long it is said that a page which was cut off is up to date again, in milliseconds. */
const CAUGHT_UP_MS = 4_000;

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
  const isBack = useIsBack();
  const status = room.link.status.value;
  switch (status.kind) {
    case 'live':
      return isBack ? (
        <Notice tone="live" icon={CircleCheck}>
          {t('room.line.caughtUp')}
        </Notice>
      ) : null;
    case 'connecting':
    case 'over':
    case 'stopped': // The board says it, large.
      return null;
    case 'reconnecting':
      return (
        <Notice tone="sun" icon={Hourglass}>
          {t('room.line.reconnecting')} <Unsent />
        </Notice>
      );
    case 'catchingUp':
      return (
        <Notice tone="sky" icon={Hourglass}>
          <span aria-live="off">{t('room.line.behind', { count: status.behind })}</span>
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
          {t('lesson.status.offline')} <Unsent />
        </Notice>
      );
    case 'waiting':
      return <WaitingLine status={status} />;
  }
}

function WaitingLine({ status: { trouble, until } }: { status: Extract<Status, { kind: 'waiting' }> }) {
  if (trouble.kind === 'blocked') {
    return (
      <BlockedNotice
        address={trouble.address}
        next={
          <>
            <TryNow /> <Countdown until={until} />
          </>
        }
      />
    );
  }

  return (
    <Notice tone="sun" icon={trouble.kind === 'away' ? ServerOff : WifiOff} action={<TryNow />}>
      {t(trouble.kind === 'away' ? 'room.line.away' : 'room.line.lost')} <Countdown until={until} /> <Unsent />
    </Notice>
  );
}

function Countdown({ until }: { until: number }): ComponentChildren {
  const clock = useClock();
  const seconds = Math.max(0, Math.ceil((until - clock.value) / 1000));
  // Read aloud once, not at every second.
  return <span aria-live="off">{t('room.line.next', { count: seconds })}</span>;
}

/** What was given to be sent and is kept here until the line is back. */
function Unsent() {
  const room = useRoom();
  const count = room.link.outgoing.value.filter((item) => item.state === 'waiting').length;
  return count === 0 ? null : <span>{t('room.line.unsent', { count })}</span>;
}

function TryNow() {
  const room = useRoom();
  return (
    <Button size="small" icon={RotateCcw} onClick={() => room.link.start()}>
      {t('lesson.status.tryNow')}
    </Button>
  );
}

/** Whether the line has just come back, or this page has just caught up. */
function useIsBack(): boolean {
  const room = useRoom();
  const isBack = useSignal(false);
  useEffect(() => {
    let wasCutOff = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = effect(() => {
      const { kind } = room.link.status.value;
      if (kind === 'live' && wasCutOff) {
        wasCutOff = false;
        isBack.value = true;
        timer = setTimeout(() => (isBack.value = false), CAUGHT_UP_MS);
      } else if (kind !== 'live') {
        wasCutOff ||= kind === 'waiting' || kind === 'offline' || kind === 'catchingUp';
      }
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [room]);
  return isBack.value;
}
