import type { Audience, LessonEntry, Viewer } from './events';
import { INITIAL_VIEW, type LessonView, type PollInLesson } from './view';

// Mirrors Domain/Lessons/Views. The law, for every viewer and every cut of a history: the view of the whole equals the view of
// the prefix, folded with those entries of the tail that the viewer may see.

/** The part of the whole that the viewer may see. */
export function viewOf(content: LessonView, viewer: Viewer): LessonView {
  if (content.sentOut.includes(viewer.participant)) {
    return viewOfEjected(viewer);
  }

  return viewer.role === 'teacher'
    ? { ...content, viewer, threads: {}, polls: content.polls.map((poll) => (poll.asked.anonymous ? { ...poll, answers: {} } : poll)) }
    : {
        ...content,
        viewer,
        sentOut: [],
        teacherChat: [],
        threads: only(content.threads, viewer.participant),
        polls: content.polls.map((poll) => pollForStudent(poll, viewer.participant)),
        decks: [],
      };
}

/** Whether the viewer may see the entry, given the whole lesson before it. */
export function maySee(before: LessonView, entry: LessonEntry, viewer: Viewer): boolean {
  return includes(entry.audience, viewer) && !before.sentOut.includes(viewer.participant);
}

/** All that somebody who was sent out sees. */
export function viewOfEjected(viewer: Viewer): LessonView {
  return { ...INITIAL_VIEW, viewer, ejected: true };
}

function includes(audience: Audience, viewer: Viewer): boolean {
  switch (audience) {
    case 'all':
      return true;
    case 'teachers':
      return viewer.role === 'teacher';
    case 'nobody':
      return false;
    default:
      return (audience.teachers === true && viewer.role === 'teacher') || audience.named.includes(viewer.participant);
  }
}

function pollForStudent({ tally: _, ...poll }: PollInLesson, student: string): PollInLesson {
  return { ...poll, answers: poll.asked.anonymous ? {} : only(poll.answers, student) };
}

function only<T>(all: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  return Object.hasOwn(all, key) ? { [key]: all[key]! } : {};
}
