import { useSignal } from '@preact/signals';
import { Search, X } from 'lucide-preact';
import { useMemo } from 'preact/hooks';
import type { Sought } from '../../api/messages';
import { t } from '../../i18n';
import { byName, formatTime } from '../../i18n/format';
import { Avatar, Button, Field, IconButton, Select } from '../../ui';
import { useRoom, type Room } from '../room';
import { MessageHistory } from './history';

/** Searches everything that was said and may be read, or what was said in private with one student. */
export function ChatSearch({ onClose }: { onClose: () => void }) {
  const room = useRoom();
  const text = useSignal('');
  const whom = useSignal('');
  const asked = useSignal<Sought>({});
  const found = useMemo(() => new MessageHistory(room.lesson, () => undefined, asked.value), [room, asked.value]);
  const threads = threadsOf(room);
  const ask = () => (asked.value = { search: text.value.trim(), with: whom.value });
  return (
    <div class="chat__search">
      <form
        role="search"
        class="chat__search-form"
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <Field label={t('room.history.search')} value={text.value} onText={(value) => (text.value = value)} maxLength={100} autoComplete="off" />
        <IconButton type="submit" kind="primary" icon={Search} label={t('room.history.search')} />
        <IconButton icon={X} label={t('ui.close')} onClick={onClose} />
        {threads.length > 0 && (
          <Select
            label={t('room.history.where')}
            value={whom.value}
            onText={(value) => {
              whom.value = value;
              ask();
            }}
            options={[{ value: '', label: t('room.history.everywhere') }, ...threads]}
          />
        )}
      </form>
      {(asked.value.search || asked.value.with) && <Found key={`${asked.value.with} ${asked.value.search}`} found={found} />}
      {found.messages.value.length > 0 && (
        <ol class="chat__found">
          {found.messages.value.map((message) => (
            <li key={message.sequence} class="person">
              <Avatar id={message.by} name={room.nameOf(message.by)} size="small" />
              <span class="person__text">
                <span class="person__fact">
                  <bdi>{room.nameOf(message.by)}</bdi> · {formatTime(new Date(message.at))}
                </span>
                <span class="person__name" dir="auto">
                  {message.text ?? t('lesson.chat.deleted')}
                </span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** The private conversations that there may be: for a teacher with each student who is here or wrote lately, for a student their own. */
function threadsOf(room: Room): { value: string; label: string }[] {
  const { people, teacherChat, threads } = room.view.value;
  if (!room.isTeacher.value) {
    const me = room.you.value?.participant;
    return me !== undefined && Object.hasOwn(threads, me) ? [{ value: me, label: t('room.history.withTeachers') }] : [];
  }

  const students = new Set([...teacherChat.flatMap(({ thread }) => thread ?? []), ...Object.entries(people).flatMap(([one, { role }]) => (role === 'student' ? one : []))]);
  const named = [...students].map((student) => ({ value: student, name: room.nameOf(student) })).sort((a, b) => byName(a.name, b.name));
  return named.map(({ value, name }) => ({ value, label: t('room.history.with', { name }) }));
}

/** How a search stands; begins it. */
function Found({ found }: { found: MessageHistory }) {
  useMemo(() => void found.more(), [found]);
  const state = found.state.value;
  return (
    <div class="chat__older" role="status">
      {state === 'end' ? (
        <span class="said__time">{t('room.history.found', { count: found.messages.value.length })}</span>
      ) : (
        <Button size="small" kind="quiet" busy={state === 'reading'} onClick={() => void found.more()}>
          {t(state === 'failed' ? 'room.history.failed' : 'room.history.further')}
        </Button>
      )}
    </div>
  );
}
