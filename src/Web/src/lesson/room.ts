import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ClassRoster, LessonPlan } from '../api/lessons';
import { isMessage, t } from '../i18n';
import { INITIAL_VIEW, type LessonCommand, type LessonView, type PollAnswer, type Viewer } from '../protocol';
import { toast } from '../ui';
import type { LessonLink } from './lesson-link';

export type Panel = 'people' | 'talk' | 'poll';

/** To whom the next message goes: everybody, the teachers (from a student), or one student's private thread. */
export type Recipient = { kind: 'all' } | { kind: 'teachers' } | { kind: 'student'; participant: string };

/** Everything that the parts of the lesson page share. */
export type Room = {
  lesson: string;
  link: LessonLink;
  plan: Signal<LessonPlan | undefined>;
  roster: Signal<ClassRoster | undefined>;
  view: ReadonlySignal<LessonView>;
  you: ReadonlySignal<Viewer | undefined>;
  isTeacher: ReadonlySignal<boolean>;
  /** Whether this page holds the lesson; not on the way in, nor once stopped or sent out. */
  isInside: ReadonlySignal<boolean>;
  /** The panel chosen; until then, people before the lesson and the talk in it. */
  panel: Signal<Panel | undefined>;
  recipient: Signal<Recipient>;
  /** What was answered from this page, by poll: of an anonymous answer nobody else knows, and of earlier polls the view forgets. */
  given: Signal<Readonly<Record<number, PollAnswer>>>;
  /** The name of somebody in the lesson, as the roster has it. */
  nameOf: (participant: string) => string;
  send: (command: LessonCommand) => boolean;
  /** Whether a command of this kind is on its way. */
  isSending: (type: LessonCommand['type']) => boolean;
  leave: () => void;
};

export const RoomContext = createContext<Room | undefined>(undefined);

export function useRoom(): Room {
  const room = useContext(RoomContext);
  if (room === undefined) {
    throw new Error('This part belongs inside a lesson.');
  }

  return room;
}

/** Puts together what the parts share. */
export function openRoom(lesson: string, link: LessonLink, self: { person: string; displayName: string }, leave: () => void): Room {
  const roster = signal<ClassRoster | undefined>(undefined);
  const names = computed(() => new Map((roster.value?.enrollments ?? []).map((one) => [one.person, `${one.givenName} ${one.familyName}`])));
  const view = computed(() => link.replica.value?.view ?? INITIAL_VIEW);
  return {
    lesson,
    link,
    plan: signal<LessonPlan | undefined>(undefined),
    roster,
    view,
    you: link.you,
    isTeacher: computed(() => link.you.value?.role === 'teacher'),
    isInside: computed(() => link.status.value.kind !== 'stopped' && link.replica.value !== undefined && !view.value.ejected),
    panel: signal<Panel | undefined>(undefined),
    recipient: signal<Recipient>({ kind: 'all' }),
    given: signal({}),
    nameOf: (participant) => names.value.get(participant) ?? (participant === self.person ? self.displayName : t('lesson.unknownPerson')),
    send: (command) => link.send(command),
    isSending: (type) => link.outgoing.value.some((item) => item.command.type === type && item.state === 'waiting'),
    leave,
  };
}

/** Says in words that a command was refused, unless that stands where one looks: under the message itself. */
export function tellRefusal(room: Room, refusal: string, command: LessonCommand): void {
  if (command.type === 'answerPoll') {
    const { [command.poll]: _, ...others } = room.given.value;
    room.given.value = others;
  }

  if (command.type === 'postMessage' && (room.panel.value ?? 'talk') === 'talk' && refusal !== 'tooManyWaiting') {
    return;
  }

  const key = `refusal.${refusal}`;
  toast(t(isMessage(key) ? key : 'problem.unknown'), 'bad');
}
