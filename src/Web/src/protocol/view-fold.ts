import { deleteMessage, editMessage, postMessage } from './chat-fold';
import type { LessonEndReason, LessonEntry, LessonEvent, Viewport } from './events';
import { answerPoll, askPoll, closePoll, updatePoll } from './poll-fold';
import { holdsTeachersPart, isWhole, WHOLE_PAGE, type DeckInLesson, type LessonView, type PersonInLesson, type RaisedHand } from './view';
import { viewOfEjected } from './views';

/**
 * Applies an entry that the view's viewer may see. Mirrors Domain/Lessons/ViewFold line by line; tests/golden holds both to
 * the same histories. No default: a new event does not compile before it has a fold.
 */
export function applyEntry(view: LessonView, entry: LessonEntry): LessonView {
  return view.ejected ? view : fold(view, entry, entry.event);
}

function fold(view: LessonView, entry: LessonEntry, event: LessonEvent): LessonView {
  switch (event.type) {
    case 'lessonStarted':
      return withPresenter({ ...view, phase: 'live', startedAt: entry.at, endsAt: event.endsAt }, entry.by ?? undefined);
    case 'lessonEndMoved':
      return { ...view, endsAt: event.endsAt };
    case 'lessonEnded':
      return end(view, entry.at, event.reason);
    case 'presenceChanged':
      return changePresence(view, event, entry.at);
    case 'placesReleased':
      return event.participants.reduce(release, view);
    case 'participantEjected':
      return eject(view, event.participant);
    case 'participantReadmitted':
      return { ...view, sentOut: view.sentOut.filter((participant) => participant !== event.participant) };
    case 'presenterChanged':
      return withPresenter(view, event.presenter);
    case 'messagePosted':
      return postMessage(view, entry, event.text, event.text.length, event.thread);
    case 'messageEdited':
      return editMessage(view, event.message, event.text, event.text.length);
    case 'messageRedacted':
      return event.message === entry.sequence
        ? postMessage(view, entry, undefined, event.length, event.thread)
        : editMessage(view, event.message, undefined, event.length);
    case 'messageDeleted':
      return deleteMessage(view, event.message);
    case 'chatOpened':
      return { ...view, chatOpen: true };
    case 'chatClosed':
      return { ...view, chatOpen: false };
    case 'handRaised':
      return { ...view, hands: [...lower(view.hands, entry.by!), { participant: entry.by!, at: entry.at }] };
    case 'handLowered':
      return { ...view, hands: lower(view.hands, event.participant) };
    case 'allHandsLowered':
      return { ...view, hands: [] };
    case 'handsOpened':
      return { ...view, handsOpen: true };
    case 'handsClosed':
      return { ...view, handsOpen: false };
    case 'pollAsked':
      return askPoll(view, entry.sequence, event);
    case 'pollKeyCreated':
    case 'pollKeyDestroyed':
      return view; // Kept for the rules alone.
    case 'pollAnswered':
      return answerPoll(view, event);
    case 'pollTallied':
      return updatePoll(view, event.poll, (poll) => ({ ...poll, tally: event.tally }));
    case 'pollClosed':
      return closePoll(view, event.poll);
    case 'pollPublished':
      return updatePoll(view, event.poll, ({ hidden: _, ...poll }) => ({ ...poll, published: event.tally }));
    case 'pollHidden':
      return updatePoll(view, event.poll, (poll) => ({ ...poll, hidden: true }));
    case 'deckAdded':
      return { ...view, decks: [...view.decks, { deck: event.deck, title: event.title, pages: event.pages }] };
    case 'deckRemoved':
      return { ...view, decks: view.decks.filter(({ deck }) => deck !== event.deck) };
    case 'deckPlaced':
      return { ...view, decks: placed(view.decks, event.deck, event.place) };
    case 'deckShown':
      return { ...view, stage: { deck: event.deck, pages: event.pages, page: event.page } };
    case 'deckHidden':
      return withoutStage(view);
    case 'pageTurned':
      return withViewport(view, WHOLE_PAGE, event.page);
    case 'viewportMoved':
      return withViewport(view, event.viewport, view.stage?.page);
  }
}

function end(view: LessonView, at: string, reason: LessonEndReason): LessonView {
  return withPresenter({ ...view, phase: 'ended', endedAt: at, endReason: reason, people: {}, hands: [] }, undefined);
}

function changePresence(view: LessonView, changed: Extract<LessonEvent, { type: 'presenceChanged' }>, at: string): LessonView {
  const people: Record<string, PersonInLesson> = { ...view.people };
  for (const { participant, role } of changed.arrived) {
    people[participant] = role === undefined ? { since: at } : { since: at, role };
  }

  for (const departure of changed.left) {
    const person = Object.hasOwn(people, departure.participant) ? people[departure.participant] : undefined;
    if (person) {
      people[departure.participant] = { ...person, leftAt: departure.at };
    }
  }

  return { ...view, people };
}

function placed(decks: readonly DeckInLesson[], deck: string, place: number): readonly DeckInLesson[] {
  const others = decks.filter((one) => one.deck !== deck);
  const moved = decks.filter((one) => one.deck === deck);
  return [...others.slice(0, place - 1), ...moved, ...others.slice(place - 1)];
}

function release(view: LessonView, participant: string): LessonView {
  const { [participant]: _, ...people } = view.people;
  const released = { ...view, people, hands: lower(view.hands, participant) };
  return view.presenter === participant ? withPresenter(released, undefined) : released;
}

function eject(view: LessonView, participant: string): LessonView {
  if (view.viewer?.participant === participant) {
    return viewOfEjected(view.viewer);
  }

  const released = release(view, participant);
  return holdsTeachersPart(view) ? { ...released, sentOut: [...released.sentOut.filter((other) => other !== participant), participant] } : released;
}

function lower(hands: readonly RaisedHand[], participant: string): readonly RaisedHand[] {
  return hands.filter((hand) => hand.participant !== participant);
}

function withPresenter(view: LessonView, presenter: string | undefined): LessonView {
  const { presenter: _, ...rest } = view;
  return presenter === undefined ? rest : { ...rest, presenter };
}

function withViewport(view: LessonView, viewport: Viewport, page: number | undefined): LessonView {
  if (view.stage === undefined || page === undefined) {
    return view;
  }

  const { viewport: _, ...stage } = view.stage;
  return { ...view, stage: isWhole(viewport) ? { ...stage, page } : { ...stage, page, viewport } };
}

function withoutStage(view: LessonView): LessonView {
  const { stage: _, ...rest } = view;
  return rest;
}
