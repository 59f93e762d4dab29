import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { ArrowDown, MessageCircle, MessageSquareLock, Search } from 'lucide-preact';
import { isolated, t } from '../../i18n';
import type { ChatMessage } from '../../protocol';
import { Button, EmptyState, IconButton, Notice } from '../../ui';
import { useRoom, type Room } from '../room';
import { ChatLine } from './chat-line';
import { Composer } from './composer';
import { MessageHistory } from './history';
import { OlderButton } from './older';
import { ChatSearch } from './search';
import { timelineOf } from './timeline';
import './chat.css';

/** How near the end counts as reading along, in pixels. */
const NEAR_END_PX = 80;

/** Messages in the view, or UTF-16 code units in them, from which on there may be older ones: of a private thread it holds twenty messages, or 4,000 code units. */
const OLDER_FROM = 10;
const OLDER_FROM_LENGTH = 2_000;

/** What stands in place of a conversation before there is one. */
const EMPTY = { planned: 'lesson.chat.notYet', live: 'lesson.chat.empty', ended: 'lesson.chat.nothing' } as const;

/** The conversation: one stream of what was said to all and in private, and a place to write. */
export function ChatPanel() {
  const room = useRoom();
  const view = room.view.value;
  const history = useMemo(() => new MessageHistory(room.lesson, () => heldFrom(room)), [room]);
  const held = [...view.chat, ...view.teacherChat, ...ownThread(room)];
  history.keep(held);
  const isSearching = useSignal(false);
  const lines = timelineOf(view, room.you.value, room.link.outgoing.value, history.messages.value.length > 0 ? history.all : []);
  const mayBeMore = history.messages.value.length > 0 || held.length >= OLDER_FROM || held.reduce((length, { text = '' }) => length + text.length, 0) >= OLDER_FROM_LENGTH;
  const { list, isBehind, toEnd, onScroll } = useReadingAlong(lines.at(-1)?.key, lines[0]?.key, () => mayBeMore && void history.more());

  return (
    <section class="chat" aria-label={t('lesson.talk')}>
      {isSearching.value ? (
        <ChatSearch onClose={() => (isSearching.value = false)} />
      ) : (
        lines.length > 0 && (
          <span class="chat__find">
            <IconButton icon={Search} size="small" label={t('room.history.search')} onClick={() => (isSearching.value = true)} />
          </span>
        )
      )}
      <div class="panel-scroll chat__list" ref={list} onScroll={onScroll} role="log" aria-live="off" aria-label={t('lesson.chat.messages')} tabIndex={0}>
        {lines.length === 0 ? (
          <EmptyState icon={MessageCircle} title={t(EMPTY[view.phase])} />
        ) : (
          <>
            {mayBeMore && <OlderButton history={history} />}
          <ol>
            {lines.map((line) => (
              <ChatLine key={line.key} line={line} onEdit={(message, text) => edit(room, message, text)} />
            ))}
          </ol>
          </>
        )}
      </div>
      {isBehind.value && (
        <div class="chat__behind">
          <Button size="small" kind="primary" icon={ArrowDown} onClick={toEnd}>
            {t('lesson.chat.newBelow')}
          </Button>
        </div>
      )}
      <Typing />
      {!view.chatOpen && view.phase === 'live' && (
        <div class="chat__closed">
          <Notice tone="sun" icon={MessageSquareLock}>
            {t(room.isTeacher.value ? 'lesson.chat.closedTeacher' : 'lesson.chat.closed')}
          </Notice>
        </div>
      )}
      <Composer />
    </section>
  );
}

/** What a student and the teachers said to each other. */
function ownThread(room: Room): readonly ChatMessage[] {
  const { threads } = room.view.value;
  const me = room.you.value?.participant;
  return me !== undefined && Object.hasOwn(threads, me) ? threads[me]! : [];
}

/** From where on the view surely holds everything: each of its lists begins at another place. */
function heldFrom(room: Room): number | undefined {
  const { chat, teacherChat } = room.view.value;
  const firsts = [chat, teacherChat, ownThread(room)].flatMap((messages) => messages[0]?.sequence ?? []);
  return firsts.length === 0 ? undefined : Math.max(...firsts);
}

function edit(room: Room, message: number, text: string): void {
  room.draft.value = text;
  room.editing.value = { message, text };
}

/** Keeps the end in sight for whoever reads along, and leaves those alone who scrolled back. */
function useReadingAlong(last: string | undefined, first: string | undefined, onTop: () => void) {
  const list = useRef<HTMLDivElement>(null);
  const readsAlong = useRef(true);
  const isBehind = useSignal(false);

  function toEnd(): void {
    list.current?.scrollTo({ top: list.current.scrollHeight });
    isBehind.value = false;
  }

  useLayoutEffect(() => {
    if (readsAlong.current) {
      toEnd();
    } else {
      isBehind.value = true;
    }
  }, [last]);

  // What comes in above must not move what is being read.
  const heightBefore = useRef(0);
  useLayoutEffect(() => {
    const box = list.current;
    if (box !== null && !readsAlong.current && box.scrollTop < NEAR_END_PX) {
      box.scrollTop += Math.max(0, box.scrollHeight - heightBefore.current);
    }
  }, [first]);
  useLayoutEffect(() => void (heightBefore.current = list.current?.scrollHeight ?? 0));

  // A keyboard that opens, or a window that turns, must not push the end out of sight.
  useEffect(() => {
    const observer = new ResizeObserver(() => {
      if (readsAlong.current) {
        toEnd();
      }
    });
    observer.observe(list.current!);
    return () => observer.disconnect();
  }, []);

  function onScroll(): void {
    const box = list.current;
    readsAlong.current = box === null || box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
    if (readsAlong.current) {
      isBehind.value = false;
    } else if (box !== null && box.scrollTop < NEAR_END_PX) {
      onTop();
    }
  }

  return { list, isBehind, toEnd, onScroll };
}

/** Who is writing; not read aloud. */
function Typing() {
  const room = useRoom();
  const names = room.view.value.phase !== 'live' ? [] : room.link.fleeting.value.flatMap(({ by, signal }) => (signal.type === 'typing' && by !== room.you.value?.participant ? [room.nameOf(by)] : []));
  return (
    <p class="chat__typing" aria-hidden="true">
      {names.length > 0 && t('lesson.chat.typing', { count: names.length, names: names.slice(0, 3).map(isolated).join(', ') })}
    </p>
  );
}
