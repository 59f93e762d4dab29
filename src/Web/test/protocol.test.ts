import { describe, expect, test } from 'vitest';
import { applyEntry, INITIAL_VIEW, isKnown, maySee, tallyOf, viewOf, type Audience, type LessonEntry, type LessonEvent, type LessonView, type Viewer } from '../src/protocol';

const teacher: Viewer = { participant: 'teacher', role: 'teacher' };
const ada: Viewer = { participant: 'ada' };
const bob: Viewer = { participant: 'bob' };

/** Entries in order, a second apart, seen by all unless said otherwise. */
function history(...events: (LessonEvent | [LessonEvent, { by?: string; audience?: Audience }])[]): LessonEntry[] {
  return events.map((item, at) => {
    const [event, { by = 'teacher', audience = 'all' }] = Array.isArray(item) ? item : [item, {}];
    return { sequence: at + 1, epoch: 1, at: new Date(Date.UTC(2026, 10, 24, 8, 0, at)).toISOString(), by, audience, event };
  });
}

const fold = (entries: readonly LessonEntry[], from: LessonView = INITIAL_VIEW) => entries.reduce(applyEntry, from);

const started: LessonEvent = { type: 'lessonStarted', endsAt: '2026-11-24T09:00:00.000Z' };
const arrived: LessonEvent = {
  type: 'presenceChanged',
  arrived: [{ participant: 'teacher', role: 'teacher' }, { participant: 'ada' }, { participant: 'bob' }],
  left: [],
};
const say = (by: string, text: string): [LessonEvent, { by: string }] => [{ type: 'messagePosted', text }, { by }];
const whisper = (by: string, thread: string, text: string): [LessonEvent, { by: string; audience: Audience }] => [
  { type: 'messagePosted', text, thread },
  { by, audience: { teachers: true, named: [thread] } },
];
const raise = (by: string): [LessonEvent, { by: string }] => [{ type: 'handRaised' }, { by }];

describe('the fold', () => {
  test('keeps hands in the order they were raised, once each', () => {
    const view = fold(history(started, arrived, raise('ada'), raise('bob'), raise('ada')));
    expect(view.hands.map((hand) => hand.participant)).toEqual(['bob', 'ada']);
  });

  test('a hand and a place go with whoever is sent out, and teachers know who was', () => {
    const view = fold(history(started, arrived, raise('ada'), { type: 'participantEjected', participant: 'ada' }));
    expect(view.hands).toEqual([]);
    expect(Object.keys(view.people)).toEqual(['teacher', 'bob']);
    expect(view.sentOut).toEqual(['ada']);
  });

  test('whoever is sent out sees nothing after', () => {
    const entries = history(started, arrived, { type: 'participantEjected', participant: 'ada' }, say('bob', 'psst'));
    const view = fold(entries, viewOf(INITIAL_VIEW, ada));
    expect(view).toEqual({ ...INITIAL_VIEW, viewer: ada, ejected: true });
  });

  test('a deleted message keeps its place without its text', () => {
    const view = fold(history(started, say('ada', 'oops'), say('bob', 'ok'), { type: 'messageDeleted', message: 2 }));
    expect(view.chat).toHaveLength(2);
    expect(view.chat[0]).toMatchObject({ sequence: 2, deleted: true, length: 0 });
    expect(view.chat[0]!.text).toBeUndefined();
  });

  test('a redacted log drops the same messages at the same steps', () => {
    const texts = Array.from({ length: 60 }, (_, n) => say('ada', `${n} `.repeat(60)));
    const whole = history(started, ...texts, { type: 'messageDeleted', message: 30 });
    const redacted = whole.map((entry) =>
      entry.sequence === 30 && entry.event.type === 'messagePosted'
        ? { ...entry, event: { type: 'messageRedacted', message: 30, length: entry.event.text.length } satisfies LessonEvent }
        : entry,
    );
    expect(fold(redacted).chat.map((message) => message.sequence)).toEqual(fold(whole).chat.map((message) => message.sequence));
  });

  test.each([
    ['50 messages', 60, 1, 50],
    ['10,000 units of text', 60, 300, 33],
    ['one message, however long', 2, 12_000, 1],
  ])('the chat is bounded by %s', (_, posted, length, kept) => {
    const view = fold(history(started, ...Array.from({ length: posted }, () => say('ada', 'x'.repeat(length)))));
    expect(view.chat).toHaveLength(kept);
    expect(view.chat.at(-1)!.sequence).toBe(posted + 1);
  });

  test.each([
    ['20 messages', 30, 1, 20],
    ['4,000 units of text', 30, 300, 13],
    ['one message, however long', 2, 5_000, 1],
  ])('a thread is bounded by %s', (_, posted, length, kept) => {
    const view = fold(history(started, ...Array.from({ length: posted }, () => whisper('ada', 'ada', 'x'.repeat(length)))));
    expect(view.threads['ada']).toHaveLength(kept);
  });

  test('the last twenty polls are kept, single answers of the latest alone', () => {
    const polls = Array.from({ length: 25 }, (_, n): LessonEvent => ({ type: 'pollAsked', kind: 'yesNo', question: String(n), choices: [] }));
    const answer: LessonEvent = { type: 'pollAnswered', poll: 2, answerer: 'ada', choices: [0] };
    const view = fold(history(started, polls[0]!, answer, ...polls.slice(1)));
    expect(view.polls.map((poll) => poll.asked.question)).toEqual(Array.from({ length: 20 }, (_, n) => String(n + 5)));
    expect(fold(history(started, polls[0]!, answer, polls[1]!)).polls[0]!.answers).toEqual({});
  });

  test('a lesson that ended has nobody in it', () => {
    const view = fold(history(started, arrived, raise('ada'), { type: 'lessonEnded', reason: 'byTeacher' }));
    expect(view).toMatchObject({ phase: 'ended', endReason: 'byTeacher', people: {}, hands: [] });
    expect(view).not.toHaveProperty('presenter');
  });

  test('does not change what it was given', () => {
    const before = fold(history(started, arrived, say('ada', 'hi')));
    const frozen = structuredClone(before);
    fold(history(started, arrived, say('ada', 'hi'), { type: 'messageDeleted', message: 3 }, raise('bob')).slice(3), before);
    expect(before).toEqual(frozen);
  });

  test('knows the events of its level and no other', () => {
    expect(isKnown({ type: 'handRaised' })).toBe(true);
    expect(isKnown({ type: 'handWaved' })).toBe(false);
    expect(isKnown({ type: 'constructor' })).toBe(false);
  });
});

