import type { LessonEvent, PollAsked, Tally } from './events';
import { holdsTeachersPart, type LessonView, type PollInLesson } from './view';

const POLLS_MAX = 20;
const TEXTS_MAX = 50;

// Mirrors Domain/Lessons/PollFold and Tallies.

/** Adds a poll; single answers of earlier ones are let go, their tallies stay. */
export function askPoll(view: LessonView, sequence: number, event: PollAsked & { type: 'pollAsked' }): LessonView {
  const { type: _, ...asked } = event;
  const earlier = view.polls.map((poll) => ({ ...poll, answers: {} }));
  return { ...view, polls: [...earlier, { sequence, asked, open: true, answers: {} }].slice(-POLLS_MAX) };
}

export function answerPoll(view: LessonView, event: Extract<LessonEvent, { type: 'pollAnswered' }>): LessonView {
  const answer = event.text === undefined ? { choices: event.choices } : { choices: event.choices, text: event.text };
  return updatePoll(view, event.poll, (poll) => ({ ...poll, answers: { ...poll.answers, [event.answerer]: answer } }));
}

export function closePoll(view: LessonView, id: number): LessonView {
  return updatePoll(view, id, ({ open: _, ...poll }) => ({
    ...poll,
    ...(poll.asked.anonymous ? { answers: {} } : holdsTeachersPart(view) ? { tally: tallyOf(poll) } : {}),
  }));
}

export function updatePoll(view: LessonView, id: number, change: (poll: PollInLesson) => PollInLesson): LessonView {
  return { ...view, polls: view.polls.map((poll) => (poll.sequence === id ? change(poll) : poll)) };
}

/** The tally of the answers a poll holds. */
export function tallyOf(poll: PollInLesson): Tally {
  const counts = new Array<number>(choicesOf(poll.asked)).fill(0);
  const texts = new Map<string, number>();
  const answers = Object.values(poll.answers);
  for (const { choices, text } of answers) {
    for (const choice of choices) {
      counts[choice]!++;
    }

    if (text !== undefined) {
      texts.set(text, (texts.get(text) ?? 0) + 1);
    }
  }

  const byCount = [...texts].map(([text, count]) => ({ text, count })).sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
  return { answered: answers.length, counts, texts: byCount.slice(0, TEXTS_MAX) };
}

/** How many choices there are; 0 for typed answers. */
export function choicesOf(asked: PollAsked): number {
  switch (asked.kind) {
    case 'yesNo':
    case 'trueFalse':
      return 2;
    case 'choices':
      return asked.choices.length;
    case 'typed':
      return 0;
  }
}
