import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Ban, CalendarCheck, CalendarX, ClipboardList, DoorClosed, FileUp, Hourglass, Play, RotateCcw } from 'lucide-preact';
import { Link } from 'wouter-preact';
import { t, type MessageKey } from '../i18n';
import { formatDuration, formatTime } from '../i18n/format';
import { reloadFresh } from '../offline/keep';
import { Button, Icon, LinkButton, type IconType } from '../ui';
import { decksOpen } from './deck/decks-state';
import { Lobby } from './lobby';
import { useRoom } from './room';
import type { StopReason } from './status';

/** Words on the board when there is no lesson to show. */
function Chalk({ icon, title, children, action }: { icon: IconType; title: string; children?: ComponentChildren; action?: ComponentChildren }) {
  const id = useId();
  return (
    <div class="board__middle" role="group" aria-labelledby={id} tabIndex={0}>
      <div class="chalk">
        <Icon of={icon} size="2.4rem" />
        <h2 id={id}>{title}</h2>
        {children}
        {action && <div class="chalk__action">{action}</div>}
      </div>
    </div>
  );
}

/** Before the lesson: the teacher starts it, students are told that they are in the right place. */
export function BoardWaiting() {
  const room = useRoom();
  const others = Object.entries(room.view.value.people).filter(([participant, person]) => person.leftAt === undefined && participant !== room.you.value?.participant).length;
  const here = (
    <>
      <p class="chalk__fact">{others === 0 ? t('lesson.waiting.nobody') : t('lesson.waiting.here', { count: others })}</p>
      <Lobby />
    </>
  );
  if (room.isTeacher.value) {
    return (
      <Chalk
        icon={Play}
        title={t('lesson.waiting.teacherTitle')}
        action={
          <>
            <Button kind="primary" size="large" icon={Play} busy={room.isSending('startLesson')} onClick={() => room.send({ type: 'startLesson' })}>
              {t('lesson.waiting.start')}
            </Button>
            <Button kind="chalk" size="large" icon={FileUp} onClick={() => (decksOpen.value = true)}>
              {room.view.value.decks.length === 0 ? t('decks.prepare') : t('decks.prepared', { count: room.view.value.decks.length })}
            </Button>
          </>
        }
      >
        <p>{t('lesson.waiting.teacherText')}</p>
        {here}
      </Chalk>
    );
  }

  const startsAt = room.plan.value?.startsAt;
  return (
    <Chalk icon={Hourglass} title={t('lesson.waiting.studentTitle')}>
      <p>{t('lesson.waiting.studentText')}</p>
      {startsAt && <p class="chalk__fact">{t('lesson.waiting.plannedAt', { time: formatTime(new Date(startsAt)) })}</p>}
      {here}
    </Chalk>
  );
}

/** After the lesson. */
export function BoardEnded() {
  const room = useRoom();
  const { startedAt, endedAt, endReason = 'byTeacher' } = room.view.value;
  if (startedAt === undefined && endReason !== 'cancelled') {
    return (
      <Chalk icon={CalendarX} title={t('register.notHeld')} action={<ToDay />}>
        <p>{t('lesson.ended.nobody')}</p>
      </Chalk>
    );
  }

  return (
    <Chalk icon={CalendarCheck} title={t('lesson.ended.title')} action={<AfterLesson />}>
      <p>{t(`lesson.ended.${endReason}`, { time: endedAt ? formatTime(new Date(endedAt)) : '' })}</p>
      {startedAt && endedAt && <p class="chalk__fact">{t('lesson.ended.lasted', { time: formatDuration(Date.parse(endedAt) - Date.parse(startedAt)) })}</p>}
    </Chalk>
  );
}

/** Not in the lesson: on the way in, or stopped for a reason that is said. */
export function BoardOutside() {
  const room = useRoom();
  const status = room.link.status.value;
  const reason: StopReason | undefined = status.kind === 'stopped' ? status.reason : room.view.value.ejected ? 'ejected' : undefined;
  return reason === undefined ? <Chalk icon={Hourglass} title={t('lesson.status.connecting')} /> : <Stopped reason={reason} />;
}

const TEXTS: Partial<Record<StopReason, MessageKey>> = {
  ejected: 'lesson.stopped.ejectedText',
  lessonFull: 'lesson.stopped.lessonFullText',
  clientTooOld: 'lesson.stopped.clientTooOldText',
  sessionEnded: 'lesson.stopped.sessionEndedText',
  lessonDamaged: 'lesson.stopped.lessonDamagedText',
};

function Stopped({ reason }: { reason: StopReason }) {
  const text = TEXTS[reason];
  return (
    <Chalk icon={reason === 'ejected' ? DoorClosed : Ban} title={t(`lesson.stopped.${reason}`)} action={<WayOut reason={reason} />}>
      {text && <p>{t(text)}</p>}
    </Chalk>
  );
}

function WayOut({ reason }: { reason: StopReason }) {
  const room = useRoom();
  switch (reason) {
    case 'replaced':
      return (
        <Button kind="primary" icon={RotateCcw} onClick={() => room.link.start()}>
          {t('lesson.stopped.replacedAction')}
        </Button>
      );
    case 'ejected':
    case 'lessonFull':
    case 'lessonDamaged':
      return (
        <>
          <Button kind="chalk" icon={RotateCcw} onClick={() => room.link.start()}>
            {t('ui.retry')}
          </Button>
          <ToDay />
        </>
      );
    case 'clientTooOld':
    case 'protocolError':
      return (
        <Button kind="primary" icon={RotateCcw} onClick={() => void reloadFresh()}>
          {t('ui.reload')}
        </Button>
      );
    case 'sessionEnded':
      return (
        <LinkButton as={Link} kind="primary" href={`/sign-in?to=${encodeURIComponent(location.pathname)}`}>
          {t('lesson.stopped.signIn')}
        </LinkButton>
      );
    case 'notFound':
    case 'cancelled':
      return <ToDay />;
  }
}

/** Where to go now: for a teacher, first to the register. */
function AfterLesson() {
  const room = useRoom();
  return (
    <>
      {room.isTeacher.value && (
        <LinkButton as={Link} kind="primary" icon={ClipboardList} href={`/lessons/${room.lesson}/register`}>
          {t('register.title')}
        </LinkButton>
      )}
      <ToDay />
    </>
  );
}

function ToDay() {
  return (
    <LinkButton as={Link} kind="chalk" href="/day">
      {t('lesson.stopped.toDay')}
    </LinkButton>
  );
}