describe('polls', () => {
  const asked: LessonEvent = { type: 'pollAsked', kind: 'typed', question: 'Un mot ?', choices: [] };
  const answer = (answerer: string, text: string): [LessonEvent, { by: string; audience: Audience }] => [
    { type: 'pollAnswered', poll: 2, answerer, choices: [], text },
    { by: answerer, audience: { teachers: true, named: [answerer] } },
  ];

  test('are tallied by frequency, then text', () => {
    const view = fold(history(started, asked, answer('a', 'oui'), answer('b', 'non'), answer('c', 'non'), answer('d', 'eh')));
    expect(tallyOf(view.polls[0]!)).toEqual({
      answered: 4,
      counts: [],
      texts: [
        { text: 'non', count: 2 },
        { text: 'eh', count: 1 },
        { text: 'oui', count: 1 },
      ],
    });
  });

  test('a changed answer counts once', () => {
    const view = fold(history(started, asked, answer('a', 'oui'), answer('a', 'non'), { type: 'pollClosed', poll: 2 }));
    expect(view.polls[0]).toMatchObject({ tally: { answered: 1, texts: [{ text: 'non', count: 1 }] } });
    expect(view.polls[0]!.open).toBeUndefined();
  });

  test('students see neither tallies nor each other’s answers before they are published', () => {
    const entries = history(started, asked, answer('ada', 'oui'), answer('bob', 'non'), { type: 'pollClosed', poll: 2 });
    const whole = fold(entries);
    expect(viewOf(whole, ada).polls[0]).toMatchObject({ answers: { ada: { text: 'oui' } } });
    expect(viewOf(whole, ada).polls[0]!.answers).not.toHaveProperty('bob');
    expect(viewOf(whole, ada).polls[0]).not.toHaveProperty('tally');
    expect(viewOf(whole, teacher).polls[0]!.tally?.answered).toBe(2);
  });
});

describe('the view law', () => {
  const entries = history(
    started,
    arrived,
    say('ada', 'bonjour'),
    whisper('bob', 'bob', 'je suis perdu'),
    whisper('teacher', 'bob', 'page 12'),
    [{ type: 'deckAdded', deck: 'd', title: 'Fractions', pages: 3 }, { audience: 'teachers' }],
    { type: 'deckShown', deck: 'd', pages: 3, page: 1 },
    { type: 'pollAsked', kind: 'yesNo', question: '?', choices: [], anonymous: true },
    [{ type: 'pollKeyCreated', poll: 8, key: 'k' }, { audience: 'nobody' }],
    [{ type: 'pollAnswered', poll: 8, answerer: 'pseudonym', choices: [0] }, { audience: 'nobody' }],
    [{ type: 'pollTallied', poll: 8, tally: { answered: 1, counts: [1, 0], texts: [] } }, { audience: 'teachers' }],
    { type: 'participantEjected', participant: 'bob' },
    raise('ada'),
    { type: 'pollClosed', poll: 8 },
    { type: 'lessonEnded', reason: 'byTeacher' },
  );

  test.each([teacher, ada, bob])('holds for $participant at every cut', (viewer) => {
    for (let cut = 0; cut <= entries.length; cut++) {
      let whole = fold(entries.slice(0, cut));
      let held = viewOf(whole, viewer);
      for (const entry of entries.slice(cut)) {
        if (maySee(whole, entry, viewer)) {
          held = applyEntry(held, entry);
        }

        whole = applyEntry(whole, entry);
      }

      expect(held, `cut at ${cut}`).toEqual(viewOf(whole, viewer));
    }
  });
});
