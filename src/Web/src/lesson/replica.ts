import { applyEntry, INITIAL_VIEW, isKnown, type LessonEntries, type LessonView, type LessonWelcome } from '../protocol';

/** What this page holds of the lesson: the view as of a sequence. Never changed in place. */
export type Replica = { readonly epoch: number; readonly sequence: number; readonly view: LessonView };

/** Either the new replica, or why the message cannot be folded: entries are missing before it, or one is of a kind this page does not know. */
export type Folded = { replica: Replica } | { problem: 'gap' | 'unknownEvent' };

/** Takes a welcome: a whole view, or word that what is held goes on. */
export function welcomed(held: Replica | undefined, welcome: LessonWelcome): Folded {
  if (welcome.view !== null) {
    return { replica: { epoch: welcome.epoch, sequence: welcome.sequence, view: { ...INITIAL_VIEW, ...welcome.view } } };
  }

  return held !== undefined && held.sequence === welcome.sequence ? { replica: { ...held, epoch: welcome.epoch } } : { problem: 'gap' };
}

/** Takes entries of a range. What is already covered is passed over, so that nothing is ever folded twice. */
export function received(held: Replica, batch: LessonEntries): Folded {
  if (batch.from > held.sequence + 1) {
    return { problem: 'gap' };
  }

  let view = held.view;
  for (const entry of batch.entries) {
    if (entry.sequence <= held.sequence) {
      continue;
    }

    if (!isKnown(entry.event)) {
      return { problem: 'unknownEvent' };
    }

    view = applyEntry(view, entry);
  }

  return { replica: { epoch: batch.epoch, sequence: Math.max(held.sequence, batch.to), view } };
}
