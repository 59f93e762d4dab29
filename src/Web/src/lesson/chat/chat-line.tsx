import { Ellipsis, LockKeyhole, Pencil, Reply, RotateCcw, Trash2 } from 'lucide-preact';
import { t } from '../../i18n';
import { formatTime } from '../../i18n/format';
import type { ChatMessage } from '../../protocol';
import { Avatar, Badge, Button, Menu, type MenuItem } from '../../ui';
import { goToWriting } from '../keys';
import { refusalText, useRoom, type Room } from '../room';
import { linksIn } from './links';
import type { Line } from './timeline';

type ChatLineProps = { line: Line; onEdit: (message: number, text: string) => void };

export function ChatLine({ line, onEdit }: ChatLineProps) {
  return line.kind === 'message' ? <Message line={line} onEdit={onEdit} /> : <OnItsWay line={line} />;
}

/** One message as it stands in the lesson. */
function Message({ line: { message, startsGroup }, onEdit }: { line: Extract<Line, { kind: 'message' }>; onEdit: ChatLineProps['onEdit'] }) {
  const room = useRoom();
  const isMine = message.by === room.you.value?.participant;
  const name = room.nameOf(message.by);
  const isGone = message.text === undefined;
  return (
    <li class={`said${isMine ? ' said--mine' : ''}${message.thread ? ' said--private' : ''}${startsGroup ? ' said--first' : ''}`}>
      {startsGroup && (
        <div class="said__who">
          {!isMine && <Avatar id={message.by} name={name} size="small" />}
          <span class="said__name">{isMine ? t('lesson.you') : name}</span>
          <time class="said__time" dateTime={message.at}>
            {formatTime(new Date(message.at))}
          </time>
          {message.thread && <PrivateMark thread={message.thread} by={message.by} />}
        </div>
      )}
      <div class="said__line">
        <p class={`said__text${isGone ? ' said__text--gone' : ''}`} dir="auto">
          {isGone ? t('lesson.chat.deleted') : <Linked text={message.text!} />}
          {message.edited && !isGone && <small class="said__edited"> ({t('lesson.chat.edited')})</small>}
        </p>
        <MessageMenu room={room} message={message} isMine={isMine} onEdit={onEdit} />
      </div>
    </li>
  );
}

/** What somebody wrote, with its web addresses to press. Where one leads is asked of nobody before it is pressed. */
function Linked({ text }: { text: string }) {
  return (
    <>
      {linksIn(text).map((part, at) =>
        part.href === undefined ? (
          part.text
        ) : (
          <a key={at} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ),
      )}
    </>
  );
}

/** Says that a message is private, and with whom where that is not its author. */
function PrivateMark({ thread, by }: { thread: string; by: string }) {
  const room = useRoom();
  return (
    <Badge tone="sky" icon={LockKeyhole}>
      {room.isTeacher.value && by !== thread ? t('lesson.chat.privateWith', { name: room.nameOf(thread) }) : t('lesson.chat.private')}
    </Badge>
  );
}

function MessageMenu({ room, message, isMine, onEdit }: { room: Room; message: ChatMessage; isMine: boolean; onEdit: ChatLineProps['onEdit'] }) {
  const { text, thread, sequence } = message;
  if (text === undefined || room.view.value.phase !== 'live') {
    return null;
  }

  const items: MenuItem[] = [
    ...(thread && room.isTeacher.value
      ? [{ label: t('lesson.chat.reply', { name: room.nameOf(thread) }), icon: Reply, onPick: () => writeTo(room, thread) }]
      : []),
    ...(isMine ? [{ label: t('lesson.chat.edit'), icon: Pencil, onPick: () => onEdit(sequence, text) }] : []),
    ...(isMine || room.isTeacher.value ? [{ label: t('lesson.chat.delete'), icon: Trash2, danger: true, onPick: () => void room.send({ type: 'deleteMessage', message: sequence }) }] : []),
  ];
  return items.length === 0 ? null : <Menu label={t('lesson.chat.actions')} icon={Ellipsis} items={items} />;
}

function writeTo(room: Room, participant: string): void {
  room.recipient.value = { kind: 'student', participant };
  goToWriting(room);
}

/** A message that this page has not seen in the lesson yet. */
function OnItsWay({ line: { item, text } }: { line: Extract<Line, { kind: 'outgoing' }> }) {
  const room = useRoom();
  const refusal = typeof item.state === 'object' && 'refused' in item.state ? item.state.refused : undefined;
  const isEdit = item.command.type === 'editMessage';
  return (
    <li class={`said said--mine said--first${refusal ? ' said--failed' : ' said--pending'}`}>
      <div class="said__line">
        <p class="said__text" dir="auto">
          {text}
        </p>
      </div>
      {refusal === undefined ? (
        <span class="said__time">{t(isEdit ? 'room.refused.editPending' : 'lesson.chat.pending')}</span>
      ) : (
        <div class="said__failed">
          <span>{t(isEdit ? 'room.refused.edit' : 'lesson.chat.failed', { reason: refusalText(refusal) })}</span>
          {room.view.value.phase === 'live' && (
            <Button
              size="small"
              kind="quiet"
              icon={RotateCcw}
              onClick={() => {
                room.link.discard(item.counter);
                room.send(item.command);
              }}
            >
              {t('lesson.chat.again')}
            </Button>
          )}
          <Button size="small" kind="quiet" icon={Trash2} onClick={() => room.link.discard(item.counter)}>
            {t('lesson.chat.discard')}
          </Button>
        </div>
      )}
    </li>
  );
}
