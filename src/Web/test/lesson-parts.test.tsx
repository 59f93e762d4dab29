import { render, type ComponentChild } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ClassRoster } from '../src/api/lessons';
import { chooseLanguage, startLanguage } from '../src/i18n';
import { Board } from '../src/lesson/board';
import { ChatPanel } from '../src/lesson/chat/chat-panel';
import { timelineOf } from '../src/lesson/chat/timeline';
import { Controls } from '../src/lesson/controls';
import type { ChannelHandlers } from '../src/lesson/channel';
import { LessonLink } from '../src/lesson/lesson-link';
import { peopleOf } from '../src/lesson/people/people-list';
import { PeoplePanel } from '../src/lesson/people/people-panel';
import { PollPanel } from '../src/lesson/poll/poll-panel';
import { commandOf, type PollDraft } from '../src/lesson/poll/poll-form';
import { openRoom, RoomContext, type Room } from '../src/lesson/room';
import { INITIAL_VIEW, type LessonRefusal, type LessonView, type Viewer } from '../src/protocol';

const at = '2026-11-24T08:00:00.000Z';
const claire: Viewer = { participant: 'claire', role: 'teacher' };
const zoe: Viewer = { participant: 'zoe' };

const roster: ClassRoster = {
  class: 'demo~3b',
  title: '3e B',
  version: 1,
  enrollments: [
    { person: 'claire', role: 'teacher', givenName: 'Claire', familyName: 'Fontaine' },
    { person: 'zoe', role: 'student', givenName: 'Zoé', familyName: 'Lefèvre' },
    { person: 'amina', role: 'student', givenName: 'Amina', familyName: 'Benali' },
    { person: 'elodie', role: 'student', givenName: 'Élodie', familyName: 'Éluard' },
    { person: 'hugo', role: 'student', givenName: 'Hugo', familyName: 'Bernard' },
  ],
};

const live: LessonView = {
  ...INITIAL_VIEW,
  phase: 'live',
  startedAt: at,
  presenter: 'claire',
  people: { claire: { since: at, role: 'teacher' }, zoe: { since: at }, elodie: { since: at }, amina: { since: at, leftAt: at } },
};

let told: [string, unknown][];
let room: Room;
let handlers: ChannelHandlers;

/** Lets somebody into a lesson that stands like this, and shows one part of it. */
async function show(part: ComponentChild, you: Viewer, view: LessonView): Promise<void> {
  told = [];
  const link = new LessonLink({
    join: async () => ({ type: 'admitted', role: you.role ?? 'student', entrances: [{ url: '/hubs/lesson', ticket: 't' }] }),
    open: async (_, heard) => {
      handlers = heard;
      return { send: (method, request) => void told.push([method, request]), close: () => {} };
    },
    store: { load: () => undefined, save: () => {} },
    now: Date.now,
    random: () => 0,
    online: () => true,
    onRefused: () => {},
  });
  room = openRoom('demo~x', link, { person: you.participant, displayName: 'x' }, () => {});
  room.roster.value = roster;
  await act(async () => {
    link.start();
    await Promise.resolve();
  });
  await act(async () => {
    await Promise.resolve();
    handlers.onMessage('Welcome', { lesson: 'demo~x', epoch: 1, sequence: 9, you, counter: 0, view: { ...view, viewer: you }, serverTime: at, heartbeatMs: 10_000 });
    render(<RoomContext.Provider value={room}>{part}</RoomContext.Provider>, page());
  });
}

const page = () => document.getElementById('app')!;
const commands = () => told.filter(([method]) => method === 'Send').map(([, request]) => (request as { command: unknown }).command);
const button = (text: string) => [...page().querySelectorAll('button')].find((one) => (one.textContent + (one.getAttribute('aria-label') ?? '')).includes(text))!;
const press = (text: string) => act(() => button(text).click());
const refuse = (counter: number, refusal: LessonRefusal) => act(() => handlers.onMessage('Answered', { counter, refusal }));

async function write(text: string): Promise<HTMLTextAreaElement> {
  const box = page().querySelector('textarea')!;
  await act(() => {
    box.value = text;
    box.dispatchEvent(new Event('input', { bubbles: true }));
  });
  return box;
}

