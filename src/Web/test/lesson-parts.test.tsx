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
import { Panels } from '../src/lesson/panels';
import { peopleOf } from '../src/lesson/people/people-list';
import { PeoplePanel } from '../src/lesson/people/people-panel';
import { PollPanel } from '../src/lesson/poll/poll-panel';
import { commandOf } from '../src/lesson/poll/poll-form';
import { openRoom, RoomContext, tellRefusal, type PollDraft, type Room } from '../src/lesson/room';
import { Toasts } from '../src/ui';
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
    answers: async () => true,
    store: { load: () => undefined, counter: () => 0, save: () => {} },
    now: Date.now,
    random: () => 0,
    online: () => true,
    onRefused: (refusal, command) => tellRefusal(room, refusal, command),
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
  localStorage.clear();
  document.body.innerHTML = '<div id="app"></div>';
});

afterEach(() => {
  render(null, page());
  room?.link.stop();
});

describe('the lobby', () => {
  test('says who is in, teachers first, and the name one is seen by', async () => {
    await show(<Board />, zoe, { ...live, phase: 'planned' });
    expect([...page().querySelectorAll('.lobby__faces li span:last-child')].map((one) => one.textContent)).toEqual(['Claire Fontaine', 'Élodie Éluard']);
    expect(page().querySelector('.lobby__you strong')!.textContent).toBe('Zoé Lefèvre');
  });
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

  test('are counted in their tab, and hands beside them', async () => {
    await show(<Panels />, claire, { ...live, hands: [{ participant: 'zoe', at }] });
    const badges = [...page().querySelector('[role=tab]')!.querySelectorAll('.badge')];
    expect(badges.map((badge) => badge.textContent)).toEqual(['2', '1 Raised hands']);
    expect(badges[1]!.querySelector('svg')).not.toBeNull();
  });

  test('are given pages to turn only while some are shown', async () => {
    await show(<PeoplePanel />, claire, live);
    await press('Actions for Zoé Lefèvre');
    expect(button('Let turn the pages')).toBeUndefined();
    render(null, page());
    await show(<PeoplePanel />, claire, { ...live, stage: { deck: 'd', page: 1, pages: 3 } });
    await press('Actions for Zoé Lefèvre');
    await press('Let turn the pages');
    expect(commands()).toEqual([{ type: 'givePresenter', participant: 'zoe' }]);
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

  test('addresses can be pressed, and go nowhere by themselves', async () => {
    await show(<ChatPanel />, zoe, { ...live, chat: [{ sequence: 3, by: 'elodie', at, text: 'ici : https://example.org/a?b=c#d, puis javascript:alert(1)' }] });
    const links = [...page().querySelectorAll<HTMLAnchorElement>('.said__text a')];
    expect(links.map((link) => [link.getAttribute('href'), link.target, link.rel, link.textContent])).toEqual([
      ['https://example.org/a?b=c#d', '_blank', 'noopener noreferrer nofollow', 'https://example.org/a?b=c#d'],
    ]);
    expect(page().querySelector('.said__text')!.textContent).toBe('ici : https://example.org/a?b=c#d, puis javascript:alert(1)');
  });

  test('after the lesson nobody is told to write, and nothing can be sent again', async () => {
    await show(<ChatPanel />, zoe, { ...live, chatOpen: false });
    await enter('chut');
    await refuse(1, 'lessonEnded');
    expect(button('Send again')).toBeDefined();
    await act(() => handlers.onMessage('Entries', { epoch: 1, from: 10, to: 10, entries: [{ sequence: 10, epoch: 1, at, by: 'claire', audience: 'all', event: { type: 'lessonEnded', reason: 'byTeacher' } }] }));
    expect(page().textContent).not.toContain('Only the teacher writes');
    expect(button('Send again')).toBeUndefined();
    expect(button('Discard')).toBeDefined();

    await show(<ChatPanel />, claire, { ...live, phase: 'ended', chatOpen: false });
    expect(page().textContent).toBe('Nothing was written in this lesson.');
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

  test('a closed question stays on the board, and a student sees what they answered, also anonymously', async () => {
    const anonymous = { ...open, asked: { ...open.asked, anonymous: true } };
    await show([<Board key="board" />, <PollPanel key="poll" />], zoe, { ...live, polls: [anonymous] });
    await press('deux');
    await act(() => handlers.onMessage('Answered', { counter: 1 }));
    expect(page().textContent).toContain('Answer recorded');
    await act(() => handlers.onMessage('Entries', { epoch: 1, from: 10, to: 11, entries: [{ sequence: 11, epoch: 1, at, by: 'claire', audience: 'all', event: { type: 'pollClosed', poll: 4 } }] }));
    expect(page().querySelector('#board')!.textContent).toContain('Combien ?');
    expect(page().querySelector('.poll')!.textContent).toContain('Your answer: deux');
  });

  test('an answer that was refused is not called recorded', async () => {
    await show(<PollPanel />, zoe, { ...live, polls: [open] });
    await press('deux');
    await refuse(1, 'pollClosed');
    expect(page().textContent).not.toContain('Answer recorded');
  });

  test.each([
    [false, 'Your answer was not taken: That poll is closed.', 'it counts'],
    [true, 'If your answer came in before, it counts.', 'Your answer was not taken'],
  ])('an answer that came back refused from a closed poll is not called lost if nobody knows: anonymous %s', async (anonymous, said, unsaid) => {
    await show([<PollPanel key="poll" />, <Toasts key="toasts" />], zoe, { ...live, polls: [{ sequence: 4, asked: { kind: 'typed', question: 'Combien ?', choices: [], anonymous }, open: true, answers: {} }] });
    const field = page().querySelector<HTMLInputElement>('.answer input')!;
    await act(() => {
      field.value = 'deux';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await press('Answer');
    await refuse(1, 'pollClosed');
    const refused = page().querySelector('.notice')!.textContent;
    expect(refused).toContain(said);
    expect(refused).toContain('deux');
    expect(refused).not.toContain('Send again'); // A poll that closed stays so.
    expect(page().querySelector('.toasts')!.textContent).toContain(said.replace(/^.*: /, ''));
    expect(page().textContent).not.toContain(unsaid);
  });

  test.each([
    [undefined, 'Fewer than five answers so far.'],
    [{ answered: 10, counts: [4, 6], texts: [] }, '10 answers.'], // So also by a node of an earlier build.
  ])('the teacher of an open anonymous poll is told what is known: %o', async (tally, expected) => {
    await show(<PollPanel />, claire, { ...live, polls: [{ ...open, asked: { ...open.asked, anonymous: true }, ...(tally ? { tally } : {}) }] });
    expect([page().querySelector('.poll .poll__note')!.textContent, page().querySelector('.tally')]).toEqual([`${expected} The result appears when you close the poll.`, null]);
  });

  test('a teacher is warned that few answers hide nobody', async () => {
    await show(<PollPanel />, claire, live);
    await press('New poll');
    const box = [...page().querySelectorAll<HTMLInputElement>('dialog input[type=checkbox]')].at(-1)!;
    await act(() => box.click());
    expect(page().querySelector('dialog')!.textContent).toContain('2 students are here: the result may give away');
  });

  test('what is missing in one kind of poll is not held against another', async () => {
    await show(<PollPanel />, claire, live);
    await press('New poll');
    await press('Ask the question');
    expect(page().textContent).toContain('Ask a question.');
    await press('Choices');
    expect(page().textContent).not.toContain('Give at least two choices.');
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
    expect(page().textContent).toContain('Number 2 in line');
    await press('Lower hand');
    expect(commands()).toEqual([{ type: 'lowerHand' }]);
  });

  test('closed hands cannot be raised', async () => {
    await show(<Controls />, zoe, { ...live, handsOpen: false });
    expect(button('Raise hand').disabled).toBe(true);
    expect(page().textContent).toContain('Not for now');
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
    expect(page().textContent).toContain('You were sent out');
  });
});
