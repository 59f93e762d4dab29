import { effect } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { joinLesson, readLesson, readPeople } from '../api/lessons';
import { useTitle } from '../app/router';
import { known } from '../app/session';
import { t } from '../i18n';
import { deviceId } from '../identity/device';
import { toast } from '../ui';
import { takeJoin } from './ahead';
import { Announcer } from './announcer';
import { Board } from './board';
import { Controls } from './controls';
import { LessonHeader } from './header';
import { LessonLink } from './lesson-link';
import { localOutbox } from './outbox-store';
import { Panels } from './panels';
import { answersPlainly } from './reach';
import { openRoom, RoomContext, tellRefusal, type Room } from './room';
import { openSignalR } from './signalr-channel';
import { takeStart } from './starting';
import { StatusLine } from './status-line';
import './lesson-page.css';

/** One lesson, followed as long as this page is open. */
export function LessonPage({ lesson }: { lesson: string }) {
  const session = known.value.kind === 'somebody' ? known.value.session : undefined;
  const person = session?.person ?? '';
  const [, go] = useLocation();
  const room = useMemo(() => openLesson(lesson, { person, displayName: session?.displayName ?? '' }, () => go('/day')), [lesson, person]);
  const plan = room.plan.value;
  useTitle(() => room.plan.value?.title ?? t('ui.appName'));
  useReading(room, lesson);
  useReadmission(room);

  useEffect(() => {
    const { link } = room;
    const networkChanged = () => link.networkChanged();
    addEventListener('online', networkChanged);
    addEventListener('offline', networkChanged);
    link.start();
    if (takeStart(lesson)) {
      room.send({ type: 'startLesson' }); // Waits in the outbox until the lesson is followed.
    }

    return () => {
      removeEventListener('online', networkChanged);
      removeEventListener('offline', networkChanged);
      link.stop();
    };
  }, [room]);

  return (
    <RoomContext.Provider value={room}>
      <div class={`lesson${room.isInside.value ? '' : ' lesson--outside'}${room.view.value.phase === 'live' ? '' : ' lesson--still'}`}>
        <a class="skip-link" href="#board">
          {t('ui.skipToContent')}
        </a>
        <LessonHeader title={plan?.title ?? ''} classTitle={room.roster.value?.title ?? ''} />
        <StatusLine />
        <Announcer />
        <Board />
        <Panels />
        <Controls />
      </div>
    </RoomContext.Provider>
  );
}

function openLesson(lesson: string, self: { person: string; displayName: string }, leave: () => void): Room {
  const link = new LessonLink({
    join: () => takeJoin(lesson) ?? joinLesson(lesson, deviceId()),
    open: openSignalR,
    answers: answersPlainly,
    store: localOutbox(lesson, self.person),
    now: Date.now,
    random: Math.random,
    online: () => navigator.onLine,
    onRefused: (refusal, command) => tellRefusal(room, refusal, command),
  });
  const room = openRoom(lesson, link, self, leave);
  return room;
}

/** Tells whoever was sent out, and is in again, what has happened. */
function useReadmission(room: Room): void {
  useEffect(() => {
    let wasOut = false;
    return effect(() => {
      const status = room.link.status.value;
      if (room.view.value.ejected || (status.kind === 'stopped' && status.reason === 'ejected')) {
        wasOut = true;
      } else if (wasOut && status.kind === 'live') {
        wasOut = false;
        toast(t('lesson.stopped.readmitted'), 'good');
      }
    });
  }, [room]);
}

/** Reads the plan and the class list beside the lesson itself; without them it still works, with fewer names. */
function useReading(room: Room, lesson: string): void {
  const isLive = room.link.status.value.kind === 'live';
  useEffect(() => {
    if (room.plan.value !== undefined && room.roster.value !== undefined) {
      return;
    }

    void (async () => {
      try {
        [room.plan.value, room.roster.value] = await Promise.all([readLesson(lesson), readPeople(lesson)]);
      } catch {
        // Read again when the line is next good.
      }
    })();
  }, [room, lesson, isLive]);
}
