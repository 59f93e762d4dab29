import { useEffect, useRef } from 'preact/hooks';
import { Check, LockKeyhole, SendHorizontal, Users, X } from 'lucide-preact';
import { t } from '../../i18n';
import { isWritten, type LessonCommand } from '../../protocol';
import { IconButton, Menu, type MenuItem } from '../../ui';
import { useRoom, type Recipient, type Room } from '../room';

/** Longest message, in UTF-16 code units. */
const TEXT_MAX = 5_000;
/** How often others are told that somebody is writing, in milliseconds. */
const TYPING_EVERY_MS = 2_000;

/** Where one writes. Enter sends, Shift and Enter begin a new line; a draft survives a reload. */
export function Composer() {
  const room = useRoom();
  const box = useRef<HTMLTextAreaElement>(null);
  const { draft: text, editing } = room;
  const toldTyping = useRef(0);
  const { phase } = room.view.value;
  const recipient = recipientOf(room);
  const over = text.value.length - TEXT_MAX;

  useEffect(() => {
    if (editing.value !== undefined) {
      text.value ||= editing.value.text;
      box.current?.focus();
    }
  }, [editing.value]);

  useEffect(() => {
    // Grows with what is written, up to what the style sheet allows.
    if (box.current) {
      box.current.style.height = 'auto';
      box.current.style.height = `${box.current.scrollHeight}px`;
    }
  }, [text.value]);

  function write(value: string): void {
    text.value = value;
    if (recipient.kind === 'all' && value !== '' && Date.now() - toldTyping.current > TYPING_EVERY_MS) {
      toldTyping.current = Date.now();
      room.link.signal({ type: 'typing' });
    }
  }

  function send(): void {
    const said = text.value.trim();
    if (!isWritten(said) || over > 0) {
      return;
    }

    const command: LessonCommand = editing.value ? { type: 'editMessage', message: editing.value.message, text: said } : postOf(said, recipient, room);
    if (room.send(command)) {
      editing.value = undefined;
      write('');
    }
  }

  if (phase !== 'live' || room.view.value.ejected) {
    return null;
  }

  return (
    <form
      class={`composer${recipient.kind === 'all' ? '' : ' composer--private'}`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {editing.value ? (
        <div class="composer__to">
          <span>{t('lesson.chat.editing')}</span>
          <IconButton
            icon={X}
            size="small"
            label={t('ui.cancel')}
            onClick={() => {
              editing.value = undefined;
              write('');
            }}
          />
        </div>
      ) : (
        <ToWhom recipient={recipient} />
      )}
      <div class="composer__row">
        <textarea
          ref={box}
          class="composer__text"
          rows={1}
          value={text.value}
          placeholder={placeholderOf(recipient, room)}
          aria-label={placeholderOf(recipient, room)}
          aria-invalid={over > 0 || undefined}
          dir="auto"
          enterkeyhint="send"
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
              event.preventDefault();
              send();
            }
          }}
        />
        <IconButton type="submit" kind="primary" icon={editing.value ? Check : SendHorizontal} label={t(editing.value ? 'lesson.chat.saveEdit' : 'lesson.chat.send')} disabled={over > 0} />
      </div>
      {over > 0 && (
        <p class="composer__over">
          <span class="visually-hidden" role="alert">
            {t('lesson.chat.tooLongSaid')}
          </span>
          <span aria-hidden="true">{t('lesson.chat.tooLong', { over })}</span>
        </p>
      )}
    </form>
  );
}

/** To whom the message goes, and the way to change it. */
function ToWhom({ recipient }: { recipient: Recipient }) {
  const room = useRoom();
  const choices: MenuItem[] = [
    { label: t('lesson.chat.toAll'), icon: Users, onPick: () => (room.recipient.value = { kind: 'all' }) },
    ...(room.isTeacher.value ? [] : [{ label: t('lesson.chat.toTeachers'), icon: LockKeyhole, onPick: () => void (room.recipient.value = { kind: 'teachers' }) }]),
    ...(recipient.kind === 'student' ? [{ label: nameOf(recipient, room), icon: LockKeyhole, onPick: () => {} }] : []),
  ];
  return (
    <div class="composer__to" role="group" aria-label={t('lesson.chat.to')}>
      {choices.map((choice) => (
        <button key={choice.label} type="button" class="composer__choice" aria-pressed={choice.label === nameOf(recipient, room)} onClick={choice.onPick}>
          {choice.label}
        </button>
      ))}
      {room.isTeacher.value && <StudentMenu room={room} />}
    </div>
  );
}

function StudentMenu({ room }: { room: Room }) {
  const students = Object.entries(room.view.value.people).filter(([, person]) => person.role !== 'teacher' && person.leftAt === undefined);
  return students.length === 0 ? null : (
    <Menu
      label={t('lesson.chat.toStudent')}
      icon={LockKeyhole}
      labelled="small"
      up
      start
      items={students
        .map(([participant]) => ({ label: room.nameOf(participant), onPick: () => void (room.recipient.value = { kind: 'student', participant }) }))
        .sort((a, b) => a.label.localeCompare(b.label))}
    />
  );
}

/** The recipient that is possible now: with a closed chat, a student writes to the teachers. */
function recipientOf(room: Room): Recipient {
  const chosen = room.recipient.value;
  return chosen.kind === 'all' && !room.view.value.chatOpen && !room.isTeacher.value ? { kind: 'teachers' } : chosen;
}

function postOf(text: string, recipient: Recipient, room: Room): LessonCommand {
  switch (recipient.kind) {
    case 'all':
      return { type: 'postMessage', text };
    case 'teachers':
      return { type: 'postMessage', text, thread: room.you.value!.participant };
    case 'student':
      return { type: 'postMessage', text, thread: recipient.participant };
  }
}

function nameOf(recipient: Recipient, room: Room): string {
  switch (recipient.kind) {
    case 'all':
      return t('lesson.chat.toAll');
    case 'teachers':
      return t('lesson.chat.toTeachers');
    case 'student':
      return t('lesson.chat.toPerson', { name: room.nameOf(recipient.participant) });
  }
}

function placeholderOf(recipient: Recipient, room: Room): string {
  switch (recipient.kind) {
    case 'all':
      return t('lesson.chat.placeholder');
    case 'teachers':
      return t('lesson.chat.placeholderTeachers');
    case 'student':
      return t('lesson.chat.placeholderPerson', { name: room.nameOf(recipient.participant) });
  }
}
