import { useSignal } from '@preact/signals';
import { DoorOpen, Ellipsis, Hand, Mail, Presentation } from 'lucide-preact';
import { t } from '../../i18n';
import { formatTime } from '../../i18n/format';
import { Avatar, Badge, Button, Dialog, Menu, type MenuItem } from '../../ui';
import { goToWriting } from '../keys';
import { useRoom } from '../room';
import type { Someone } from './people-list';

/** One person, and for a teacher what can be done about them. */
export function PersonRow({ person, isStudent = false }: { person: Someone; isStudent?: boolean }) {
  const room = useRoom();
  const view = room.view.value;
  const { participant, name, isHere, leftAt } = person;
  const isYou = participant === room.you.value?.participant;
  const reaction = room.link.fleeting.value.find(({ by, signal }) => by === participant && signal.type === 'reaction')?.signal;
  const hasHand = view.hands.some((hand) => hand.participant === participant);
  return (
    <li class={`person${isHere ? '' : ' person--away'}`}>
      <Avatar id={participant} name={name} size="small" away={!isHere} />
      <span class="person__text">
        <span class="person__name">
          <bdi>{name}</bdi>
          {isYou && <span class="person__you"> ({t('lesson.you')})</span>}
        </span>
        {leftAt && <span class="person__fact">{t('lesson.person.away', { time: formatTime(new Date(leftAt)) })}</span>}
      </span>
      {reaction?.type === 'reaction' && <span aria-hidden="true">{reaction.emoji}</span>}
      {hasHand && (
        <span class="person__hand" title={t('lesson.hand.raisedBy', { name })}>
          <Hand size="1.1em" aria-label={t('lesson.hand.raisedBy', { name })} />
        </span>
      )}
      {view.stage && view.presenter === participant && (
        <Badge tone="sky" icon={Presentation}>
          {t('lesson.presenter')}
        </Badge>
      )}
      {isStudent && room.isTeacher.value && <PersonMenu participant={participant} name={name} />}
    </li>
  );
}

function PersonMenu({ participant, name }: { participant: string; name: string }) {
  const room = useRoom();
  const asking = useSignal(false);
  const view = room.view.value;
  const isLive = view.phase === 'live';
  const items: MenuItem[] = [
    {
      label: t('lesson.person.message'),
      icon: Mail,
      onPick: () => {
        room.recipient.value = { kind: 'student', participant };
        goToWriting(room);
      },
    },
    ...(isLive && view.stage && view.presenter !== participant ? [{ label: t('lesson.person.present'), icon: Presentation, onPick: () => void room.send({ type: 'givePresenter', participant }) }] : []),
    ...(isLive && view.stage && view.presenter === participant ? [{ label: t('lesson.person.takeBack'), icon: Presentation, onPick: () => void room.send({ type: 'takePresenter' }) }] : []),
    ...(isLive ? [{ label: t('lesson.person.eject'), icon: DoorOpen, danger: true, onPick: () => void (asking.value = true) }] : []),
  ];
  return (
    <>
      <Menu label={t('lesson.person.actions', { name })} icon={Ellipsis} items={items} />
      <Dialog
        open={asking.value}
        title={t('lesson.person.ejectTitle', { name })}
        onClose={() => (asking.value = false)}
        actions={
          <>
            <Button onClick={() => (asking.value = false)}>{t('ui.cancel')}</Button>
            <Button
              kind="danger"
              icon={DoorOpen}
              onClick={() => {
                asking.value = false;
                room.send({ type: 'ejectParticipant', participant });
              }}
            >
              {t('lesson.person.eject')}
            </Button>
          </>
        }
      >
        <p>{t('lesson.person.ejectText', { name })}</p>
      </Dialog>
    </>
  );
}