async function enter(text: string, shift = false): Promise<void> {
  const box = await write(text);
  await act(() => void box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', shiftKey: shift, bubbles: true, cancelable: true })));
}

beforeAll(async () => {
  await startLanguage();
  await chooseLanguage('en');
});

beforeEach(() => {
  sessionStorage.clear();
  document.body.innerHTML = '<div id="app"></div>';
});

afterEach(() => {
  render(null, page());
  room?.link.stop();
});

describe('people', () => {
  test('stand in the order of a class list, and the missing are named', () => {
    const list = peopleOf(live, roster, (id) => id);
    expect(list.teachers.map((one) => one.participant)).toEqual(['claire']);
    expect(list.students.map((one) => one.participant)).toEqual(['amina', 'elodie', 'zoe']);
    expect(list.notHere).toEqual(['Hugo Bernard']);
  });

  test('show hands oldest first, and a teacher lowers one', async () => {
    await show(<PeoplePanel />, claire, { ...live, hands: [{ participant: 'zoe', at }, { participant: 'elodie', at }] });
    expect([...page().querySelectorAll('.people__hands .person__name')].map((one) => one.textContent)).toEqual(['Zoé Lefèvre', 'Élodie Éluard']);
    await press('Lower Zoé Lefèvre’s hand');
    expect(commands()).toEqual([{ type: 'lowerHand', participant: 'zoe' }]);
  });

  test('are sent out only after a question', async () => {
    await show(<PeoplePanel />, claire, live);
    await press('Actions for Zoé Lefèvre');
    await press('Send out');
    expect(commands()).toEqual([]);
    await act(() => [...page().querySelectorAll<HTMLElement>('dialog button')].at(-1)!.click());
    expect(commands()).toEqual([{ type: 'ejectParticipant', participant: 'zoe' }]);
  });

  test('cannot be acted on by students', async () => {
    await show(<PeoplePanel />, zoe, live);
    expect(page().querySelector('.person .menu')).toBeNull();
    expect(page().textContent).not.toContain('Hugo');
  });
});

describe('the talk', () => {
  test('Enter sends, Shift and Enter does not, and nothing is sent twice', async () => {
    await show(<ChatPanel />, zoe, live);
    await enter('bonjour', true);
    expect(commands()).toEqual([]);
    await enter(' bonjour ');
    await enter('');
    expect(commands()).toEqual([{ type: 'postMessage', text: 'bonjour' }]);
    expect(page().querySelector('.said--pending')!.textContent).toContain('bonjour');
  });

  test('a student writes to the teacher in private, and always when the chat is closed', async () => {
    await show(<ChatPanel />, zoe, live);
    await press('To the teacher');
    await enter('je suis perdue');
    expect(commands()).toEqual([{ type: 'postMessage', text: 'je suis perdue', thread: 'zoe' }]);

    await show(<ChatPanel />, zoe, { ...live, chatOpen: false });
    await enter('encore');
    expect(commands()).toEqual([{ type: 'postMessage', text: 'encore', thread: 'zoe' }]);
  });

  test('a refused message says why and can be put away', async () => {
    await show(<ChatPanel />, zoe, live);
    await enter('chut');
    await refuse(1, 'chatClosed');
    expect(page().querySelector('.said--failed')!.textContent).toContain('The chat is closed');
    await press('Discard');
    expect(page().querySelector('.said--failed')).toBeNull();
  });

  test('a draft survives a reload', async () => {
    await show(<ChatPanel />, zoe, live);
    await write('presque fini');
    render(null, page());
    await show(<ChatPanel />, zoe, live);
    expect(page().querySelector('textarea')!.value).toBe('presque fini');
  });

  test('more than 5,000 characters are counted, not sent', async () => {
    await show(<ChatPanel />, zoe, live);
    await enter('x'.repeat(5_003));
    expect(commands()).toEqual([]);
    expect(page().querySelector('.composer__over')!.textContent).toContain('3');
  });

  test('what people write is text, never markup', async () => {
    await show(<ChatPanel />, zoe, { ...live, chat: [{ sequence: 3, by: 'elodie', at, text: '<img src=x onerror=alert(1)>' }] });
    expect(page().querySelector('.said__text img')).toBeNull();
    expect(page().querySelector('.said__text')!.textContent).toBe('<img src=x onerror=alert(1)>');
  });

  test('is one stream: public and private in the one order, under one name while it goes on', () => {
    const message = (sequence: number, by: string, thread?: string) => ({ sequence, by, at, text: String(sequence), ...(thread ? { thread } : {}) });
    const view = { ...live, chat: [message(1, 'zoe'), message(2, 'zoe'), message(5, 'zoe')], teacherChat: [message(4, 'zoe', 'zoe')] };
    const lines = timelineOf(view, claire, []);
    expect(lines.map((line) => line.kind === 'message' && [line.message.sequence, line.startsGroup])).toEqual([
      [1, true],
      [2, false],
      [4, true],
      [5, true],
    ]);
  });
});

describe('polls', () => {
  const open = { sequence: 4, asked: { kind: 'choices' as const, question: 'Combien ?', choices: ['un', 'deux'] }, open: true, answers: {} };

  test('a student answers with one press', async () => {
    await show(<PollPanel />, zoe, { ...live, polls: [open] });
    await press('deux');
    expect(commands()).toEqual([{ type: 'answerPoll', poll: 4, choices: [1] }]);
  });

  test('a teacher sees named answers as they come, closes, and publishes', async () => {
    await show(<PollPanel />, claire, { ...live, polls: [{ ...open, answers: { zoe: { choices: [1] }, elodie: { choices: [1] } } }] });
    expect(page().querySelector('.tally')!.textContent).toContain('2 · 100%');
    await press('Close answers');
    expect(commands()).toEqual([{ type: 'closePoll', poll: 4 }]);

    await show(<PollPanel />, claire, { ...live, polls: [{ ...open, open: false, tally: { answered: 2, counts: [0, 2], texts: [] } }] });
    await press('Show everybody the result');
    expect(commands()).toEqual([{ type: 'publishPoll', poll: 4 }]);
  });

  test('a student sees no result before it is published', async () => {
    await show(<PollPanel />, zoe, { ...live, polls: [{ ...open, open: false }] });
    expect(page().querySelector('.tally')).toBeNull();
    await show(<PollPanel />, zoe, { ...live, polls: [{ ...open, open: false, published: { answered: 2, counts: [0, 2], texts: [] } }] });
    expect(page().querySelector('.tally')).not.toBeNull();
  });

  test.each<[Partial<PollDraft>, unknown]>([
    [{ question: ' ' }, undefined],
    [{ kind: 'choices', choices: ['un', ' '] }, undefined],
    [{}, { type: 'askPoll', kind: 'yesNo', question: 'Prêts ?', anonymous: false }],
    [{ kind: 'choices', choices: ['un ', '', 'deux'], several: true }, { type: 'askPoll', kind: 'choices', question: 'Prêts ?', choices: ['un', 'deux'], severalAnswers: true, anonymous: false }],
  ])('%o is asked as %o', (change, expected) => {
    expect(commandOf({ kind: 'yesNo', question: 'Prêts ?', choices: ['', ''], several: false, anonymous: false, ...change })).toEqual(expected);
  });
});

describe('the board and its controls', () => {
  test('before the lesson the teacher starts it, and a student is told to wait', async () => {
    await show(<Board />, claire, { ...live, phase: 'planned' });
    await press('Start the lesson');
    expect(commands()).toEqual([{ type: 'startLesson' }]);

    await show(<Board />, zoe, { ...live, phase: 'planned' });
    expect(page().textContent).toContain('You are in the right place');
    expect(button('Start the lesson')).toBeUndefined();
  });

  test('a student raises a hand and knows their place', async () => {
    await show(<Controls />, zoe, live);
    await press('Raise hand');
    expect(commands()).toEqual([{ type: 'raiseHand' }]);

    await show(<Controls />, zoe, { ...live, hands: [{ participant: 'elodie', at }, { participant: 'zoe', at }] });
    expect(page().textContent).toContain('You are number 2');
    await press('Lower hand');
    expect(commands()).toEqual([{ type: 'lowerHand' }]);
  });

  test('closed hands cannot be raised', async () => {
    await show(<Controls />, zoe, { ...live, handsOpen: false });
    expect(button('Hands closed').disabled).toBe(true);
  });

  test('the lesson ends only after a question', async () => {
    await show(<Controls />, claire, live);
    await press('End the lesson');
    expect(commands()).toEqual([]);
    await act(() => [...page().querySelectorAll<HTMLElement>('dialog button')].at(-1)!.click());
    expect(commands()).toEqual([{ type: 'endLesson' }]);
  });

  test('whoever was sent out sees that and nothing else', async () => {
    await show(<Board />, zoe, { ...INITIAL_VIEW, ejected: true });
    expect(page().textContent).toContain('The teacher sent you out');
  });
});
