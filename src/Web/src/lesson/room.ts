import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ClassRoster, LessonPlan } from '../api/lessons';
import { isMessage, t } from '../i18n';
import { INITIAL_VIEW, type LessonCommand, type LessonView, type PollAnswer, type PollKind, type Viewer } from '../protocol';
import { toast } from '../ui';
import { forgetKept, keptInTab, keptOnDevice } from './kept';
import type { LessonLink } from './lesson-link';

export type Panel = 'people' | 'talk' | 'poll';

/** To whom the next message goes: everybody, the teachers (from a student), or one student's private thread. */
export type Recipient = { kind: 'all' } | { kind: 'teachers' } | { kind: 'student'; participant: string };

/** A message of one's own that is being changed. */
export type Editing = { message: number; text: string };

/** What a teacher has filled in of a poll so far. */
export type PollDraft = { kind: PollKind; question: string; choices: readonly string[]; several: boolean; anonymous: boolean };

export const EMPTY_POLL: PollDraft = { kind: 'yesNo', question: '', choices: ['', ''], several: false, anonymous: false };

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
  /** What is being written and not sent, and which message it changes: kept on this device. */
  draft: Signal<string>;
  editing: Signal<Editing | undefined>;
  pollDraft: Signal<PollDraft>;
  /** As what something of this person in this lesson is kept. */
  keptAs: (name: string) => string;
  /** What was answered from this page, by poll: of an anonymous answer nobody else knows, and of earlier polls the view forgets. */
  given: Signal<Readonly<Record<number, PollAnswer>>>;
  /** The latest question whose result was seen from this tab, by its sequence. */
  resultSeen: Signal<number>;
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
  const keptAs = (name: string) => `${name}.${lesson}.${self.person}`;
  forgetKept(Date.now());
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
    panel: keptInTab<Panel | undefined>(`classroom.${keptAs('panel')}`, undefined, (value) => value === 'people' || value === 'talk' || value === 'poll'),
    // What was meant for one must never go to all after a reload.
    recipient: keptOnDevice<Recipient>(keptAs('to'), { kind: 'all' }, isRecipient),
    draft: keptOnDevice(keptAs('draft'), '', (value) => typeof value === 'string'),
    editing: keptOnDevice<Editing | undefined>(keptAs('editing'), undefined, (value) => isObject(value) && typeof value['message'] === 'number' && typeof value['text'] === 'string'),
    pollDraft: keptOnDevice(keptAs('poll'), EMPTY_POLL, isPollDraft),
    keptAs,
    given: signal({}),
    resultSeen: keptInTab(`classroom.${keptAs('result')}`, 0, (value) => typeof value === 'number'),
    nameOf: (participant) => names.value.get(participant) ?? (participant === self.person ? self.displayName : t('lesson.unknownPerson')),
    send: (command) => link.send(command),
    isSending: (type) => link.outgoing.value.some((item) => item.command.type === type && item.state === 'waiting'),
    leave,
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isRecipient(value: unknown): boolean {
  return isObject(value) && (value['kind'] === 'all' || value['kind'] === 'teachers' || (value['kind'] === 'student' && typeof value['participant'] === 'string'));
}

function isPollDraft(value: unknown): boolean {
  return isObject(value) && typeof value['kind'] === 'string' && typeof value['question'] === 'string' && Array.isArray(value['choices']) && value['choices'].every((choice) => typeof choice === 'string');
}

/** Says in words that a command was refused, unless that stands where one looks: under the message itself. */
export function tellRefusal(room: Room, refusal: string, command: LessonCommand): void {
  if (command.type === 'answerPoll') {
    const { [command.poll]: _, ...others } = room.given.value;
    room.given.value = others;
  }

  if ((command.type === 'postMessage' || command.type === 'editMessage') && (room.panel.value ?? 'talk') === 'talk' && refusal !== 'tooManyWaiting') {
    return;
  }

  toast(mayHaveCounted(room, refusal, command) ? t('room.refused.perhapsCounted') : refusalText(refusal), 'bad');
}

/** Why a command was refused, in words. */
export function refusalText(refusal: string): string {
  const key = `refusal.${refusal}`;
  return t(isMessage(key) ? key : 'problem.unknown');
}

/** Whether an answer may count although it was refused: it was sent again after its anonymous poll had closed, and nobody knows any more whether it came before. */
export function mayHaveCounted({ view }: Room, refusal: string, command: LessonCommand): boolean {
  return refusal === 'pollClosed' && command.type === 'answerPoll' && view.value.polls.some(({ sequence, asked }) => sequence === command.poll && asked.anonymous);
}
