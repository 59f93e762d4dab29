import { effect, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../i18n';
import { toast } from '../ui';
import { Crier, newsSince, pagesFor, type News } from './news';
import { useRoom, type Room } from './room';

/** At least so long between two announcements, in milliseconds. */
const EVERY_MS = 3_000;
const NAMED_MAX = 3;

/** The one place that speaks up by itself for those who do not see the page: raised hands, messages to them, questions. */
export function Announcer() {
  const room = useRoom();
  const said = useSignal('');
  useEffect(() => {
    const crier = new Crier(EVERY_MS, (news) => (said.value = textOf(room, news)));
    let before = room.link.replica.value;
    const stop = effect(() => {
      const after = room.link.replica.value;
      const you = room.you.value;
      if (before !== undefined && after !== undefined && you !== undefined) {
        crier.add(newsSince(before.view, after.view, you));
        const pages = you.role === 'teacher' ? undefined : pagesFor(before.view, after.view, you.participant);
        if (pages !== undefined) {
          toast(t(`room.pages.${pages}`), pages === 'given' ? 'good' : 'info'); // Toasts are seen and read aloud both.
        }
      }

      before = after;
    });
    return () => {
      stop();
      crier.stop();
    };
  }, [room]);

  return (
    <p class="visually-hidden announcer" aria-live="polite" aria-atomic="true">
      {said.value}
    </p>
  );
}

function textOf(room: Room, { hands, messages, polls }: News): string {
  const names = (ids: readonly string[]) => ({ count: ids.length, names: ids.slice(0, NAMED_MAX).map(room.nameOf).join(', ') });
  return [
    hands.length > 0 && t('room.news.hands', names(hands)),
    messages.length > 0 && t('room.news.messages', names(messages)),
    ...polls.map((question) => t('room.news.poll', { question })),
  ]
    .filter((text) => text !== false)
    .join(' ');
}
