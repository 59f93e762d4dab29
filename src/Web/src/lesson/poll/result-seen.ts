import { useEffect } from 'preact/hooks';
import type { Room } from '../room';

/** Whether the result of the latest question was shown to all, and this student has had it before them nowhere yet. */
export function isResultNew(room: Room): boolean {
  const poll = room.view.value.polls.at(-1);
  return !room.isTeacher.value && poll?.published !== undefined && !poll.hidden && room.resultSeen.value < poll.sequence;
}

/** What draws the latest question has shown its result, too. */
export function useResultSeen(room: Room): void {
  const poll = room.view.value.polls.at(-1);
  const shown = poll?.published !== undefined && !poll.hidden ? poll.sequence : 0;
  useEffect(() => {
    if (shown > room.resultSeen.value) {
      room.resultSeen.value = shown;
    }
  }, [room, shown]);
}
